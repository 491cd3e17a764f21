import { runJobCommand } from '../jobs/job-command';
import { commandUnanswered, runCommand } from '../commands/run-command';
import { nameCustomer, textCustomer } from '../conversations/customer-actions';
import { slackDeadline } from '../deadline';
import { createJobsApp } from '../jobs-app';
import { fullEndpoint } from '../http/endpoint';
import { authenticateSlack } from '../http/slack-door';

/** `/dispatch …` in Slack. */
export const handler = fullEndpoint({
  open: createJobsApp,
  authenticate: authenticateSlack,
  handle: (app, params) =>
    runCommand(app, params, {
      text: (request) => textCustomer(app, request),
      name: (request) => nameCustomer(app, request),
      job: (request) => runJobCommand(app, request),
    }),
  fallback: commandUnanswered,
  leg: 'none',
  within: slackDeadline,
});
