import type { CallIdentity } from '../cascade/request';
import { partyOfCaller } from '../conversations/party';
import { postPatiently } from '../conversations/post-to-thread';
import { wordsPost } from '../conversations/thread-post';
import type { FullApp } from '../full-app';
import { enqueue } from '../outbox/store';

/** Slack shows a section of 3000 characters. */
const MOST_CHARACTERS = 2500;

/** Puts what a caller said into the caller's thread, once. Never throws. */
export async function postTranscript(
  app: FullApp,
  { sid, caller }: CallIdentity,
  { status, text }: { readonly status: string; readonly text: string },
): Promise<void> {
  if (status !== 'completed' || text.trim() === '') return;
  const party = partyOfCaller(app.config, caller.kind === 'number' ? caller.phone : null);
  const key = `transcript-${sid}`;
  const words = `The message, as a machine heard it: ${text.slice(0, MOST_CHARACTERS)}`;
  const result = await postPatiently(app, key, wordsPost(party, 'transcript', words));
  if (result.kind === 'done' || result.kind === 'already-done') return;
  const at = new Date(app.clock.now()).toISOString();
  await enqueue(app, { key, kind: 'post', phone: party.phone, at });
}
