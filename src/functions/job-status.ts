import { authenticateService, jobsUnfinished } from '../jobs/api';
import { serveJobStatus } from '../jobs/serve-job-status';
import { createJobsApp } from '../jobs-app';
import { callbackDeadline } from '../deadline';
import { fullEndpoint } from '../http/endpoint';

/** Changes a job's status or crew, once for each request id, and tells whom it concerns. */
export const handler = fullEndpoint({
  open: createJobsApp,
  authenticate: authenticateService,
  handle: serveJobStatus,
  fallback: jobsUnfinished,
  leg: 'none',
  within: callbackDeadline,
});
