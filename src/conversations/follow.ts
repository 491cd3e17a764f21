import type { FullApp } from '../full-app';
import { MAY_STILL_ARRIVE, type OnceResult } from '../once/work';
import { enqueue, isKept } from '../outbox/store';
import { buttonRow } from './buttons';
import type { Customer } from './customer';
import { showNote } from './note';
import { noteAnswer } from './note-answer';
import type { Relayed } from './relay-reply';
import { LIMIT_REACHED, type SentText } from './send-text';
import { showSent } from './show-delivery';
import { UNSURE } from './stale-reply';

/** A reply that was to be sent. */
interface FollowedReply {
  /** The claim of this try. */
  readonly key: string;
  /** What the note in the thread is about: the claim of the first try. */
  readonly about: string;
  readonly root: string;
  readonly phone: string;
  readonly customer: Customer | null;
}

/** What follows from the result of a send, at Slack's first delivery, at its repeats, and at the press of a button. */
export async function follow(
  app: FullApp,
  reply: FollowedReply,
  result: OnceResult<SentText>,
): Promise<Relayed> {
  const { about, root, phone, customer } = reply;
  switch (result.kind) {
    case 'done':
      await Promise.all([noteAnswer(app, phone, customer), sayItIsSent(app, reply, result.result)]);
      return { kind: 'sent' };
    case 'already-done':
      await sayItIsSent(app, reply, result.result);
      return { kind: 'settled', why: 'sent-before' };
    case 'in-progress':
      return { kind: 'again', why: 'in-progress' };
    case 'postponed':
      return (await askOrKeep(app, reply, postponedWords(result.reason))) && result.reason === LIMIT_REACHED
        ? { kind: 'settled', why: 'limit' }
        : { kind: 'again', why: result.why };
    case 'unclear':
      return (await askOrKeep(app, reply, UNSURE.words))
        ? { kind: 'settled', why: 'unclear' }
        : { kind: 'again', why: 'unclear' };
    case 'failed-for-good': {
      const isSaid = await showNote(app, { about, root, words: `Not sent: ${result.reason}` });
      return isSaid ? { kind: 'settled', why: 'refused' } : { kind: 'again', why: 'note-not-shown' };
    }
    case 'claim-unavailable':
      await askOrKeep(
        app,
        reply,
        'Not sent yet: Twilio Sync cannot be reached, and without it a text could go out twice.',
      );
      return { kind: 'again', why: 'claim-unavailable' };
    default:
      return result satisfies never;
  }
}

/** What the thread says of a reply that has to be tried again. */
function postponedWords(reason: string): string {
  return reason === MAY_STILL_ARRIVE ? UNSURE.words : `Not sent yet: ${reason}`;
}

/** The note that said something else is changed; where there is none, nothing needs to be said. */
async function sayItIsSent(
  app: FullApp,
  { key, about, root }: FollowedReply,
  { sid }: SentText,
): Promise<void> {
  const words = key === about ? 'Sent after all.' : 'Sent again.';
  await showSent(app, { about, root, words }, sid);
}

/**
 * Leaves it to a person, by a button; where Slack shows no button, to the outbox, which sends nothing twice either. Returns
 * whether one of both is sure.
 */
async function askOrKeep(
  app: FullApp,
  { key, about, root, phone }: FollowedReply,
  words: string,
): Promise<boolean> {
  const buttons = buttonRow('put_out_again', 'Send it again', key);
  if (await showNote(app, { about, root, words, buttons })) return true;
  const at = new Date(app.clock.now()).toISOString();
  return isKept(enqueue(app, { key, kind: 'send', phone, at }));
}
