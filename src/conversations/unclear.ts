import type { FullApp } from '../full-app';
import { buttonRow } from './buttons';
import { threadOf } from './finish-text';
import { showNote } from './note';
import { openThread } from './open-thread';
import type { TextToSend } from './send-text';
import { baseOf } from './show-delivery';
import type { ThreadPost } from './thread-post';

/**
 * Says in the thread that a text may or may not stand there, with a button that posts it: nothing does that by itself.
 * Returns whether that is said. Never throws.
 */
export async function showUnclear(app: FullApp, key: string, { party }: ThreadPost): Promise<boolean> {
  const thread = await openThread(app, party);
  if (thread.kind === 'unavailable') return false;
  return showNote(app, {
    about: key,
    root: thread.ts,
    words: 'A text came in while Slack did not answer. It may stand above already, or not.',
    buttons: buttonRow('put_out_again', 'Post it', key),
    broadcast: true,
  });
}

/** The same for a text of ours, an alert to one of us for example: in its thread, or that of the phone that it was to reach. */
export async function showUnclearText(app: FullApp, key: string, text: TextToSend): Promise<boolean> {
  const root = await threadOf(app, key, text).catch(() => null);
  if (root === null) return false;
  return showNote(app, {
    about: baseOf(key),
    root,
    words: `Twilio did not say whether this was sent: ${text.body}`,
    buttons: buttonRow('put_out_again', 'Send it again', key),
    broadcast: true,
  });
}
