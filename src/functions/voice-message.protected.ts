import { messageDeadline, takeMessage, takeMessageBlindly } from '../cascade/take-message';
import { endpoint } from '../http/endpoint';

/** `<Record action>`, and with `?event=…` the recording's and the transcription's callbacks. */
export const handler = endpoint({
  handle: takeMessage,
  fallback: takeMessageBlindly,
  leg: 'caller',
  within: messageDeadline,
});
