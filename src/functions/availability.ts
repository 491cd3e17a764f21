import { authenticate, availabilityUnknown, serveAvailability } from '../availability/set-availability';
import { callbackDeadline } from '../deadline';
import { endpoint } from '../http/endpoint';

/** GET lists everybody's availability, POST sets one person's. Bearer: the person's own token, or `RELAY_API_TOKEN`. */
export const handler = endpoint({
  authenticate,
  handle: serveAvailability,
  fallback: availabilityUnknown,
  leg: 'none',
  within: callbackDeadline,
});
