import { callbackDeadline } from '../deadline';
import { createFullApp } from '../full-app';
import { fullEndpoint } from '../http/endpoint';
import { authenticateLink, mediaUnreachable, serveMedia } from '../media/serve-media';

/** Hands a file in Slack to Twilio, which fetches it for an MMS. The link's own signature says who may. */
export const handler = fullEndpoint({
  open: createFullApp,
  authenticate: authenticateLink,
  handle: serveMedia,
  fallback: mediaUnreachable,
  leg: 'none',
  within: callbackDeadline,
});
