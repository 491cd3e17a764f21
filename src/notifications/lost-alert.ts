import { partyOf } from '../conversations/party';
import { postToThread } from '../conversations/post-to-thread';
import { wordsPost } from '../conversations/thread-post';
import type { FullApp } from '../full-app';
import { keep } from '../outbox/keep';
import { isKept } from '../outbox/store';

/** An alert that will not reach a phone. */
export interface LostAlert {
  /** It is told once for each. */
  readonly key: string;
  /** The phone, E.164. */
  readonly to: string;
  /** A sentence. */
  readonly why: string;
}

/** Says in the channel that an alert did not reach a phone. Returns whether that stands there, or surely will. Never throws. */
export async function tellOfLostAlert(app: FullApp, { key, to, why }: LostAlert): Promise<boolean> {
  const party = partyOf(app.config, to);
  const name = party.kind === 'team' ? party.name : 'a phone';
  const post = wordsPost(party, 'alert', `An alert did not reach ${name}. ${why}`, 'always');
  const result = await postToThread(app, key, post);
  if (result.kind === 'done' || result.kind === 'already-done') return true;
  const at = new Date(app.clock.now()).toISOString();
  return isKept(keep(app, { key, kind: 'post', phone: to, at }, post));
}
