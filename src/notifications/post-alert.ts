import { channelWork } from '../conversations/channel-work';
import { plainMessage } from '../conversations/thread-post';
import type { FullApp } from '../full-app';
import { once } from '../once/once';

/** Says something in the channel itself that the whole team has to know, once for each `key`. Returns whether it stands there. */
export async function postAlert(app: FullApp, key: string, words: string): Promise<boolean> {
  const id = `alert-${key}`;
  const work = channelWork<{ words: string }>(app, id, 'alert', (payload) =>
    plainMessage(`⚠ ${payload.words}`),
  );
  const result = await once(app, id, { words }, work);
  return result.kind === 'done' || result.kind === 'already-done';
}
