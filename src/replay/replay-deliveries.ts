import type { SentText } from '../clients/messages';
import { readSent } from '../conversations/sent-message';
import { deliveryReport, takeReport } from '../conversations/track-delivery';
import { DEADLINES, withDeadline } from '../deadline';
import type { FullApp } from '../full-app';
import { SETTLING_MS } from './marker';
import type { Replayed } from './replay-texts';

/** Some carriers never confirm a delivery: a message that is `sent` for this long (ms) is waited for no longer. */
const PATIENCE_MS = 60 * 60 * 1000;

/**
 * Takes in the delivery status of the messages that were sent since `since` (ms) and whose callback may have been lost, until
 * `until` (ms). What was taken in before stays as it is. Throws `RelayError` when Twilio or Sync cannot be asked.
 */
export async function replayDeliveries(app: FullApp, since: number, until: number): Promise<Replayed> {
  const messages = await withDeadline(app.clock, DEADLINES.rest, (signal) =>
    app.messages.sentSince(since, signal),
  );
  const now = app.clock.now();
  const settled = now - SETTLING_MS;
  let inOrderUntil = settled;
  let count = 0;
  for (const message of messages) {
    if (message.sentAt > settled || app.clock.now() > until) {
      return { count, inOrderUntil: Math.min(inOrderUntil, message.sentAt - 1000) };
    }
    const taken = await takeIn(app, message, now);
    if (taken === 'unfinished') inOrderUntil = Math.min(inOrderUntil, message.sentAt - 1000);
    if (taken === 'taken-in') count += 1;
  }
  return { count, inOrderUntil };
}

type Taken = 'taken-in' | 'in-order' | 'unfinished';

async function takeIn(app: FullApp, message: SentText, now: number): Promise<Taken> {
  const { sid, to, status, errorCode, sentAt } = message;
  const about = await readSent(app, sid);
  if (about === null) return 'in-order';
  const report = deliveryReport({ sid, to, status, code: errorCode }, about);
  if (report.state === 'under-way') return now - sentAt < PATIENCE_MS ? 'unfinished' : 'in-order';
  switch (await takeReport(app, report)) {
    case 'news':
      return 'taken-in';
    case 'known':
      return 'in-order';
    case 'not-taken':
      return 'unfinished';
  }
}
