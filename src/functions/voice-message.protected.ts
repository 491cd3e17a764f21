import { messageDeadline, takeMessage, takeMessageBlindly } from '../cascade/take-message';
import { createFullApp } from '../full-app';
import { fullEndpoint } from '../http/endpoint';

/** `<Record action>`, and with `?event=…` the recording's and the transcription's callbacks. */
export const handler = fullEndpoint({
  open: createFullApp,
  handle: takeMessage,
  fallback: takeMessageBlindly,
  leg: 'caller',
  within: messageDeadline,
});
