import { authenticateLinkHolder, claimUnfinished, serveClaim } from '../jobs/claim';
import { createJobsApp } from '../jobs-app';
import { callbackDeadline } from '../deadline';
import { fullEndpoint } from '../http/endpoint';

/** A crew's link to a job: GET shows it, POST acts. */
export const handler = fullEndpoint({
  open: createJobsApp,
  authenticate: authenticateLinkHolder,
  handle: serveClaim,
  fallback: claimUnfinished,
  leg: 'none',
  within: callbackDeadline,
});
