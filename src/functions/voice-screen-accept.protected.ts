import { acceptCall, acceptCallBlindly } from '../cascade/screen-callee';
import { voiceDeadline } from '../deadline';
import { endpoint } from '../http/endpoint';

/** `<Gather action>` of the screening: 1 puts the caller through. */
export const handler = endpoint({
  handle: acceptCall,
  fallback: acceptCallBlindly,
  leg: 'callee',
  within: voiceDeadline,
});
