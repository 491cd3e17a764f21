import { DEADLINES } from '../deadline';
import type { FullApp } from '../full-app';
import { follow } from './follow';
import { showNote } from './note';
import { replyText } from './reply-text';
import { sendText, type TextToSend } from './send-text';
import type { ThreadReply } from './slack-event';
import { isStale, keepStale } from './stale-reply';
import { readCustomer } from './store';
import { ownerOf } from './thread-owner';
import { mayAct } from './who-may';

/** What became of a reply. */
export type Relayed =
  | { readonly kind: 'sent' }
  /** There is nothing more to do about it; `why` is for the record. */
  | { readonly kind: 'settled'; readonly why: string }
  /** Slack is to send the event again. */
  | { readonly kind: 'again'; readonly why: string };

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
  if (isStale(app, reply.ts)) return keepStale(app, key, reply.root, text);
  const result = await sendText(app, key, text, { withinMs: DEADLINES.restOnSlack });
  return follow(app, { key, about: key, root: reply.root, phone: text.to, customer }, result);
}

async function refuse(app: FullApp, { ts, root }: ThreadReply, words: string): Promise<Relayed> {
  const isSaid = await showNote(app, { about: replyKey(ts), root, words });
  return isSaid ? { kind: 'settled', why: 'refused' } : { kind: 'again', why: 'note-not-shown' };
}
