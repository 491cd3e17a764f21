import type { App } from '../app';
import { DEADLINES, withDeadline } from '../deadline';
import { RelayError } from '../errors';
import { changeDocument } from '../store/change-document';
import { readClaim } from '../once/read-claim';
import { idOf, readOutbox, withItem, withoutItems, type Outbox, type OutboxItem } from './index-document';

const NAME = 'outbox';
const TTL_SECONDS = 7 * 24 * 60 * 60;

/** Whoever drains has this long (ms); longer than a function can live. */
const LEASE_MS = 12_000;
const LEASE_NAME = 'outbox-lease';

/**
 * Puts an item into the outbox. Throws `RelayError` when Sync cannot be asked or the outbox is full: then only its claim, if
 * there is one, knows of it.
 */
export async function enqueue({ documents, clock }: App, item: OutboxItem): Promise<void> {
  const seen = { isIn: false };
  const apply = (present: unknown): Outbox | null => {
    const before = readOutbox(present);
    const after = withItem(before, item);
    seen.isIn = after.items.some((known) => idOf(known) === idOf(item));
    return after === before ? null : after;
  };
  await withDeadline(clock, DEADLINES.change, (signal) =>
    changeDocument(documents, { name: NAME, ttlSeconds: TTL_SECONDS, known: 'unknown', apply }, signal),
  );
  if (!seen.isIn) throw full();
}

/** Whether keeping something succeeded. For callers that have another way to make sure of it, or that say so. */
export async function isKept(keeping: Promise<void>): Promise<boolean> {
  try {
    await keeping;
    return true;
  } catch (error) {
    if (error instanceof RelayError) return false;
    throw error;
  }
}

function full(): RelayError {
  return new RelayError('unexpected', {
    text: 'The outbox is full.',
    advice: 'Look whether the timer calls /tick, and whether Slack and Twilio take messages.',
  });
}

/** Takes items out. Throws `RelayError`. */
export async function dequeue({ documents, clock }: App, ids: ReadonlySet<string>): Promise<void> {
  const apply = (present: unknown): Outbox | null => {
    const before = readOutbox(present);
    const after = withoutItems(before, ids);
    return after === before ? null : after;
  };
  await withDeadline(clock, DEADLINES.change, (signal) =>
    changeDocument(documents, { name: NAME, ttlSeconds: TTL_SECONDS, known: 'unknown', apply }, signal),
  );
}

/** What waits; empty when Sync cannot be asked. */
export async function waiting({ documents, clock }: App): Promise<Outbox> {
  try {
    const found = await withDeadline(clock, DEADLINES.read, (signal) => documents.fetch(NAME, signal));
    return readOutbox(found?.data);
  } catch {
    return { v: 1, items: [] };
  }
}

/** Takes the right to drain; false when somebody else has it or Sync cannot be asked. */
export async function takeDrainLease({ documents, clock }: App): Promise<boolean> {
  let isOurs = false;
  const apply = (present: unknown): { until: string } | null => {
    const { until } = (present ?? {}) as { until?: unknown };
    isOurs = typeof until !== 'string' || Date.parse(until) <= clock.now();
    return isOurs ? { until: new Date(clock.now() + LEASE_MS).toISOString() } : null;
  };
  try {
    await withDeadline(clock, DEADLINES.change, (signal) =>
      changeDocument(
        documents,
        { name: LEASE_NAME, ttlSeconds: TTL_SECONDS, known: 'unknown', apply },
        signal,
      ),
    );
    return isOurs;
  } catch {
    return false;
  }
}

/** Gives the right back; if that fails, it ends by itself. */
export async function giveBackDrainLease({ documents, clock }: App): Promise<void> {
  await withDeadline(clock, DEADLINES.read, (signal) => documents.remove(LEASE_NAME, signal)).catch(
    () => undefined,
  );
}

/** What a claim holds, or null when it is gone. Throws `RelayError` when Sync cannot be asked. */
export async function claimedPayload(app: App, key: string): Promise<unknown> {
  return (await readClaim(app, key))?.payload ?? null;
}
