import { pressCard } from '../jobs/press-card';
import { buttonFailed, pressButton } from '../conversations/press-button';
import { createJobsApp } from '../jobs-app';
import { slackEndpoint } from '../http/slack-endpoint';

/** Buttons that somebody pressed in Slack. */
export const handler = slackEndpoint({
  open: createJobsApp,
  handle: (app, visitor) => pressButton(app, visitor, pressCard),
  fallback: buttonFailed,
});
