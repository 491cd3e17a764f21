import type { TextEvent } from '../conversations/text-event';
import type { FullApp } from '../full-app';
import { idOf, nextItem, takerOf } from './index-document';
import { putOut, type Handled } from './put-out';
import { dequeue, giveBackDrainLease, takeDrainLease, waiting } from './store';

/** After this many items in a row that did not get out, whoever should have taken them is left alone. */
const MOST_FAILURES = 2;

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
  const [done, open] = [new Set<string>(), new Set<string>()];
  const failures = { slack: 0, rest: 0 };
  for (let count = 0; count < most && app.clock.now() < until; count += 1) {
    const down = TAKERS.filter((taker) => failures[taker] >= MOST_FAILURES);
    const item = nextItem(outbox, done, open, new Set(down));
    if (item === null) break;
    const handled = await putOut(app, item).catch((): Handled => 'failed');
    (handled === 'done' ? done : open).add(idOf(item));
    if (handled === 'failed') failures[takerOf(item)] += 1;
  }
  // Whatever could not be taken out is put out again in vain: it is claimed.
  await dequeue(app, done).catch(() => undefined);
  if (done.size === 0) return [];
  const at = new Date(app.clock.now()).toISOString();
  return [{ at, key: `drained-${at}`, type: 'outbox.drained', count: done.size }];
}

const TAKERS = ['slack', 'rest'] as const;
