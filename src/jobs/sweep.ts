import { postAlert } from '../notifications/post-alert';
import type { JobsApp } from '../jobs-app';
import { RelayError } from '../errors';
import { jobsWithCode } from './codes';
import { escalateLate } from './escalate-late';
import { isOwnWrite, type Job } from './job';
import { mendEscalation } from './keep-escalation';
import { lookForMissing } from './missing-jobs';
import { untoldChanges } from './note-change';
import { notifyJobChange } from './notify';
import { acceptOverwriting } from './overwritten';
import { timeOf, type JobRecord } from './record';
import { readRecord } from './record-store';
import { showCard } from './show-card';
import { isOpen } from './transition';

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
  // Before the file: a job that has a code by now is in the file by then.
  const coded = await jobsWithCode(app).catch(() => []);
  const jobs = await readFile(app);
  const now = app.clock.now();
  const concerned = jobs
    .filter((job) => isOpen(job.status) || now - timeOf(job) < RECENT_MS)
    .slice(-MOST_JOBS);
  const [counts] = await Promise.all([
    Promise.all(concerned.map((job) => sweep(app, job, now, until))),
    lookForMissing(app, coded, jobs, now),
  ]);
  return counts.filter(Boolean).length;
}

async function readFile(app: JobsApp): Promise<readonly Job[]> {
  const read = await app.jobs.read();
  if (read.kind === 'jobs') return read.jobs;
  if (read.kind === 'invalid')
    await postAlert(app, 'jobs-invalid', `The file of jobs is left alone: ${read.why}`);
  throw new RelayError('s3_unavailable', {
    text: 'The jobs could not be read.',
    advice: 'Look at S3 and at the file.',
  });
}

async function sweep(app: JobsApp, job: Job, now: number, until: number): Promise<boolean> {
  const found = await readRecord(app, job.id);
  // Of a job that the relay never touched nobody was promised anything.
  const isStrange = found === null || (found.seen === undefined && !isOwnWrite(job));
  if (isStrange || app.clock.now() > until) return false;
  const accepted = await acceptOverwriting(app, job, found, now);
  const isTold = await tellUntold(app, job, accepted, now, until);
  const record = isTold ? ((await readRecord(app, job.id)) ?? accepted) : accepted;
  if (app.clock.now() > until) return isTold;
  // Slack was down when the job came.
  if (record.card === undefined || record !== found) await showCard(app, job.id);
  const mended = await mendEscalation(app, job, record);
  return (await escalateLate(app, job, mended, now)) || isTold || mended !== record;
}

/** Returns whether there was anything to tell. */
async function tellUntold(
  app: JobsApp,
  job: Job,
  record: JobRecord,
  now: number,
  until: number,
): Promise<boolean> {
  const untold = untoldChanges(record, job, now);
  for (const { name, ...change } of untold) {
    await notifyJobChange(app, { ...change, id: name }, until - app.clock.now());
  }
  return untold.length > 0;
}
