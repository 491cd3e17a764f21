import { DEADLINES, withDeadline } from '../deadline';
import type { FullApp } from '../full-app';
import { storeClaim } from '../once/store-claim';
import type { OnceResult } from '../once/work';
import { buttonRow } from './buttons';
import { enqueue } from '../outbox/store';
import { afterAnswer, type Customer } from './customer';
import { settleNote, showNote } from './note';
import { cancelReminder } from './remind';
import { replyText } from './reply-text';
import { LIMIT_REACHED, sendText, type SentText, type TextToSend } from './send-text';
import type { ThreadReply } from './slack-event';
import { changeCustomer, readCustomer } from './store';
import { ownerOf } from './thread-owner';
import { mayAct } from './who-may';

/** What became of a reply. */
export type Relayed =
  | { readonly kind: 'sent' }
  /** There is nothing more to do about it; `why` is for the record. */
  | { readonly kind: 'settled'; readonly why: string }
  /** Slack is to send the event again. */
  | { readonly kind: 'again'; readonly why: string };

/** Slack repeats for five minutes and may replay for a day; what is older (ms) than this is sent at a person's word only. */
const FRESH_MS = 10 * 60 * 1000;

/** Sends a reply in a customer's thread to that customer, once, and says in the thread when it does not. */
export async function relayReply(app: FullApp, reply: ThreadReply): Promise<Relayed> {
  const [owner, permission] = await Promise.all([ownerOf(app, reply.root), mayAct(app, reply.user)]);
  if (owner.kind === 'nobody') return { kind: 'settled', why: 'not-a-customers-thread' };
  if (owner.kind === 'unknown' || permission.kind === 'unknown') return { kind: 'again', why: 'unreadable' };
  if (permission.kind === 'no') {
    return refuse(
      app,
      reply,
      'Not sent: only members of this workspace who are allowed to can text customers.',
    );
  }
  const text = replyText(reply, app.config.dispatchers);
  if (text.kind === 'internal') return { kind: 'settled', why: 'internal' };
  if (text.kind === 'refused') return refuse(app, reply, text.words);
  const { phone } = owner;
  const about = { kind: 'reply', ts: reply.ts, root: reply.root } as const;
  return send(app, reply, { to: phone, body: text.body, files: text.files, about });
}

/** The claim of a reply. */
export function replyKey(ts: string): string {
  return `reply-${ts}`;
}

async function send(app: FullApp, reply: ThreadReply, text: TextToSend): Promise<Relayed> {
  const reading = await readCustomer(app, text.to);
  const customer = reading.kind === 'read' ? reading.customer : null;
  if (customer?.optedOutAt !== undefined) {
    return refuse(
      app,
      reply,
      'Not sent: the customer has opted out with STOP. Only a START from that phone lifts it.',
    );
  }
  const key = replyKey(reply.ts);
  if (app.clock.now() - Number(reply.ts) * 1000 > FRESH_MS) return keepStale(app, key, reply, text);
  const result = await sendText(app, key, text, { withinMs: DEADLINES.restOnSlack });
  return follow(app, { key, root: reply.root, phone: text.to, customer }, result);
}

/** A reply that was to be sent. */
interface FollowedReply {
  /** Its claim. */
  readonly key: string;
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
  const { key, root, customer } = reply;
  switch (result.kind) {
    case 'done':
      await Promise.all([
        afterwards(app, customer),
        settleNote(app, { about: key, root, words: 'Sent after all.' }),
      ]);
      return { kind: 'sent' };
    case 'already-done':
      return { kind: 'settled', why: 'sent-before' };
    case 'in-progress':
      return { kind: 'again', why: 'in-progress' };
    case 'postponed':
      await askOrKeep(app, reply, `Not sent yet: ${result.reason}`);
      return result.reason === LIMIT_REACHED
        ? { kind: 'settled', why: 'limit' }
        : { kind: 'again', why: result.why };
    case 'unclear': {
      const words = 'Twilio did not say whether this was sent. The customer may have it or not.';
      await askOrKeep(app, reply, words);
      return { kind: 'settled', why: 'unclear' };
    }
    case 'failed-for-good':
      await showNote(app, { about: key, root, words: `Not sent: ${result.reason}` });
      return { kind: 'settled', why: 'refused' };
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

/** Leaves it to a person, by a button; where Slack shows no button, to the outbox, which sends nothing twice either. */
async function askOrKeep(app: FullApp, { key, root, phone }: FollowedReply, words: string): Promise<void> {
  const buttons = buttonRow('put_out_again', 'Send it again', key);
  if (await showNote(app, { about: key, root, words, buttons })) return;
  await enqueue(app, { key, kind: 'send', phone, at: new Date(app.clock.now()).toISOString() });
}

/** Best effort: an answered customer needs no reminder, but one too many does no harm. */
async function afterwards(app: FullApp, customer: Customer | null): Promise<void> {
  if (customer === null) return;
  const answered = changeCustomer(app, customer.phone, (before) => afterAnswer(before, app.clock.now()));
  await Promise.all([answered.catch(() => undefined), cancelReminder(app, customer)]);
}

async function keepStale(
  app: FullApp,
  key: string,
  { root }: ThreadReply,
  text: TextToSend,
): Promise<Relayed> {
  await storeClaim(app, key, text);
  const isNews = await isUntouched(app, key);
  if (isNews) {
    const buttons = buttonRow('put_out_again', 'Send it now', key);
    const words = 'Not sent: Slack told us of this message more than ten minutes late.';
    await showNote(app, { about: key, root, words, buttons });
  }
  return { kind: 'settled', why: isNews ? 'stale' : 'known' };
}

/** Whether nobody has tried to send it yet. */
async function isUntouched({ documents, clock }: FullApp, key: string): Promise<boolean> {
  const found = await withDeadline(clock, DEADLINES.read, (signal) => documents.fetch(`once-${key}`, signal));
  return (found?.data as { state?: unknown } | undefined)?.state === 'received';
}

async function refuse(app: FullApp, { ts, root }: ThreadReply, words: string): Promise<Relayed> {
  const isSaid = await showNote(app, { about: replyKey(ts), root, words });
  return isSaid ? { kind: 'settled', why: 'refused' } : { kind: 'again', why: 'note-not-shown' };
}
