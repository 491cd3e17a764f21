import type { App } from '../app';
import { DEADLINES, withDeadline } from '../deadline';

/** Up to when (ms) everything in Twilio's lists, and in Slack's threads, is known to be taken care of. */
export interface Marker {
  readonly texts: number;
  readonly calls: number;
  readonly replies: number;
}

const NAME = 'tick';
const TTL_SECONDS = 7 * 24 * 60 * 60;

/** However long nobody looked, nothing older (ms) than this is replayed: it would be answered by somebody by now. */
const OLDEST_MS = 24 * 60 * 60 * 1000;

/** What is newer (ms) may be under way by itself: webhooks are repeated, recordings take their time. */
export const SETTLING_MS = 4 * 60 * 1000;

/** Reads the marker; without one the last day is looked at. Throws `RelayError` when Sync cannot be asked. */
export async function readMarker({ documents, clock }: App): Promise<Marker> {
  const found = await withDeadline(clock, DEADLINES.read, (signal) => documents.fetch(NAME, signal));
  const { texts, calls, replies } = (found?.data ?? {}) as Partial<Record<keyof Marker, string>>;
  const oldest = clock.now() - OLDEST_MS;
  return {
    texts: Math.max(timeOf(texts), oldest),
    calls: Math.max(timeOf(calls), oldest),
    replies: Math.max(timeOf(replies), oldest),
  };
}

/** Stores how far everything was found in order. Best effort: what was looked at is looked at again. */
export async function storeMarker(
  { documents, clock }: App,
  { texts, calls, replies }: Marker,
): Promise<void> {
  const iso = (ms: number): string => new Date(ms).toISOString();
  const data = { v: 1, texts: iso(texts), calls: iso(calls), replies: iso(replies) };
  await withDeadline(clock, DEADLINES.read, async (signal) => {
    const created = await documents.create(NAME, data, TTL_SECONDS, signal);
    if (created === 'taken') await documents.update(NAME, data, null, TTL_SECONDS, signal);
  }).catch(() => undefined);
}

function timeOf(iso: string | undefined): number {
  const time = Date.parse(iso ?? '');
  return Number.isNaN(time) ? 0 : time;
}
