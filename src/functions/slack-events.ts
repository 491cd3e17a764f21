import { askSlackAgain, receiveEvent } from '../conversations/receive-event';
import { slackDeadline } from '../deadline';
import { createFullApp } from '../full-app';
import { fullEndpoint } from '../http/endpoint';
import { authenticateSlack } from '../http/slack-door';

/** Slack's Events API: what is written in a customer's thread goes to the customer. */
export const handler = fullEndpoint({
  open: createFullApp,
  authenticate: authenticateSlack,
  handle: receiveEvent,
  fallback: askSlackAgain,
  leg: 'none',
  within: slackDeadline,
});
