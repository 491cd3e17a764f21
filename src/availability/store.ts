import type { SyncDocuments } from '../clients/sync';
import type { Clock } from '../clock';
import type { DispatchConfig } from '../config/dispatch';
import { DEADLINES, withDeadline } from '../deadline';
import { allSteps } from '../hours/opening';
import type { Presences } from '../cascade/plan';
import { isOnCall, reachOf, type Reading } from './availability';

/** Two hours: a note about a live call that nobody removed stops counting then. */
const ON_CALL_SECONDS = 2 * 60 * 60;

/** Reads one document for a decision; a failure or a time-out is an answer, too. */
export async function readForDecision(
  documents: SyncDocuments,
  clock: Clock,
  name: string,
): Promise<Reading> {
  try {
    const found = await withDeadline(clock, DEADLINES.read, (signal) => documents.fetch(name, signal));
    return found === null ? { kind: 'missing' } : { kind: 'read', data: found.data };
  } catch {
    return { kind: 'unreadable' };
  }
}

/** Reads what is known of every dispatcher of the cascades, all at once, within 800 ms. Never throws. */
export async function readPresences(
  documents: SyncDocuments,
  clock: Clock,
  config: DispatchConfig,
): Promise<Presences> {
  const ids = [...new Set(allSteps(config).flatMap((step) => step.ring))];
  const read = async (id: string) => {
    const [availability, onCall] = await Promise.all([
      readForDecision(documents, clock, `availability-${id}`),
      readForDecision(documents, clock, `oncall-${id}`),
    ]);
    const now = clock.now();
    return [id, { reach: reachOf(availability, now), onCall: isOnCall(onCall, now) }] as const;
  };
  return Object.fromEntries(await Promise.all(ids.map(read)));
}

/** Notes that somebody is on a live call, so that the next caller rings others first. */
export async function noteOnCall(
  documents: SyncDocuments,
  clock: Clock,
  id: string,
  leg: string,
  signal: AbortSignal,
): Promise<void> {
  const name = `oncall-${id}`;
  const data = { leg, expiresAt: new Date(clock.now() + ON_CALL_SECONDS * 1000).toISOString() };
  const created = await documents.create(name, data, ON_CALL_SECONDS, signal);
  if (created === 'taken') await documents.update(name, data, null, ON_CALL_SECONDS, signal);
}

/** Removes that note when the leg it is about is over. */
export async function noteOffCall(
  documents: SyncDocuments,
  id: string,
  leg: string,
  signal: AbortSignal,
): Promise<void> {
  const name = `oncall-${id}`;
  const found = await documents.fetch(name, signal);
  if ((found?.data as { leg?: unknown } | undefined)?.leg === leg) await documents.remove(name, signal);
}
