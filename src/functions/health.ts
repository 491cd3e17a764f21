import { createApp } from '../app';
import { callbackDeadline } from '../deadline';
import { authenticateNobody, serveHealth, unhealthy } from '../health/health';
import { fullEndpoint } from '../http/endpoint';

/** For monitors: whether the functions answer, and with the service's token which settings are there. */
export const handler = fullEndpoint({
  open: (settings) => ({ ...createApp(settings), settings }),
  authenticate: authenticateNobody,
  handle: serveHealth,
  fallback: unhealthy,
  leg: 'none',
  within: callbackDeadline,
});
