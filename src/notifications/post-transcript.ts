import type { CallIdentity } from '../cascade/request';
import { partyOfCaller } from '../conversations/party';
import { postPatiently } from '../conversations/post-to-thread';
import { wordsPost } from '../conversations/thread-post';
import type { FullApp } from '../full-app';
import { keep } from '../outbox/keep';
import { isKept } from '../outbox/store';

/** Slack shows a section of 3000 characters. */
const MOST_CHARACTERS = 2500;

/** Puts what a caller said into the caller's thread, once. Returns whether it stands there, or surely will. Never throws. */
export async function postTranscript(
  app: FullApp,
  { sid, caller }: CallIdentity,
  { status, text }: { readonly status: string; readonly text: string },
): Promise<boolean> {
  if (status !== 'completed' || text.trim() === '') return true;
  const party = partyOfCaller(app.config, caller.kind === 'number' ? caller.phone : null);
  const key = `transcript-${sid}`;
  const words = `The message, as a machine heard it: ${text.slice(0, MOST_CHARACTERS)}`;
  const post = wordsPost(party, 'transcript', words);
  const result = await postPatiently(app, key, post);
  if (result.kind === 'done' || result.kind === 'already-done') return true;
  const at = new Date(app.clock.now()).toISOString();
  return isKept(keep(app, { key, kind: 'post', phone: party.phone, at }, post));
}
