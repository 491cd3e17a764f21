import type { App } from '../app';
import { DEADLINES, withDeadline } from '../deadline';

/** Up to when (ms) everything in Twilio's lists, and in Slack's threads, is known to be taken care of. */
export interface Marker {
  readonly texts: number;
  readonly calls: number;
  readonly replies: number;
  readonly deliveries: number;
}

const NAME = 'tick';
/** Ticks may pause for a season; a marker that is gone would leave a gap. */
const TTL_SECONDS = 365 * 24 * 60 * 60;

/** However long nobody looked, nothing older (ms) than this is replayed: it would be answered by somebody by now. */
const OLDEST_MS = 24 * 60 * 60 * 1000;

/** What is newer (ms) may be under way by itself: webhooks are repeated, recordings take their time. */
export const SETTLING_MS = 4 * 60 * 1000;

/**
 * Reads the marker. The first tick sets it to now and replays nothing before it: the lists of a number that another system has
 * answered are no work of ours. Throws `RelayError` when Sync cannot be asked.
 */
export async function readMarker(app: App): Promise<Marker> {
  const { documents, clock } = app;
  const found = await withDeadline(clock, DEADLINES.read, (signal) => documents.fetch(NAME, signal));
  const now = clock.now();
  if (found === null) {
    const first = { texts: now, calls: now, replies: now, deliveries: now };
    await withDeadline(clock, DEADLINES.read, (signal) =>
      documents.create(NAME, storedForm(first), TTL_SECONDS, signal),
    );
    return first;
  }
  const stored = (found.data ?? {}) as Partial<Record<keyof Marker, string>>;
  const since = (key: keyof Marker): number => Math.max(timeOf(stored[key], now), now - OLDEST_MS);
  return {
    texts: since('texts'),
    calls: since('calls'),
    replies: since('replies'),
    deliveries: since('deliveries'),
  };
}

/** Stores how far everything was found in order. Best effort: what was looked at is looked at again. */
export async function storeMarker({ documents, clock }: App, marker: Marker): Promise<void> {
  const data = storedForm(marker);
  await withDeadline(clock, DEADLINES.read, async (signal) => {
    const created = await documents.create(NAME, data, TTL_SECONDS, signal);
    if (created === 'taken') await documents.update(NAME, data, null, TTL_SECONDS, signal);
  }).catch(() => undefined);
}

function storedForm({ texts, calls, replies, deliveries }: Marker): object {
  const iso = (ms: number): string => new Date(ms).toISOString();
  return { v: 1, texts: iso(texts), calls: iso(calls), replies: iso(replies), deliveries: iso(deliveries) };
}

/** A list that the marker of an older version does not name begins now; one whose time is damaged is read from its start. */
function timeOf(iso: string | undefined, now: number): number {
  if (iso === undefined) return now;
  const time = Date.parse(iso);
  return Number.isNaN(time) ? 0 : time;
}
