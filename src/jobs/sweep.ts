import { postAlert } from '../notifications/post-alert';
import type { JobsApp } from '../jobs-app';
import { RelayError } from '../errors';
import { deliver } from './deliver';
import type { Job } from './job';
import { notifyJobChange } from './notify';
import type { JobRecord } from './record';
import { readRecord } from './record-store';
import { showCard } from './show-card';
import { lateNotification } from './told-late';
import { isOpen } from './transition';

/** A change is told by whoever made it; after this long (ms) nobody is at it any more. */
const ABANDONED_MS = 30_000;

/** Closed jobs are of interest for a day (ms): so long somebody may not have heard of their end. */
const RECENT_MS = 24 * 60 * 60 * 1000;

/** Records are read side by side; so many at most in one round. */
const MOST_JOBS = 60;

/**
 * Looks after all open and recent jobs until `until` (ms): tells what nobody was told, escalates what nobody has taken or
 * done in time, and notices a writer that has overwritten a change. Returns how much there was to do. Throws `RelayError`
 * when the jobs cannot be read.
 */
export async function sweepJobs(app: JobsApp, until: number): Promise<number> {
  const read = await app.jobs.read();
  if (read.kind !== 'jobs') {
    if (read.kind === 'invalid')
      await postAlert(app, 'jobs-invalid', `The file of jobs is left alone: ${read.why}`);
    throw new RelayError('s3_unavailable', {
      text: 'The jobs could not be read.',
      advice: 'Look at S3 and at the file.',
    });
  }
  const now = app.clock.now();
  const concerned = read.jobs
    .filter((job) => isOpen(job.status) || now - timeOf(job) < RECENT_MS)
    .slice(-MOST_JOBS);
  const counts = await Promise.all(concerned.map((job) => sweep(app, job, now, until)));
  return counts.filter(Boolean).length;
}

async function sweep(app: JobsApp, job: Job, now: number, until: number): Promise<boolean> {
  const record = await readRecord(app, job.id);
  // Of a job that the relay never touched nobody was promised anything.
  if (record?.seen === undefined || app.clock.now() > until) return false;
  if (await noticeOverwriting(app, job, record)) return true;
  if (isUntold(job, record, now)) {
    const change = {
      before: record.told ?? null,
      after: job,
      id: job.relay?.lastRequestId ?? job.updatedAt ?? '',
    };
    await notifyJobChange(app, change, until - app.clock.now());
    return true;
  }
  // Slack was down when the job came.
  if (record.card === undefined) await showCard(app, job.id);
  return escalateLate(app, job, record, now);
}

/** The relay's own last change is not in the file: somebody wrote without a condition. */
async function noticeOverwriting(app: JobsApp, job: Job, { seen }: JobRecord): Promise<boolean> {
  if (seen === undefined || timeOf(job) >= timeOf(seen) || seen.relay?.lastRequestId === undefined)
    return false;
  const words = `Job ${job.id} was overwritten: it should be ${seen.status} and is ${job.status} in the file. Somebody writes it without a condition.`;
  await postAlert(app, `overwritten-${job.id.replace(/[^\w-]/g, '_').slice(0, 64)}-${timeOf(seen)}`, words);
  return true;
}

function isUntold(job: Job, { told }: JobRecord, now: number): boolean {
  return told?.updatedAt !== job.updatedAt && job.relay !== undefined && now - timeOf(job) > ABANDONED_MS;
}

/** Where Twilio and Slack could not be told beforehand, and for what is overdue. */
async function escalateLate(app: JobsApp, job: Job, record: JobRecord, now: number): Promise<boolean> {
  const { assignedAt, escalation } = record;
  if (assignedAt === undefined) return false;
  const late = lateNotification(job, assignedAt, app.config.jobs, now);
  // Twilio has done it by itself.
  const isDone = late?.kind === 'not-claimed' && (escalation?.texts.length ?? 0) > 0;
  if (late === null || isDone) return false;
  const delivered = await deliver(app, job, record, late);
  return delivered.state === 'sent';
}

function timeOf({ updatedAt }: Job): number {
  const time = Date.parse(updatedAt ?? '');
  return Number.isNaN(time) ? 0 : time;
}
