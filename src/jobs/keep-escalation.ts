import { DEADLINES, withDeadline } from '../deadline';
import type { JobsApp } from '../jobs-app';
import { callOff } from './call-off';
import { assignmentOf, withEscalation, withScheduled } from './escalation';
import type { Job } from './job';
import { withSeen, type Escalation, type JobRecord } from './record';
import { changeRecord } from './record-store';
import { planEscalation, scheduleEscalation } from './schedule-escalation';

/**
 * Makes what is scheduled fit the newest state of the job: an escalation while it waits to be taken, none any more when it
 * does not. Best effort: `/tick` goes on with what is left, and escalates by itself. Returns the record as it is then. Never throws.
 */
export async function keepEscalation(
  app: JobsApp,
  job: Job,
  record: JobRecord,
  card: Promise<string | null>,
): Promise<JobRecord> {
  try {
    const needed = assignmentOf(record, job);
    const isPlanned = needed === null || record.escalation?.of === needed;
    const plan = isPlanned ? null : await planEscalation(app, withSeen(record, job).seen ?? job, needed);
    const present = await changeRecord(app, record.id, (before) =>
      withEscalation(before, assignmentOf(before, job), plan, nowOf(app)),
    );
    await callOff(app, present);
    return await schedule(app, job, present, card);
  } catch {
    // Without the record nobody could call off what is scheduled.
    return record;
  }
}

/** The same for `/tick`, when there is anything to mend. Returns the record as it is then. Never throws. */
export async function mendEscalation(app: JobsApp, job: Job, record: JobRecord): Promise<JobRecord> {
  const { escalation, calledOff = [], card } = record;
  const isRight = (escalation?.of ?? null) === assignmentOf(record, job) && calledOff.length === 0;
  return isRight ? record : keepEscalation(app, job, record, Promise.resolve(card ?? null));
}

/** Stores what was scheduled; what is not wanted any more by then is called off. Returns the record as it is then. Throws `RelayError`. */
export async function storeScheduled(app: JobsApp, job: Job, scheduled: Escalation): Promise<JobRecord> {
  const after = await changeRecord(app, job.id, (before) => {
    const present = withScheduled(before, scheduled, nowOf(app));
    return withEscalation(present, assignmentOf(present, job), null, nowOf(app));
  });
  await callOff(app, after);
  return after;
}

async function schedule(
  app: JobsApp,
  job: Job,
  record: JobRecord,
  card: Promise<string | null>,
): Promise<JobRecord> {
  const { escalation } = record;
  if (escalation === undefined || isComplete(escalation)) return record;
  const newest = withSeen(record, job).seen ?? job;
  const scheduled = await scheduleEscalation(app, newest, record, escalation, card);
  const after = await storeScheduled(app, job, scheduled);
  const { slack } = scheduled;
  // Somebody else has scheduled the same at the same moment.
  const isTwice = after.escalation?.of === scheduled.of && after.escalation.slack !== slack;
  if (isTwice && slack !== null) {
    await withDeadline(app.clock, DEADLINES.slackRequest, (signal) => app.slack.unschedule(slack, signal));
  }
  return after;
}

function isComplete({ texts, reminders, slack }: Escalation): boolean {
  return slack !== null && [...texts, ...reminders].every(({ sid }) => sid !== undefined);
}

function nowOf({ clock }: JobsApp): string {
  return new Date(clock.now()).toISOString();
}
