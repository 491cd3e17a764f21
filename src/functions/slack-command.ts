import { runJobCommand } from '../jobs/job-command';
import { commandUnanswered, runCommand } from '../commands/run-command';
import { nameCustomer, textCustomer } from '../conversations/customer-actions';
import { createJobsApp } from '../jobs-app';
import { slackEndpoint } from '../http/slack-endpoint';

/** `/dispatch …` in Slack. */
export const handler = slackEndpoint({
  open: createJobsApp,
  handle: (app, visitor) =>
    runCommand(app, visitor, {
      text: (request) => textCustomer(app, request),
      name: (request) => nameCustomer(app, request),
      job: (request) => runJobCommand(app, request),
    }),
  fallback: commandUnanswered,
});
