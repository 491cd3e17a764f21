import type { SyncDocuments } from '../clients/sync';
import type { Clock } from '../clock';
import { DEADLINES, withDeadline } from '../deadline';
import { RelayError } from '../errors';
import { changeDocument, type Change } from '../store/change-document';

/** What is counted: automatic texts (`limits.autoTextsPerHour`), or texts of all kinds (`limits.outboundPerHour`). */
export type Counted = 'auto' | 'out';

/** What `count-<kind>-<YYYYMMDDHH>` holds. */
interface HourlyCount {
  readonly v: 1;
  readonly count: number;
}

/** An hour and what may still arrive late from it. */
const TTL_SECONDS = 2 * 60 * 60;

/**
 * Counts one text of this hour (UTC) unless `limit` are counted already; of any number at once no more than `limit` get
 * `taken`. Nothing is given back: a text that was counted and not sent, or whose count is `unreadable` because the reply came
 * too late, leaves one fewer. Hours are those of the clock, so around a full hour twice the limit fits into 60 minutes.
 * Takes 800 ms at most and never throws.
 */
export async function takeFromHour(
  { documents, clock }: { readonly documents: SyncDocuments; readonly clock: Clock },
  kind: Counted,
  limit: number,
): Promise<'taken' | 'over' | 'unreadable'> {
  const change: Change<HourlyCount> = {
    name: `count-${kind}-${hourOf(clock.now())}`,
    ttlSeconds: TTL_SECONDS,
    known: 'unknown',
    apply: (present) => oneMore(present, limit),
  };
  try {
    const counted = await withDeadline(clock, DEADLINES.change, (signal) =>
      insist(documents, change, signal),
    );
    return counted === null ? 'over' : 'taken';
  } catch {
    return 'unreadable';
  }
}

/** Goes on where `changeDocument` gives up, until the deadline: in each round of a rush one gets its count in. */
async function insist(documents: SyncDocuments, change: Change<HourlyCount>, signal: AbortSignal) {
  for (;;) {
    try {
      return await changeDocument(documents, change, signal);
    } catch (error) {
      const isRush = error instanceof RelayError && error.code === 'too_many_conflicts';
      if (!isRush || signal.aborted) throw error;
    }
  }
}

function oneMore(present: unknown, limit: number): HourlyCount | null {
  const count = countIn(present);
  return count < limit ? { v: 1, count: count + 1 } : null;
}

/** Throws `RelayError` for what is no count of ours: beginning anew could let a whole hour's texts out again. */
function countIn(present: unknown): number {
  if (present === null) return 0;
  const { count } = present as Partial<HourlyCount>;
  if (Number.isSafeInteger(count) && (count as number) >= 0) return count as number;
  throw new RelayError('unexpected', {
    text: 'The count of an hour’s texts is damaged.',
    advice: 'It starts anew with the next hour; no automatic texts until then.',
  });
}

/** `YYYYMMDDHH` in UTC. */
function hourOf(now: number): string {
  return new Date(now).toISOString().slice(0, 13).replace(/[-T]/g, '');
}
