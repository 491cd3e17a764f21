import { DEADLINES } from '../deadline';
import type { FullApp } from '../full-app';
import { once } from '../once/once';
import type { OnceResult, SendOutcome } from '../once/work';
import { readClaim } from '../once/read-claim';
import { buttonRow } from './buttons';
import { copyOf } from './copy';
import { explainFailure } from './delivery';
import { settleNote, showNote, type Note } from './note';

/** How a text ended, and the message in Slack that it came from: the payload of the claim `shown-<MessageSid>-<state>`. */
export interface ShownDelivery {
  readonly state: 'delivered' | 'failed';
  /** Twilio's error code; 0 where it gave none. */
  readonly code: number;
  /** The claim of the text. */
  readonly key: string;
  /** Left out for a text that was not written in a thread: it is shown on its copy, which may not be posted yet. */
  readonly ts?: string;
  readonly root?: string;
}

/** Shows on the very reply whether it arrived, once. */
export function showDelivery(
  app: FullApp,
  claim: string,
  shown: ShownDelivery,
): Promise<OnceResult<{ shown: true }>> {
  return once<ShownDelivery, { shown: true }>(app, claim, shown, {
    withinMs: DEADLINES.slackCall,
    send: (signal, { payload }) => show(app, payload, signal),
    // Reactions and notes are the same however often they are made.
    look: () => Promise.resolve({ kind: 'absent' }),
  });
}

/** The claim of the reply itself: a text that was sent again has a number behind it. */
export function baseOf(key: string): string {
  return key.replace(/-again-\d+$/, '');
}

/** The claim of the next try of a text that did not arrive. */
export function nextTry(key: string): string {
  const number = /-again-(\d+)$/.exec(key)?.[1];
  return `${baseOf(key)}-again-${number === undefined ? 2 : Number(number) + 1}`;
}

/** Notes that a text is out, if anything else was noted of it before. Never throws. */
export async function showSent(app: FullApp, note: Note, sid: string): Promise<void> {
  if (!(await settleNote(app, note))) return;
  // Its delivery may have been reported meanwhile, and noted before our words were. A report is claimed before it is noted.
  const reports = ['failed', 'delivered'].map((state) => reportOf(app, `shown-${sid}-${state}`));
  const report = (await Promise.all(reports)).find((found) => found !== null);
  if (report !== undefined) await showNote(app, noteOf(report, note.root));
}

async function reportOf(app: FullApp, claim: string): Promise<ShownDelivery | null> {
  try {
    return (await readClaim<ShownDelivery>(app, claim))?.payload ?? null;
  } catch {
    return null;
  }
}

async function show(
  app: FullApp,
  shown: ShownDelivery,
  signal: AbortSignal,
): Promise<SendOutcome<{ shown: true }>> {
  const place = await placeOf(app, shown);
  switch (place.kind) {
    case 'posted':
      return shown.state === 'delivered'
        ? showDelivered(app, shown, place, signal)
        : showFailed(app, shown, place, signal);
    case 'waits':
      return { kind: 'not-sent', reason: 'Its copy is not posted yet.' };
    case 'none':
      // Without a message in Slack there is nothing to show it on.
      return { kind: 'sent', result: { shown: true } };
    default:
      return place satisfies never;
  }
}

async function placeOf(app: FullApp, { ts, root, key }: ShownDelivery): ReturnType<typeof copyOf> {
  return ts === undefined || root === undefined ? copyOf(app, baseOf(key)) : { kind: 'posted', ts, root };
}

async function showDelivered(
  app: FullApp,
  shown: ShownDelivery,
  { ts, root }: { readonly ts: string; readonly root: string },
  signal: AbortSignal,
): Promise<SendOutcome<{ shown: true }>> {
  const reacted = await app.slack.react({ ts, name: 'white_check_mark' }, signal);
  const note = noteOf(shown, root);
  if (reacted === 'done') await settleNote(app, note);
  else if (!(await showNote(app, note))) return { kind: 'not-sent', reason: 'Slack did not take the note.' };
  return { kind: 'sent', result: { shown: true } };
}

async function showFailed(
  app: FullApp,
  shown: ShownDelivery,
  { ts, root }: { readonly ts: string; readonly root: string },
  signal: AbortSignal,
): Promise<SendOutcome<{ shown: true }>> {
  const isSaid = await showNote(app, noteOf(shown, root));
  if (!isSaid) return { kind: 'not-sent', reason: 'Slack did not take the note.' };
  await app.slack.react({ ts, name: 'x' }, signal).catch(() => undefined);
  return { kind: 'sent', result: { shown: true } };
}

function noteOf({ state, code, key }: ShownDelivery, root: string): Note {
  const about = baseOf(key);
  if (state === 'delivered') return { about, root, words: 'Delivered.' };
  const { words, retryHelps } = explainFailure(code);
  const buttons = retryHelps ? { buttons: buttonRow('send_again', 'Send it again', key) } : {};
  return { about, root, words: `Not delivered. ${words}`, ...buttons };
}
