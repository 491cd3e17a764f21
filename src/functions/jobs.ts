import { authenticateService, jobsUnfinished } from '../jobs/api';
import { serveJobs } from '../jobs/serve-jobs';
import { createJobsApp } from '../jobs-app';
import { callbackDeadline } from '../deadline';
import { fullEndpoint } from '../http/endpoint';

/** Lists jobs, or makes one. Bearer: `RELAY_API_TOKEN`. */
export const handler = fullEndpoint({
  open: createJobsApp,
  authenticate: authenticateService,
  handle: serveJobs,
  fallback: jobsUnfinished,
  leg: 'none',
  within: callbackDeadline,
});
