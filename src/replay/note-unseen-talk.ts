import type { CallRecord } from '../cascade/call-record';
import type { LegRecord } from '../cascade/leg-record';
import type { CallIdentity } from '../cascade/request';
import { partyOfCaller } from '../conversations/party';
import { postPatiently } from '../conversations/post-to-thread';
import { wordsPost, type ThreadPost } from '../conversations/thread-post';
import type { FullApp } from '../full-app';
import { timeInWords } from '../hours/words';
import { keep } from '../outbox/keep';
import { isKept } from '../outbox/store';

/**
 * Says in the caller's thread that somebody was connected while our functions saw nothing of the call: a person, or the mailbox
 * of a phone. Returns whether it is said, or surely will be. Never throws.
 */
export async function noteUnseenTalk(
  app: FullApp,
  { sid, caller }: CallIdentity,
  { from, events }: CallRecord,
  { end }: LegRecord,
): Promise<boolean> {
  const replayed = events.findLast((event) => event.type === 'call.replayed');
  if (replayed?.type !== 'call.replayed' || !replayed.talked) return true;
  const key = `call-${sid}`;
  const party = partyOfCaller(app.config, caller.kind === 'number' ? caller.phone : from);
  const when = timeInWords(app.config, Date.parse(end?.at ?? replayed.at), app.clock.now());
  const words = `Call ${when}, while our functions were down. A phone, or its mailbox, took it for ${replayed.seconds} s.`;
  const post: ThreadPost = { ...wordsPost(party, 'call', words, 'if-quiet'), contact: 'call' };
  const result = await postPatiently(app, key, post);
  if (result.kind === 'done' || result.kind === 'already-done') return true;
  const at = new Date(app.clock.now()).toISOString();
  return isKept(keep(app, { key, kind: 'post', phone: party.phone, at }, post));
}
