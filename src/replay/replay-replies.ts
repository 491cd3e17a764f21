import type { FoundMessage } from '../clients/slack';
import { relayReply, replyKey } from '../conversations/relay-reply';
import { readFetched } from '../conversations/slack-event';
import { readThread } from '../conversations/store';
import { DEADLINES, withDeadline } from '../deadline';
import type { FullApp } from '../full-app';
import type { Replayed } from './replay-texts';

/** Slack repeats an event at once, after one minute and after five; until then (ms) nothing needs help. */
const REPEATED_MS = 6.5 * 60 * 1000;

/**
 * Takes up the replies in customers' threads since `since` (ms) that nobody has told us of, until `until` (ms): Slack gives an
 * event up when our functions are down for longer than it repeats. A reply that is old by now is not sent by itself: it
 * gets a note with a button. Throws `RelayError` when Slack or Sync cannot be asked.
 */
export async function replayReplies(app: FullApp, since: number, until: number): Promise<Replayed> {
  const settled = app.clock.now() - REPEATED_MS;
  const roots = await withDeadline(app.clock, DEADLINES.slackCall, (signal) =>
    app.slack.activeThreads(since, signal),
  );
  let count = 0;
  for (const root of roots) {
    if (app.clock.now() > until) return { count, inOrderUntil: since };
    const owner = await readThread(app, root);
    if (owner.kind !== 'read' || owner.party !== 'customer') continue;
    const replies = await withDeadline(app.clock, DEADLINES.slackCall, (signal) =>
      app.slack.repliesSince({ root, since }, signal),
    );
    for (const reply of replies) if (await takeUp(app, reply, settled)) count += 1;
  }
  return { count, inOrderUntil: settled };
}

/** Returns whether there was anything to do. */
async function takeUp(app: FullApp, message: FoundMessage, settled: number): Promise<boolean> {
  const read = readFetched(message);
  if (read.kind !== 'reply' || Number(message.ts) * 1000 > settled) return false;
  if (await isKnown(app, message.ts)) return false;
  const relayed = await relayReply(app, read.reply);
  return relayed.kind !== 'settled' || relayed.why !== 'internal';
}

/** It was claimed, or somebody was told that it is not sent. */
async function isKnown({ documents, clock }: FullApp, ts: string): Promise<boolean> {
  const names = [`once-${replyKey(ts)}`, `once-note-${replyKey(ts)}`];
  const found = await withDeadline(clock, DEADLINES.read, (signal) =>
    Promise.all(names.map((name) => documents.fetch(name, signal))),
  );
  return found.some((document) => document !== null);
}
