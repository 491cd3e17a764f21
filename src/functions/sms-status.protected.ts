import { askForReportAgain, trackDelivery } from '../conversations/track-delivery';
import { callbackDeadline } from '../deadline';
import { createFullApp } from '../full-app';
import { fullEndpoint } from '../http/endpoint';

/** Status callbacks about texts of ours. */
export const handler = fullEndpoint({
  open: createFullApp,
  handle: trackDelivery,
  fallback: askForReportAgain,
  leg: 'none',
  within: callbackDeadline,
});
