import type { Job } from './job';
import { withSeen, type CalledOff, type Escalation, type JobRecord, type ScheduledText } from './record';
import { claimerOf, isOpen, type JobState } from './transition';

/** Whether somebody still has to take the job. */
export function isWaiting(job: JobState): boolean {
  return isOpen(job.status) && (job.crewIds ?? []).length > 0 && claimerOf(job) === null;
}

/** The assignment that is to be escalated, by the newest state of the job: as it is on record or as `job` says; null: none. */
export function assignmentOf(record: JobRecord, job: Job): string | null {
  const { seen = job, assignedAt, startedAt = '' } = withSeen(record, job);
  if (!isWaiting(seen) || assignedAt === undefined) return null;
  // What was started without a claim is in somebody's hands, unless it was given to others since.
  const isUnderWay = seen.status === 'in-progress' && Date.parse(startedAt) >= Date.parse(assignedAt);
  return isUnderWay ? null : assignedAt;
}

/**
 * The record with the escalation for the assignment `needed` (null: none) as planned in `plan`; one for an assignment that is
 * over is to be called off from then on. `at` is now, ISO 8601. It is stored before anything is scheduled or called off, so
 * that whoever comes next knows what may be under way.
 */
export function withEscalation(
  record: JobRecord,
  needed: string | null,
  plan: Escalation | null,
  at: string,
): JobRecord {
  const { escalation, ...rest } = record;
  const next = plan !== null && plan.of === needed ? { escalation: plan } : {};
  if (escalation === undefined) return { ...record, ...next };
  if (escalation.of === needed) return withoutLeavers(record, escalation, at);
  return { ...rest, ...next, calledOff: [...(record.calledOff ?? []), { ...escalation, at }] };
}

/** Whoever passes while others are still asked needs no reminder. */
function withoutLeavers(record: JobRecord, escalation: Escalation, at: string): JobRecord {
  const { seen, calledOff = [] } = record;
  const isAsked = ({ to }: ScheduledText): boolean => seen === undefined || !!seen.crewIds?.includes(to);
  const left = escalation.reminders.filter((text) => !isAsked(text));
  if (left.length === 0) return record;
  const reminders = escalation.reminders.filter(isAsked);
  const over: CalledOff = { ...escalation, texts: [], reminders: left, slack: null, at };
  return { ...record, escalation: { ...escalation, reminders }, calledOff: [...calledOff, over] };
}

/** The record with what was scheduled; whatever is over by now is to be called off. */
export function withScheduled(record: JobRecord, scheduled: Escalation, at: string): JobRecord {
  const { escalation, calledOff = [] } = record;
  if (escalation?.of === scheduled.of) return { ...record, escalation: merged(escalation, scheduled) };
  const isKnown = calledOff.some(({ of }) => of === scheduled.of);
  const over = calledOff.map((known) => (known.of === scheduled.of ? merged(known, scheduled) : known));
  return { ...record, calledOff: isKnown ? over : [...over, { ...scheduled, at }] };
}

/** The record without what cannot come any more; `settled` are keys of texts, and ids of Slack. */
export function withoutSettled(record: JobRecord, settled: ReadonlySet<string>): JobRecord {
  const { calledOff = [], ...rest } = record;
  const open = ({ key }: ScheduledText): boolean => !settled.has(key);
  const left = calledOff
    .map((over): CalledOff => ({
      ...over,
      texts: over.texts.filter(open),
      reminders: over.reminders.filter(open),
      slack: over.slack !== null && settled.has(over.slack) ? null : over.slack,
    }))
    .filter(({ texts, reminders, slack }) => texts.length + reminders.length > 0 || slack !== null);
  return left.length === 0 ? rest : { ...rest, calledOff: left };
}

/** The claim of a text about an assignment; it names no phone. */
export function escalationKey(what: string, job: string, of: string, who: string): string {
  return `${what}-${job.replace(/[^\w-]/g, '_').slice(0, 64)}-${Date.parse(of)}-${who}`;
}

function merged<One extends Escalation>(known: One, { texts, reminders, slack }: Escalation): One {
  return {
    ...known,
    texts: withSids(known.texts, texts),
    reminders: withSids(known.reminders, reminders),
    slack: known.slack ?? slack,
  };
}

function withSids(
  known: readonly ScheduledText[],
  others: readonly ScheduledText[],
): readonly ScheduledText[] {
  const sidOf = (key: string) => others.find((other) => other.key === key)?.sid;
  const more = others.filter(({ key }) => !known.some((text) => text.key === key));
  const mended = known.map((text) => {
    const sid = text.sid ?? sidOf(text.key);
    return sid === undefined ? text : { ...text, sid };
  });
  return [...mended, ...more];
}
