import type { FullApp } from '../full-app';
import type { OnceResult } from '../once/work';
import { copyOf, postCopy } from './copy';
import { showNote } from './note';
import { noteAnswer } from './note-answer';
import { openThread } from './open-thread';
import { partyOf } from './party';
import type { SentText, TextToSend } from './send-text';
import { baseOf, showSent } from './show-delivery';
import { readCustomer } from './store';

/** What a send from the outbox has come to. */
type Ended = Extract<OnceResult<SentText>, { kind: 'done' | 'already-done' | 'failed-for-good' }>;

/**
 * Does and says what is left to do about a text of somebody's that was sent, or refused, when its writer was no longer there
 * to be told. Returns whether that is done. Throws `RelayError` when Sync cannot be asked.
 */
export async function finishText(
  app: FullApp,
  key: string,
  text: TextToSend,
  result: Ended,
): Promise<boolean> {
  // Alerts and automatic texts have nobody who waits for them.
  if (text.about.kind !== 'reply') return true;
  const about = baseOf(key);
  if (result.kind === 'failed-for-good') {
    const root = await threadOf(app, key, text);
    return root !== null && showNote(app, { about, root, words: `Not sent: ${result.reason}` });
  }
  if (result.kind === 'done') await answered(app, text.to);
  if (text.about.root === undefined) return postCopy(app, about);
  await showSent(app, { about, root: text.about.root, words: 'Sent after all.' }, result.result.sid);
  return true;
}

/** The thread in which something can be said about a text; null when Slack cannot be reached. Throws `RelayError`. */
export async function threadOf(app: FullApp, key: string, { about, to }: TextToSend): Promise<string | null> {
  if (about.root !== undefined) return about.root;
  const copy = await copyOf(app, baseOf(key));
  if (copy.kind === 'posted') return copy.root;
  const thread = await openThread(app, partyOf(app.config, to));
  return thread.kind === 'open' ? thread.ts : null;
}

async function answered(app: FullApp, phone: string): Promise<void> {
  const reading = await readCustomer(app, phone);
  await noteAnswer(app, phone, reading.kind === 'read' ? reading.customer : null);
}
