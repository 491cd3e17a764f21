import { explainFailure } from '../../../../src/conversations/delivery';
import type { TextView } from '../../texts-view';
import { dayAndTime } from '../time';

/** How far a text has come: a word or two, and whether it has failed. */
export interface Delivery {
  readonly words: string;
  readonly failed: boolean;
}

/** Says how far a text has come, and why it got no further; `now` in ms. */
export function deliveryOf(text: TextView, now: number, timeZone: string): Delivery {
  const on = (words: string): Delivery => ({ words, failed: false });
  switch (text.status) {
    case 'accepted':
    case 'queued':
      return on('queued');
    case 'scheduled':
      return on(`scheduled for ${dayAndTime(text.sendAt ?? text.at, now, timeZone)}`);
    case 'sending':
      return on('sending');
    case 'sent':
      return on('sent');
    case 'delivered':
      return on('delivered');
    case 'received':
      return on('sent');
    case 'canceled':
      return on('taken back');
    case 'undelivered':
    case 'failed':
      return { words: `did not arrive. ${whyNot(text)}`, failed: true };
    default:
      return text.status satisfies never;
  }
}

function whyNot({ errorCode }: TextView): string {
  return errorCode === null ? 'No reason was given.' : `${explainFailure(errorCode).words} (${errorCode})`;
}
