import { pressCard } from '../jobs/press-card';
import { buttonFailed, pressButton } from '../conversations/press-button';
import { slackDeadline } from '../deadline';
import { createJobsApp } from '../jobs-app';
import { fullEndpoint } from '../http/endpoint';
import { authenticateSlack } from '../http/slack-door';

/** Buttons that somebody pressed in Slack. */
export const handler = fullEndpoint({
  open: createJobsApp,
  authenticate: authenticateSlack,
  handle: (app, params) => pressButton(app, params, pressCard),
  fallback: buttonFailed,
  leg: 'none',
  within: slackDeadline,
});
