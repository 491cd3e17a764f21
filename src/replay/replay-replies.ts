import type { FoundMessage } from '../clients/slack';
import { relayReply, replyKey } from '../conversations/relay-reply';
import { readFetched } from '../conversations/slack-event';
import { ownerOf } from '../conversations/thread-owner';
import { DEADLINES, withDeadline } from '../deadline';
import type { FullApp } from '../full-app';
import type { Replayed } from './replay-texts';

/** Slack repeats an event at once, after one minute and after five; until then (ms) nothing needs help. */
const REPEATED_MS = 6.5 * 60 * 1000;

/**
 * Takes up the replies in customers' threads since `since` (ms) that nobody has told us of, or over which a function died, until
 * `until` (ms): Slack gives an event up when our functions are down for longer than it repeats. A reply that is old by now is
 * not sent by itself: it gets a note with a button. Throws `RelayError` when Slack or Sync cannot be asked.
 */
export async function replayReplies(app: FullApp, since: number, until: number): Promise<Replayed> {
  const settled = app.clock.now() - REPEATED_MS;
  const roots = await withDeadline(app.clock, DEADLINES.slackCall, (signal) =>
    app.slack.activeThreads(since, signal),
  );
  let [count, inOrderUntil] = [0, settled];
  for (const root of roots) {
    if (app.clock.now() > until) return { count, inOrderUntil: since };
    const owner = await ownerOf(app, root);
    if (owner.kind === 'nobody') continue;
    if (owner.kind === 'unknown') return { count, inOrderUntil: since };
    const replies = await withDeadline(app.clock, DEADLINES.slackCall, (signal) =>
      app.slack.repliesSince({ root, since }, signal),
    );
    for (const reply of replies) {
      const taken = await takeUp(app, reply, settled);
      if (taken === 'taken-up') count += 1;
      if (taken === 'open') inOrderUntil = Math.min(inOrderUntil, Number(reply.ts) * 1000 - 1000);
    }
  }
  return { count, inOrderUntil };
}

/** `open`: it has to be looked at again. */
async function takeUp(
  app: FullApp,
  message: FoundMessage,
  settled: number,
): Promise<'nothing' | 'taken-up' | 'open'> {
  const read = readFetched(message);
  if (read.kind !== 'reply' || Number(message.ts) * 1000 > settled) return 'nothing';
  if (await isKnown(app, message.ts)) return 'nothing';
  const relayed = await relayReply(app, read.reply);
  if (relayed.kind === 'again') return 'open';
  return relayed.kind === 'settled' && relayed.why === 'internal' ? 'nothing' : 'taken-up';
}

/** It is out, or somebody was told that it is not: a function that died over it has left neither. */
async function isKnown({ documents, clock }: FullApp, ts: string): Promise<boolean> {
  const names = [`once-${replyKey(ts)}`, `once-note-${replyKey(ts)}`];
  const found = await withDeadline(clock, DEADLINES.read, (signal) =>
    Promise.all(names.map((name) => documents.fetch(name, signal))),
  );
  return found.some((document) => (document?.data as { state?: unknown } | undefined)?.state === 'done');
}
