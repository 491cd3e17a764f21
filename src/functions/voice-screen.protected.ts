import { screenCallee, screenCalleeBlindly } from '../cascade/screen-callee';
import { voiceDeadline } from '../deadline';
import { endpoint } from '../http/endpoint';

/** `<Number url>`, `?step=N&who=<id>`: somebody picked up and is asked to press 1. */
export const handler = endpoint({
  handle: screenCallee,
  fallback: screenCalleeBlindly,
  leg: 'callee',
  within: voiceDeadline,
});
