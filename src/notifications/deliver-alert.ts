import { sendAutoText } from '../auto-texts/send-auto-text';
import { findDispatcher } from '../cascade/plan';
import { readCustomer } from '../conversations/store';
import { callName, partyOfCaller } from '../conversations/party';
import { followUp } from '../conversations/follow-up';
import { postPatiently } from '../conversations/post-to-thread';
import { sendText } from '../conversations/send-text';
import { wordsPost, type ThreadPost } from '../conversations/thread-post';
import { DEADLINES } from '../deadline';
import type { FullApp } from '../full-app';
import { once } from '../once/once';
import type { OnceResult } from '../once/work';
import { enqueue } from '../outbox/store';
import { fill } from '../texts';
import type { CallAlert } from './alert-call';

/**
 * Brings an alert into the caller's thread and to the phones of who is on duty, and texts a missed caller back: each once,
 * however often this is called. What does not get out waits in the outbox. Never throws.
 */
export async function deliverAlert(app: FullApp, alert: CallAlert): Promise<void> {
  await once<CallAlert, { delivered: true }>(app, `alerted-${alert.call}`, alert, {
    withinMs: DEADLINES.rest,
    send: async (_signal, { payload }) => {
      await deliver(app, payload);
      return { kind: 'sent', result: { delivered: true } };
    },
    // Every part of it has a claim of its own, so that all of it may be tried again.
    look: () => Promise.resolve({ kind: 'absent' }),
  });
}

async function deliver(app: FullApp, alert: CallAlert): Promise<void> {
  const reading = alert.from === null ? null : await readCustomer(app, alert.from);
  const name = reading?.kind === 'read' ? reading.customer.name : undefined;
  await Promise.all([
    intoThread(app, alert),
    ...alert.to.map((who) => toPhone(app, alert, who, callName(alert.from, name))),
    textBack(app, alert),
  ]);
}

async function intoThread(app: FullApp, { call, kind, from, seconds }: CallAlert): Promise<void> {
  const key = `call-${call}`;
  const party = partyOfCaller(app.config, from);
  const words = kind === 'missed' ? 'Missed call.' : `Left a message of ${seconds} s.`;
  const post: ThreadPost = { ...wordsPost(party, 'call', words, 'if-quiet'), contact: 'call' };
  const result = await postPatiently(app, key, post);
  if (isOut(result)) await followUp(app, key, post);
  else await enqueue(app, { key, kind: 'post', phone: party.phone, at: iso(app) });
}

async function toPhone(app: FullApp, alert: CallAlert, who: string, caller: string): Promise<void> {
  const phone = findDispatcher(app.config, who)?.phone;
  if (phone === undefined) return;
  const { texts, line } = app.config;
  const template = alert.kind === 'missed' ? texts.alertMissed : texts.alertMessage;
  const body = fill(template, { line: line.name, caller, seconds: String(alert.seconds) });
  const key = `alert-${alert.call}-${who}`;
  const result = await sendText(app, key, { to: phone, body, about: { kind: 'alert' } });
  if (!isOut(result)) await enqueue(app, { key, kind: 'send', phone, at: iso(app) });
}

async function textBack(app: FullApp, { call, kind, from }: CallAlert): Promise<void> {
  if (kind !== 'missed' || from === null) return;
  const cause = `missed-${call}`;
  const events = await sendAutoText(app, { kind: 'missed-call', phone: from, cause, stir: null });
  for (const { at, key, type, why } of events) {
    app.log({ level: 'info', at, subject: `call:${call}`, type, why });
    // It was due and claimed: only Twilio did not take it, or did not say so.
    if (why === 'postponed') await enqueue(app, { key, kind: 'send', phone: from, at });
  }
}

/** Out, or refused for good: trying again changes nothing. */
function isOut({ kind }: OnceResult<unknown>): boolean {
  return kind === 'done' || kind === 'already-done' || kind === 'failed-for-good';
}

function iso({ clock }: FullApp): string {
  return new Date(clock.now()).toISOString();
}
