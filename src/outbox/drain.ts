import { followUp, shareMedia } from '../conversations/follow-up';
import { postPatiently } from '../conversations/post-to-thread';
import { sendText, type TextToSend } from '../conversations/send-text';
import { showDelivery, type ShownDelivery } from '../conversations/show-delivery';
import type { TextEvent } from '../conversations/text-event';
import type { ThreadPost } from '../conversations/thread-post';
import { showUnclear, showUnclearText } from '../conversations/unclear';
import type { FullApp } from '../full-app';
import type { OnceResult } from '../once/work';
import { idOf, nextItem, type OutboxItem } from './index-document';
import { claimedPayload, dequeue, giveBackDrainLease, takeDrainLease, waiting } from './store';

/** After this many items in a row that did not get out, whoever is down is left alone. */
const MOST_FAILURES = 2;

/** What became of an item in one round. */
type Handled = 'done' | 'failed';

/**
 * Puts out what waits, in order for each customer, until `most` items were tried or `until` (ms) is past; one at a time of
 * all who drain. Never throws.
 */
export async function drain(
  app: FullApp,
  limits: { readonly most: number; readonly until: number },
): Promise<readonly TextEvent[]> {
  const { items } = await waiting(app);
  if (items.length === 0 || !(await takeDrainLease(app))) return [];
  try {
    return await drainUnderLease(app, limits);
  } finally {
    await giveBackDrainLease(app);
  }
}

async function drainUnderLease(
  app: FullApp,
  { most, until }: { most: number; until: number },
): Promise<readonly TextEvent[]> {
  const outbox = await waiting(app);
  const [done, failed] = [new Set<string>(), new Set<string>()];
  for (let count = 0; count < most && app.clock.now() < until; count += 1) {
    const item = nextItem(outbox, done, failed);
    if (item === null || failed.size >= MOST_FAILURES) break;
    const handled = await putOut(app, item).catch((): Handled => 'failed');
    (handled === 'done' ? done : failed).add(idOf(item));
  }
  // Whatever could not be taken out is put out again in vain: it is claimed.
  await dequeue(app, done).catch(() => undefined);
  if (done.size === 0) return [];
  const at = new Date(app.clock.now()).toISOString();
  return [{ at, key: `drained-${at}`, type: 'outbox.drained', count: done.size }];
}

async function putOut(app: FullApp, { key, kind, at }: OutboxItem): Promise<Handled> {
  const payload = await claimedPayload(app, key);
  // A claim is kept for a week: what it was about is nobody's concern any more.
  if (payload === null) return 'done';
  switch (kind) {
    case 'post':
      return putOutPost(app, key, payload as ThreadPost);
    case 'media':
      return (await shareMedia(app, key, payload as ThreadPost)) ? 'done' : 'failed';
    case 'send':
      return putOutText(app, { key, at }, payload as TextToSend);
    case 'show':
      return judge(await showDelivery(app, key, payload as ShownDelivery));
    default:
      return kind satisfies never;
  }
}

async function putOutPost(app: FullApp, key: string, post: ThreadPost): Promise<Handled> {
  const result = await postPatiently(app, key, post);
  switch (result.kind) {
    case 'done':
    case 'already-done':
      await followUp(app, key, post);
      return 'done';
    case 'unclear':
      return (await showUnclear(app, key, post)) ? 'done' : 'failed';
    default:
      return judge(result);
  }
}

/** A text of which nobody knows whether it went out is looked up again for so long (ms); then a person is asked. */
const UNCLEAR_MS = 60 * 60 * 1000;

async function putOutText(
  app: FullApp,
  { key, at }: Pick<OutboxItem, 'key' | 'at'>,
  text: TextToSend,
): Promise<Handled> {
  const result = await sendText(app, key, text);
  if (result.kind !== 'unclear') return judge(result);
  if (app.clock.now() - Date.parse(at) < UNCLEAR_MS) return 'failed';
  // Nobody would miss an alert that never came.
  return (await showUnclearText(app, key, text)) ? 'done' : 'failed';
}

/** What nobody can finish by trying again counts as done with. */
function judge({ kind }: OnceResult<unknown>): Handled {
  return kind === 'done' || kind === 'already-done' || kind === 'failed-for-good' || kind === 'unclear'
    ? 'done'
    : 'failed';
}
