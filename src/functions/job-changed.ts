import { authenticateService, jobsUnfinished } from '../jobs/api';
import { serveJobChanged } from '../jobs/serve-job-status';
import { createJobsApp } from '../jobs-app';
import { callbackDeadline } from '../deadline';
import { fullEndpoint } from '../http/endpoint';

/** For a service that writes the file of jobs itself: tells whom a change concerns. */
export const handler = fullEndpoint({
  open: createJobsApp,
  authenticate: authenticateService,
  handle: serveJobChanged,
  fallback: jobsUnfinished,
  leg: 'none',
  within: callbackDeadline,
});
