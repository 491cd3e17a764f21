import type { FullApp } from '../full-app';
import { afterOptOut } from './customer';
import type { IncomingText } from './incoming';
import type { OptOutWord } from './opt-out';
import { changeCustomer } from './store';
import type { ThreadPost } from './thread-post';

/** Takes in one of the carriers' words, and returns what it means for this customer; null where it changes nothing. */
export async function takeWord(
  app: FullApp,
  { from, optOutType }: IncomingText,
  word: OptOutWord,
): Promise<string | null> {
  if (word === 'help') return MEANING.help;
  const isOut = word === 'stop';
  const change = { isOut, byTwilio: optOutType !== undefined };
  let hasChanged = isOut;
  // Twilio keeps the list that counts; ours only says it earlier.
  await changeCustomer(app, from, (before) => {
    const after = afterOptOut(before, change, app.clock.now());
    hasChanged = isOut || (before.optedOutAt !== undefined && after.optedOutAt === undefined);
    return after;
  }).catch(() => undefined);
  // “Yes” is one of the keywords, and mostly just an answer.
  return hasChanged ? MEANING[word] : null;
}

const MEANING: Readonly<Record<OptOutWord, string>> = {
  stop: 'Opted out: no text reaches this number until it sends START.',
  start: 'Opted in again: texts reach this number.',
  help: 'Twilio has answered this word by itself.',
};

/** One of the carriers' words is shown with what it means. */
export function withWord(post: ThreadPost, meaning: string | null): ThreadPost {
  if (meaning === null) return post;
  const context = { type: 'context', elements: [{ type: 'plain_text', text: meaning, emoji: false }] };
  return { ...post, text: `${post.text}\n${meaning}`, blocks: [...(post.blocks ?? []), context] };
}
