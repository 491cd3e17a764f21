import { crewText } from '../jobs/crew-text';
import { receiveSms, receiveSmsBlindly } from '../conversations/receive-sms';
import { callbackDeadline } from '../deadline';
import { createJobsApp } from '../jobs-app';
import { fullEndpoint } from '../http/endpoint';

/** The number's Messaging webhook: a text goes into its sender's thread, or to who is on duty. */
export const handler = fullEndpoint({
  open: createJobsApp,
  handle: (app, params) => receiveSms(app, params, crewText),
  fallback: receiveSmsBlindly,
  leg: 'none',
  within: callbackDeadline,
});
