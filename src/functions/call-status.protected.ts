import { askAgain, trackStatus } from '../cascade/track-status';
import { callbackDeadline } from '../deadline';
import { createFullApp } from '../full-app';
import { fullEndpoint } from '../http/endpoint';

/** Status callbacks of the number and of each leg. */
export const handler = fullEndpoint({
  open: createFullApp,
  handle: trackStatus,
  fallback: askAgain,
  leg: 'none',
  within: callbackDeadline,
});
