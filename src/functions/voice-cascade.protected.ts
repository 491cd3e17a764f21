import { answerCall, answerCallBlindly } from '../cascade/answer-call';
import { voiceDeadline } from '../deadline';
import { endpoint } from '../http/endpoint';

/** The number's Voice webhook: rings the first step, or takes a message. */
export const handler = endpoint({
  handle: answerCall,
  fallback: answerCallBlindly,
  leg: 'caller',
  within: voiceDeadline,
});
