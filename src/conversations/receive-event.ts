import { toFiles } from '../clients/slack/read';
import { DEADLINES, withDeadline } from '../deadline';
import type { FullApp } from '../full-app';
import type { Outcome, Reply } from '../http/outcome';
import type { MessageClaim } from '../http/slack-request';
import type { Admitted } from '../http/slack-door';
import { noteChange } from './note-change';
import { relayReply, type Relayed } from './relay-reply';
import { readChannelEvent, readFetched, type ChannelEvent } from './slack-event';
import { withoutThread } from './customer';
import { changeCustomer, readThread } from './store';
import { subjectOf } from './subject';
import type { TextEvent } from './text-event';
import { ownerOf } from './thread-owner';

/** Takes in an event of Slack's: a reply goes to the customer, a change after that gets a note. */
export async function receiveEvent(app: FullApp, visitor: Admitted): Promise<Outcome> {
  switch (visitor.kind) {
    case 'missed':
      return actOn(app, await fetchBack(app, visitor.message), [
        event(app, 'slack.signature_fallback', visitor.message.ts),
      ]);
    case 'in': {
      const { request } = visitor;
      const read: ChannelEvent =
        request.kind === 'events'
          ? readChannelEvent(request.body, toFiles)
          : { kind: 'ignored', why: 'not-a-message' };
      return actOn(app, read, []);
    }
    default:
      return visitor satisfies never;
  }
}

/** Slack is asked to send the event again. */
export function askSlackAgain(): Reply {
  return { kind: 'repeat' };
}

/** The request was not proven, so that only what Slack itself says of the message counts. Throws `RelayError`. */
async function fetchBack(app: FullApp, { ts, threadTs }: MessageClaim): Promise<ChannelEvent> {
  const found = await withDeadline(app.clock, DEADLINES.slackRequest, (signal) =>
    app.slack.message({ ts, threadTs }, signal),
  );
  if (found === null) return { kind: 'ignored', why: 'not-a-message' };
  // Whoever can name a message must not have an old one sent.
  const isOld = app.clock.now() - Number(found.ts) * 1000 > OLDEST_MS;
  return isOld ? { kind: 'ignored', why: 'no-news' } : readFetched(found);
}

const OLDEST_MS = 10 * 60 * 1000;

async function actOn(app: FullApp, read: ChannelEvent, before: readonly TextEvent[]): Promise<Outcome> {
  switch (read.kind) {
    case 'ignored':
      return { reply: TAKEN, events: before, subject: 'slack' };
    case 'reply': {
      const relayed = await relayReply(app, read.reply);
      const events = [...before, eventOf(app, read.reply.ts, relayed)];
      return { reply: relayed.kind === 'again' ? { kind: 'repeat' } : TAKEN, events, subject: 'slack' };
    }
    case 'changed':
      return takeChange(app, read, before);
    case 'root-gone':
      return noteGoneRoot(app, read.ts, before);
    default:
      return read satisfies never;
  }
}

const TAKEN: Reply = { kind: 'empty', status: 200 };

async function takeChange(
  app: FullApp,
  change: Extract<ChannelEvent, { kind: 'changed' }>,
  before: readonly TextEvent[],
): Promise<Outcome> {
  const owner = await ownerOf(app, change.root);
  if (owner.kind === 'unknown') return { reply: { kind: 'repeat' }, events: before, subject: 'slack' };
  const noted = owner.kind === 'customer' ? await noteChange(app, change) : 'nothing';
  if (owner.kind === 'nobody' || noted === 'nothing')
    return { reply: TAKEN, events: before, subject: 'slack' };
  const events = [...before, event(app, `reply.${change.change}`, change.ts)];
  const reply: Reply = noted === 'again' ? { kind: 'repeat' } : TAKEN;
  return { reply, events, subject: subjectOf(app, owner.phone) };
}

async function noteGoneRoot(app: FullApp, ts: string, before: readonly TextEvent[]): Promise<Outcome> {
  const reading = await readThread(app, ts);
  if (reading.kind !== 'read') return { reply: TAKEN, events: before, subject: 'slack' };
  await changeCustomer(app, reading.phone, (customer) => withoutThread(customer, ts));
  const events = [...before, event(app, 'customer.thread-gone', ts)];
  return { reply: TAKEN, events, subject: subjectOf(app, reading.phone) };
}

function eventOf(app: FullApp, ts: string, relayed: Relayed): TextEvent {
  switch (relayed.kind) {
    case 'sent':
      return event(app, 'reply.sent', ts);
    case 'settled':
      return event(app, 'reply.settled', ts, relayed.why);
    case 'again':
      return event(app, 'reply.postponed', ts, relayed.why);
    default:
      return relayed satisfies never;
  }
}

function event(app: FullApp, type: TextEvent['type'], key: string, why?: string): TextEvent {
  const at = new Date(app.clock.now()).toISOString();
  return { at, key, type, ...(why === undefined ? {} : { why }) };
}
