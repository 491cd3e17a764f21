import { pause } from '../deadline';
import type { JobsApp } from '../jobs-app';
import { freeCode, takeCode } from './codes';
import { bodyOf, deliver, dutyPhones, type Delivered } from './deliver';
import { callOff, isWaiting, scheduleEscalation } from './escalation';
import type { Job } from './job';
import { newRecord, withSeen, type JobRecord } from './record';
import { changeRecord, readRecord } from './record-store';
import { sendText } from '../conversations/send-text';
import { showCard } from './show-card';
import { whoIsTold, type Notification } from './told';
import { claimerOf, isOpen } from './transition';

/** A change of a job that is in the file already: whatever happens here cannot undo it. */
export interface JobChange {
  readonly before: Job | null;
  readonly after: Job;
  /** `changeId` or `requestId`. */
  readonly id?: string;
  /** The crew that made it by itself. */
  readonly by?: string;
  /** What is stored beside the public file. */
  readonly phone?: string;
}

/**
 * Tells everybody who has to hear of a change, each once, and keeps the card and the escalation right. What does not fit into
 * `withinMs` milliseconds is `queued` and finished by `/tick`. Never throws.
 */
export async function notifyJobChange(
  app: JobsApp,
  change: JobChange,
  withinMs: number,
): Promise<readonly Delivered[]> {
  const until = app.clock.now() + withinMs;
  const record = await noteChange(app, change);
  const { before, after, id, by } = change;
  const facts = { ...(id === undefined ? {} : { id }), ...(by === undefined ? {} : { by }) };
  const told = whoIsTold(before, after, app.config, facts);
  const delivered = Promise.all(
    told.map((notification) => inTime(app, until, notification, deliver(app, after, record, notification))),
  );
  const [results] = await Promise.all([
    delivered,
    Promise.race([keepUp(app, change, record), pause(app.clock, Math.max(0, until - app.clock.now()))]),
  ]);
  if (results.every(({ state }) => state !== 'failed')) await noteTold(app, after);
  return results;
}

/** Everything that is remembered of a change before anybody is told. Without Sync a record of the moment has to do. */
async function noteChange(app: JobsApp, { before, after, phone }: JobChange): Promise<JobRecord> {
  try {
    const now = new Date(app.clock.now()).toISOString();
    const isGivenAnew = isWaiting(after) && !isSameCrew(before, after);
    const code = isOpen(after.status) ? await takeCode(app, after.id) : null;
    return await changeRecord(app, after.id, (present) => ({
      ...withSeen(present, after),
      ...(code === null ? {} : { code }),
      ...(phone === undefined ? {} : { phone }),
      ...(isGivenAnew ? { assignedAt: now } : {}),
    }));
  } catch {
    const record = (await readRecord(app, after.id)) ?? newRecord(after.id);
    return phone === undefined ? record : { ...record, phone };
  }
}

/** The card, and what is scheduled for the case that nobody takes the job. */
async function keepUp(app: JobsApp, { after }: JobChange, record: JobRecord): Promise<void> {
  const card = await showCard(app, after.id);
  const known = card === null ? record : { ...record, card };
  if (isWaiting(after)) {
    if (record.escalation !== undefined && record.escalation.of !== record.assignedAt)
      await callOff(app, record);
    await scheduleEscalation(app, after, known);
    return;
  }
  const isOff = await callOff(app, record);
  if (!isOff && claimerOf(after) !== null) await tellOfClaim(app, after, record);
  if (!isOpen(after.status)) await freeCode(app, after.id).catch(() => undefined);
}

/** Whoever got the escalation all the same hears that there is nothing to do any more. */
async function tellOfClaim(app: JobsApp, job: Job, record: JobRecord): Promise<void> {
  const told = { to: { kind: 'dispatchers' }, crews: [claimerOf(job) ?? ''] } as const;
  const body = bodyOf(app, job, record, told, 'jobClaimed');
  const of = Date.parse(record.escalation?.of ?? '');
  await Promise.all(
    (await dutyPhones(app)).map(({ id, phone }) =>
      sendText(app, `claimed-${job.id.replace(/[^\w-]/g, '_').slice(0, 64)}-${of}-${id}`, {
        to: phone,
        body,
        about: { kind: 'job' },
      }),
    ),
  );
}

/** Best effort: what is not noted is told again, and its claims know. */
async function noteTold(app: JobsApp, after: Job): Promise<void> {
  await changeRecord(app, after.id, (present) => ({
    ...present,
    told: withSeen({ v: 1, id: after.id }, after).seen ?? after,
  })).catch(() => undefined);
}

async function inTime(
  app: JobsApp,
  until: number,
  { kind, to }: Notification,
  work: Promise<Delivered>,
): Promise<Delivered> {
  const name = to.kind === 'crew' ? to.id : to.kind;
  const late = pause(app.clock, Math.max(0, until - app.clock.now())).then((): Delivered => ({
    kind,
    to: name,
    state: 'queued',
  }));
  return Promise.race([work, late]);
}

function isSameCrew(before: Job | null, after: Job): boolean {
  const [one, other] = [before?.crewIds ?? [], after.crewIds ?? []];
  return (
    before !== null &&
    claimerOf(before) === null &&
    one.length === other.length &&
    one.every((id) => other.includes(id))
  );
}
