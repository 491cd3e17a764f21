import { askSlackAgain, receiveEvent } from '../conversations/receive-event';
import { createFullApp } from '../full-app';
import { slackEndpoint } from '../http/slack-endpoint';

/** Slack's Events API: what is written in a customer's thread goes to the customer. */
export const handler = slackEndpoint({
  open: createFullApp,
  handle: receiveEvent,
  fallback: askSlackAgain,
});
