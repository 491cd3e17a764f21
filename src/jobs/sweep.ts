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
import { inTurn, turnAfter } from './round';
import { shortened } from './short';
import { showCard } from './show-card';
import type { Unusable } from './store';
import { isOpen } from './transition';
import { readTurn, storeTurn } from './turn-store';

/** Closed jobs are of interest for a day (ms): so long somebody may not have heard of their end. */
const RECENT_MS = 24 * 60 * 60 * 1000;

/** Jobs whose records are read side by side. */
const BATCH = 20;
/** Jobs at most in one tick; the next tick goes on with those after them. */
const MOST_JOBS = 300;
/** Of a job that was changed within this time (ms) somebody may not have heard: it comes before its turn. */
const FRESH_MS = 5 * 60 * 1000;
const MOST_FRESH = 40;

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
  const concerned = jobs.filter((job) => isOpen(job.status) || now - timeOf(job) < RECENT_MS).map(shortened);
  const [count] = await Promise.all([
    goRound(app, concerned, now, until),
    lookForMissing(app, coded, jobs, now),
  ]);
  return count;
}

/** Looks after as many jobs as there is time for, and stores where the next tick goes on. Returns how many had anything to do. */
async function goRound(app: JobsApp, jobs: readonly Job[], now: number, until: number): Promise<number> {
  const isWhole = jobs.length <= BATCH;
  const order = inTurn(jobs, isWhole ? null : await readTurn(app)).slice(0, MOST_JOBS);
  const isFresh = (job: Job): boolean => Math.abs(now - timeOf(job)) < FRESH_MS;
  const fresh = isWhole ? [] : jobs.filter(isFresh).slice(-MOST_FRESH);
  let count = await sweepAll(app, fresh, now, until);
  let last: Job | undefined;
  for (let from = 0; from < order.length; from += BATCH) {
    const batch = order.slice(from, from + BATCH);
    count += await sweepAll(
      app,
      batch.filter((job) => !fresh.includes(job)),
      now,
      until,
    );
    // A batch that hangs is passed over as well, or nothing after it would ever have its turn.
    if (from === 0 || app.clock.now() <= until) last = batch.at(-1);
    if (app.clock.now() > until) break;
  }
  if (!isWhole && last !== undefined) await storeTurn(app, turnAfter(jobs, last));
  return count;
}

async function sweepAll(app: JobsApp, jobs: readonly Job[], now: number, until: number): Promise<number> {
  const counts = await Promise.all(jobs.map((job) => sweep(app, job, now, until)));
  return counts.filter(Boolean).length;
}

async function readFile(app: JobsApp): Promise<readonly Job[]> {
  const read = await app.jobs.read();
  if (read.kind === 'jobs') {
    await tellOfUnusable(app, read.unusableIds ?? 0);
    return read.jobs;
  }
  if (read.kind !== 'unavailable') await tellOfBroken(app, read);
  throw new RelayError('s3_unavailable', {
    text: 'The jobs could not be read.',
    advice: 'Look at S3 and at the file.',
  });
}

/** Once a day for each reason; a reason is the same wherever in the file it is. */
async function tellOfBroken(app: JobsApp, broken: Exclude<Unusable, { kind: 'unavailable' }>): Promise<void> {
  const why = broken.kind === 'invalid' ? broken.why : 'It is over 4 MB. Take closed jobs out of it.';
  const reason = why.replace(/\d+/g, '').replace(/\W+/g, '-');
  const day = new Date(app.clock.now()).toISOString().slice(0, 10);
  await postAlert(
    app,
    `jobs-invalid-${day}-${reason.slice(0, 80)}`,
    `The file of jobs is left alone: ${why}`,
  );
}

async function tellOfUnusable(app: JobsApp, count: number): Promise<void> {
  if (count === 0) return;
  const words = `The relay cannot use the ids of ${count} entries in the file of jobs: they hold half a character, or are over 500 bytes. The entries stay as they are, without card and texts.`;
  await postAlert(app, `jobs-unusable-${count}`, words);
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
