import { sweepJobs } from '../jobs/sweep';
import { callbackDeadline } from '../deadline';
import { createJobsApp } from '../jobs-app';
import { fullEndpoint } from '../http/endpoint';
import { authenticateTick, tick, tickUnfinished } from '../replay/tick';

/** Called by any outside timer, once a minute or slower: nothing stays lying, whatever was down. */
export const handler = fullEndpoint({
  open: createJobsApp,
  authenticate: authenticateTick,
  handle: (app) => tick(app, sweepJobs),
  fallback: tickUnfinished,
  leg: 'none',
  within: callbackDeadline,
});
