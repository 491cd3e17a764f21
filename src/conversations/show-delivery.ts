import { DEADLINES } from '../deadline';
import type { FullApp } from '../full-app';
import { once } from '../once/once';
import type { OnceResult, SendOutcome } from '../once/work';
import { buttonRow } from './buttons';
import { explainFailure } from './delivery';
import { settleNote, showNote } from './note';

/** How a text ended, and the message in Slack that it came from: the payload of the claim `shown-<MessageSid>-<state>`. */
export interface ShownDelivery {
  readonly state: 'delivered' | 'failed';
  /** Twilio's error code; 0 where it gave none. */
  readonly code: number;
  /** The claim of the text. */
  readonly key: string;
  readonly ts: string;
  readonly root: string;
}

/** Shows on the very reply whether it arrived, once. */
export function showDelivery(
  app: FullApp,
  claim: string,
  shown: ShownDelivery,
): Promise<OnceResult<{ shown: true }>> {
  return once<ShownDelivery, { shown: true }>(app, claim, shown, {
    withinMs: DEADLINES.slackCall,
    send: (signal, { payload }) =>
      payload.state === 'delivered' ? showDelivered(app, payload, signal) : showFailed(app, payload, signal),
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

async function showDelivered(
  app: FullApp,
  { key, ts, root }: ShownDelivery,
  signal: AbortSignal,
): Promise<SendOutcome<{ shown: true }>> {
  const reacted = await app.slack.react({ ts, name: 'white_check_mark' }, signal);
  const note = { about: baseOf(key), root, words: 'Delivered.' };
  if (reacted === 'done') await settleNote(app, note);
  else if (!(await showNote(app, note))) return { kind: 'not-sent', reason: 'Slack did not take the note.' };
  return { kind: 'sent', result: { shown: true } };
}

async function showFailed(
  app: FullApp,
  { key, ts, root, code }: ShownDelivery,
  signal: AbortSignal,
): Promise<SendOutcome<{ shown: true }>> {
  const { words, retryHelps } = explainFailure(code);
  const isSaid = await showNote(app, {
    about: baseOf(key),
    root,
    words: `Not delivered. ${words}`,
    ...(retryHelps ? { buttons: buttonRow('send_again', 'Send it again', key) } : {}),
  });
  if (!isSaid) return { kind: 'not-sent', reason: 'Slack did not take the note.' };
  await app.slack.react({ ts, name: 'x' }, signal).catch(() => undefined);
  return { kind: 'sent', result: { shown: true } };
}
