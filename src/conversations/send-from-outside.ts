import type { FullApp } from '../full-app';
import type { OnceResult } from '../once/work';
import { enqueue } from '../outbox/store';
import { afterAnswer } from './customer';
import { partyOf } from './party';
import { postToThread } from './post-to-thread';
import { cancelReminder } from './remind';
import { sendText, type SentText } from './send-text';
import { changeCustomer, readCustomer } from './store';
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

/** Sends it once, and puts a copy into the customer's thread, where its delivery is shown. */
export async function sendFromOutside(
  app: FullApp,
  text: OutsideText,
  withinMs?: number,
): Promise<OnceResult<SentText>> {
  const { key, phone, body, by } = text;
  const reading = await readCustomer(app, phone);
  if (reading.kind === 'read' && reading.customer.optedOutAt !== undefined) {
    return { kind: 'failed-for-good', reason: 'The customer has opted out with STOP.' };
  }
  const toSend = { to: phone, body, about: { kind: 'reply' } } as const;
  const result = await sendText(app, key, toSend, withinMs === undefined ? {} : { withinMs });
  if (result.kind !== 'done' && result.kind !== 'already-done') return result;
  const copy = wordsPost(partyOf(app.config, phone), 'copy', `${by} texted: ${body}`);
  const posted = await postToThread(app, `copy-${key}`, copy);
  if (posted.kind !== 'done' && posted.kind !== 'already-done') {
    const at = new Date(app.clock.now()).toISOString();
    await enqueue(app, { key: `copy-${key}`, kind: 'post', phone, at });
  }
  await changeCustomer(app, phone, (before) => afterAnswer(before, app.clock.now())).catch(() => undefined);
  if (reading.kind === 'read') await cancelReminder(app, reading.customer);
  return result;
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
        : `Twilio did not confirm the text to ${to}. Look into the thread before you send it again.`;
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
