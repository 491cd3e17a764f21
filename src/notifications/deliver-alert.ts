import { sendAutoText } from '../auto-texts/send-auto-text';
import { findDispatcher } from '../cascade/plan';
import { readCustomer } from '../conversations/store';
import { callName, partyOfCaller } from '../conversations/party';
import { postPatiently } from '../conversations/post-to-thread';
import { sendText, type TextToSend } from '../conversations/send-text';
import { wordsPost, type ThreadPost } from '../conversations/thread-post';
import { DEADLINES } from '../deadline';
import type { FullApp } from '../full-app';
import { logLine } from '../http/log-line';
import { once } from '../once/once';
import type { OnceResult } from '../once/work';
import { idOf } from '../outbox/index-document';
import { keep } from '../outbox/keep';
import { dequeue, enqueue, isKept } from '../outbox/store';
import { timeInWords } from '../hours/words';
import { fill } from '../texts';
import { readClaim } from '../once/read-claim';
import type { CallAlert } from './alert-call';
import { tellOfLostAlert } from './lost-alert';

/**
 * Brings an alert into the caller's thread and to the phones of who is on duty, and texts a missed caller back: each once,
 * however often this is called. Returns whether all of it is out or surely will be; if not, it is to be called again. Never
 * throws.
 */
export async function deliverAlert(app: FullApp, alert: CallAlert): Promise<boolean> {
  if (await isMarked(app, alert)) return true;
  const reading = alert.from === null ? null : await readCustomer(app, alert.from);
  const name = reading?.kind === 'read' ? reading.customer.name : undefined;
  const [isTextedBack, ...parts] = await Promise.all([
    textBack(app, alert),
    intoThread(app, alert),
    ...alert.to.map((who) =>
      toPhone(app, alert, who, `${callName(alert.from, name)}${lateWords(app, alert)}`),
    ),
  ]);
  const isSafe = isTextedBack && parts.every(Boolean);
  if (isSafe) await mark(app, alert);
  return isSafe;
}

/** An alert this long (ms) after the end of the call says when the call was. */
const LATE_MS = 15 * 60 * 1000;

/** " at 14:05" for a call that is told late, otherwise nothing. The claimed time decides, so that repeats say the same. */
function lateWords({ config }: FullApp, { at, endedAt }: CallAlert): string {
  const [raised, ended] = [Date.parse(at), Date.parse(endedAt ?? at)];
  return raised - ended < LATE_MS ? '' : ` ${timeInWords(config, ended, raised)}`;
}

/** Whether it was delivered before. What cannot be read is tried: each part has a claim of its own. */
async function isMarked(app: FullApp, { call }: CallAlert): Promise<boolean> {
  const claim = await readClaim(app, `alerted-${call}`).catch(() => null);
  return claim?.state === 'done';
}

/** Best effort: without the mark all of it is looked at once more. */
async function mark(app: FullApp, alert: CallAlert): Promise<void> {
  await once<CallAlert, { delivered: true }>(app, `alerted-${alert.call}`, alert, {
    withinMs: DEADLINES.write,
    send: () => Promise.resolve({ kind: 'sent', result: { delivered: true } }),
    look: () => Promise.resolve({ kind: 'absent' }),
  });
}

/** Not kept before it is tried: what waits for a thread holds up the texts that the caller writes meanwhile. */
async function intoThread(app: FullApp, alert: CallAlert): Promise<boolean> {
  const { call, kind, from, seconds } = alert;
  const key = `call-${call}`;
  const party = partyOfCaller(app.config, from);
  const when = lateWords(app, alert);
  const words = kind === 'missed' ? `Missed call${when}.` : `Left a message of ${seconds} s${when}.`;
  const post: ThreadPost = { ...wordsPost(party, 'call', words, 'if-quiet'), contact: 'call' };
  const result = await postPatiently(app, key, post);
  if (result.kind === 'done' || result.kind === 'already-done') return true;
  return isKept(keep(app, { key, kind: 'post', phone: party.phone, at: iso(app) }, post));
}

/** Kept before it is tried, so that the alert is not lost with a function that dies over it. */
async function toPhone(app: FullApp, alert: CallAlert, who: string, caller: string): Promise<boolean> {
  const to = findDispatcher(app.config, who)?.phone;
  if (to === undefined) return true;
  const { texts, line } = app.config;
  const template = alert.kind === 'missed' ? texts.alertMissed : texts.alertMessage;
  const body = fill(template, { line: line.name, caller, seconds: String(alert.seconds) });
  const key = `alert-${alert.call}-${who}`;
  const item = { key, kind: 'send', phone: to, at: iso(app) } as const;
  const text: TextToSend = { to, body, about: { kind: 'alert' } };
  const isWaiting = await isKept(keep(app, item, text));
  const isSettled = await settle(app, key, text);
  // If that fails, whoever drains finds that it is out.
  if (isSettled && isWaiting) await dequeue(app, new Set([idOf(item)])).catch(() => undefined);
  return isSettled || isWaiting;
}

/** Returns whether nothing is left to do about it: it is out, or it will never be and the team knows. */
async function settle(app: FullApp, key: string, text: TextToSend): Promise<boolean> {
  const result = await sendText(app, key, text);
  if (result.kind !== 'failed-for-good') return result.kind === 'done' || result.kind === 'already-done';
  return tellOfLostAlert(app, { key: `lost-${key}`, to: text.to, why: result.reason });
}

/** Returns whether it is out, not called for, or kept. */
async function textBack(app: FullApp, { call, kind, from, stir, at, endedAt }: CallAlert): Promise<boolean> {
  if (kind !== 'missed' || from === null) return true;
  const cause = `missed-${call}`;
  const causedAt = Date.parse(endedAt ?? at);
  const text = {
    kind: 'missed-call',
    phone: from,
    cause,
    causedAt,
    ...(stir === undefined ? {} : { stir }),
  } as const;
  const events = await sendAutoText(app, text);
  let isSafe = true;
  for (const event of events) {
    app.log(logLine(`call:${call}`, event));
    const { at, key, why = '' } = event;
    // It was due, and only Sync was in the way.
    if (why === 'claim-unavailable') isSafe = false;
    if (CLAIMED.includes(why)) isSafe = await isKept(enqueue(app, { key, kind: 'send', phone: from, at }));
  }
  return isSafe;
}

/** It was due and is claimed: Twilio did not take it, or did not say so, or whoever was at it may have died. */
const CLAIMED: readonly string[] = [
  'postponed',
  'in-progress',
  'unclear',
] satisfies OnceResult<unknown>['kind'][];

function iso({ clock }: FullApp): string {
  return new Date(clock.now()).toISOString();
}
