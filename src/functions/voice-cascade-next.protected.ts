import { endLeg, endLegBlindly } from '../cascade/end-leg';
import { voiceDeadline } from '../deadline';
import { endpoint } from '../http/endpoint';

/** `<Dial action>`, `?step=N`: the leg is over. */
export const handler = endpoint({
  handle: endLeg,
  fallback: endLegBlindly,
  leg: 'caller',
  within: voiceDeadline,
});
