import { isWaiting } from './escalation';
import { isOwnWrite, type Job } from './job';
import { forRecord, timeOf, withSeen, type JobRecord, type OpenChange } from './record';
import { asksAnew } from './told';

/** A change is told by whoever made it; after this long (ms) nobody is at it any more. */
export const ABANDONED_MS = 30_000;

/** So many changes at most wait to be told: a document holds 16 KiB. */
const MOST_OPEN = 4;

/** What is stored with a change; null: as it is known. */
export interface Beside {
  readonly code: string | null;
  readonly phone: string | null;
}

/** The record with a change of the job that everybody has still to hear of. The same change, noted again, changes nothing more. */
export function withChange(record: JobRecord, change: OpenChange, { code, phone }: Beside): JobRecord {
  const known = withSeen(record, change.after);
  const { telling = [] } = record;
  const isKnown = telling.some(({ name }) => name === change.name);
  return {
    ...known,
    ...assignment(known, change),
    ...start(change),
    ...(code === null ? {} : { code }),
    ...(phone === null ? {} : { phone }),
    telling: isKnown ? telling : [...telling, shortChange(change)].slice(-MOST_OPEN),
  };
}

function shortChange(change: OpenChange): OpenChange {
  const { before, after } = change;
  return { ...change, before: before === null ? null : forRecord(before), after: forRecord(after) };
}

/** The record when everybody has heard of the change with this name. */
export function withoutChange(record: JobRecord, name: string): JobRecord {
  const { telling = [], ...rest } = record;
  if (!telling.some((change) => change.name === name)) return record;
  const open = telling.filter((change) => change.name !== name);
  return open.length === 0 ? rest : { ...rest, telling: open };
}

/** The changes that somebody began to tell and did not finish, and the relay's own that nobody noted. */
export function untoldChanges(
  { telling = [], seen }: JobRecord,
  job: Job,
  now: number,
): readonly OpenChange[] {
  const isAbandoned = ({ at }: OpenChange): boolean => !(now - Date.parse(at) <= ABANDONED_MS);
  const unnoted = unnotedChange(seen, job);
  return [...telling, ...(unnoted === null ? [] : [unnoted])].filter(isAbandoned);
}

/** The relay's own last change, if the record does not know of it. */
export function unnotedChange(seen: Job | undefined, job: Job): OpenChange | null {
  const { updatedAt: at, relay } = job;
  const isNoted = timeOf(seen) >= timeOf(job);
  if (!isOwnWrite(job) || at === undefined || relay?.lastRequestId === undefined || isNoted) return null;
  return { name: relay.lastRequestId, before: seen ?? null, after: forRecord(job), at };
}

/** Since when the crew is asked that is asked now: from the first time that somebody was who did not know of the job. */
function assignment(
  { seen, assignedAt, assignedBy }: JobRecord,
  change: OpenChange,
): Pick<JobRecord, 'assignedAt' | 'assignedBy'> {
  const { before, after, name } = change;
  // The job may have moved on since this change.
  if (!isWaiting(after) || !isWaiting(seen ?? after)) return {};
  const isNew = asksAnew(before, after) && name !== assignedBy;
  if (!isNew && assignedAt !== undefined) return {};
  const at = timeOfChange(change);
  const isLate = assignedAt !== undefined && Date.parse(at) < Date.parse(assignedAt);
  return isLate ? {} : { assignedAt: at, assignedBy: name };
}

function start(change: OpenChange): Pick<JobRecord, 'startedAt'> {
  const { before, after } = change;
  const isStarted = after.status === 'in-progress' && before?.status !== 'in-progress';
  return isStarted ? { startedAt: timeOfChange(change) } : {};
}

/** Others may write any time into the file. */
function timeOfChange({ after, at }: OpenChange): string {
  return isOwnWrite(after) ? (after.updatedAt ?? at) : at;
}
