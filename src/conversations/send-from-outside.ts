import { DEADLINES, withDeadline } from '../deadline';
import type { FullApp } from '../full-app';
import { giveUp } from '../once/give-up';
import { storeClaim } from '../once/store-claim';
import type { OnceResult } from '../once/work';
import { dequeue, enqueue } from '../outbox/store';
import { copyKey, postCopy } from './copy';
import type { Customer } from './customer';
import { noteAnswer } from './note-answer';
import { partyOf } from './party';
import { sendText, type SentText } from './send-text';
import { readCustomer } from './store';
import { wordsPost } from './thread-post';

/** A text to a customer that was not written in the customer's thread: from a phone, or by a command. */
export interface OutsideText {
  /** Its claim. */
  readonly key: string;
  readonly phone: string;
  readonly body: string;
  /** Whose words they are. */
  readonly by: string;
}

/**
 * Sends it once, and puts a copy into the customer's thread, where its delivery is shown. From before the send the outbox
 * knows of both: whatever dies or is slow, the next drain finds out whether it is out, and posts the copy.
 */
export async function sendFromOutside(
  app: FullApp,
  text: OutsideText,
  withinMs: number = DEADLINES.rest,
): Promise<OnceResult<SentText>> {
  const { key, phone, body, by } = text;
  const reading = await readCustomer(app, phone);
  const customer = reading.kind === 'read' ? reading.customer : null;
  if (customer?.optedOutAt !== undefined) {
    return { kind: 'failed-for-good', reason: 'The customer has opted out with STOP.' };
  }
  const toSend = { to: phone, body, about: { kind: 'reply' } } as const;
  const copy = wordsPost(partyOf(app.config, phone), 'copy', `${by} texted: ${body}`);
  const at = new Date(app.clock.now()).toISOString();
  try {
    await Promise.all([storeClaim(app, key, toSend), storeClaim(app, copyKey(key), copy)]);
    await enqueue(app, { key, kind: 'send', phone, at });
  } catch {
    // Without the outbox nobody would finish the copy.
    return callOff(app, key, { kind: 'claim-unavailable', reason: 'sync_unavailable' });
  }
  const result = await sendText(app, key, toSend, { withinMs });
  return settle(app, text, customer, result);
}

async function settle(
  app: FullApp,
  { key, phone }: OutsideText,
  customer: Customer | null,
  result: OnceResult<SentText>,
): Promise<OnceResult<SentText>> {
  switch (result.kind) {
    case 'done':
    case 'already-done':
      await Promise.all([showCopy(app, key), noteAnswer(app, phone, customer)]);
      return result;
    case 'failed-for-good':
      await leaveOutbox(app, key);
      return result;
    case 'postponed':
      return result.why === 'not-sent' ? callOff(app, key, result) : result;
    case 'claim-unavailable':
      return callOff(app, key, result);
    case 'in-progress':
    case 'unclear':
      return result;
    default:
      return result satisfies never;
  }
}

/** In as much time as a route that Slack calls has left; after that the outbox goes on. */
async function showCopy(app: FullApp, key: string): Promise<void> {
  await withDeadline(app.clock, DEADLINES.slackRequest, async () => {
    if (await postCopy(app, key, DEADLINES.slackRequest)) await leaveOutbox(app, key);
  }).catch(() => undefined);
}

/** Whoever is told that it was not sent writes it again, so that nothing may send it later. */
async function callOff(
  app: FullApp,
  key: string,
  result: OnceResult<SentText>,
): Promise<OnceResult<SentText>> {
  const standing = await giveUp(app, key, 'it was to be written again.').catch(() => null);
  if (standing?.kind !== 'given-up') {
    return { kind: 'postponed', why: 'not-confirmed', reason: 'It could not be called off.' };
  }
  await leaveOutbox(app, key);
  return result;
}

/** What stays in it is found to be done with. */
async function leaveOutbox(app: FullApp, key: string): Promise<void> {
  await dequeue(app, new Set([`send ${key}`])).catch(() => undefined);
}

/** What came of it, for whoever sent it. */
export function outcomeWords(result: OnceResult<SentText>, to: string): string {
  switch (result.kind) {
    case 'done':
    case 'already-done':
      return `Sent to ${to}.`;
    case 'in-progress':
      return `It is being sent to ${to}.`;
    case 'postponed':
      return result.why === 'not-sent'
        ? `Not sent to ${to}: ${result.reason} Send it again.`
        : `Twilio has not confirmed the text to ${to} yet. It is looked up, and sent if it is not out; then its copy stands in the thread.`;
    case 'unclear':
      return `Nobody knows whether the text reached ${to}. Ask before you send it again.`;
    case 'failed-for-good':
      return `Not sent to ${to}: ${result.reason}`;
    case 'claim-unavailable':
      return `Not sent to ${to}: the line cannot reach its memory. Send it again in a minute.`;
    default:
      return result satisfies never;
  }
}
