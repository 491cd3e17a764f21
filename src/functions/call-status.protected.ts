import { askAgain, trackStatus } from '../cascade/track-status';
import { callbackDeadline } from '../deadline';
import { endpoint } from '../http/endpoint';

/** Status callbacks of the number and of each leg. */
export const handler = endpoint({
  handle: trackStatus,
  fallback: askAgain,
  leg: 'none',
  within: callbackDeadline,
});
