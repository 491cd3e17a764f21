import type { JobsApp } from '../jobs-app';
import { postAlert } from '../notifications/post-alert';
import { freeCode } from './codes';
import type { Job } from './job';
import { ABANDONED_MS } from './note-change';
import { alertKey } from './overwritten';
import { timeOf, type JobRecord } from './record';
import { changeRecord, readRecord } from './record-store';
import { isOpen } from './transition';

/** So many are told of at most in one round; the next round goes on. */
const MOST_TOLD = 20;

/**
 * Looks for jobs that have a code and are not in the file any more: one that was open was overwritten or taken out, and the
 * channel is told, once. Codes of jobs that are closed or forgotten are freed. Never throws.
 */
export async function lookForMissing(
  app: JobsApp,
  coded: readonly string[],
  jobs: readonly Job[],
  now: number,
): Promise<void> {
  const file = new Map(jobs.map((job) => [job.id, job]));
  const done = coded.filter((id) => {
    const job = file.get(id);
    return job !== undefined && !isOpen(job.status);
  });
  const missing = coded.filter((id) => !file.has(id));
  const records = await Promise.all(missing.map((id) => readRecord(app, id)));
  const open = records.filter((record) => record !== null && !isTold(record)).slice(0, MOST_TOLD);
  await Promise.all([
    ...done.map((id) => freeCode(app, id).catch(() => undefined)),
    ...open.map((record) => lookAfterMissing(app, record, now)),
  ]);
}

/** Whether the channel knows that the job is missing in the state that it had last. */
function isTold({ seen, toldMissing }: JobRecord): boolean {
  return seen !== undefined && isOpen(seen.status) && toldMissing === alertKey('missing', seen);
}

async function lookAfterMissing(app: JobsApp, record: JobRecord | null, now: number): Promise<void> {
  if (record === null) return;
  const { id, seen } = record;
  if (seen === undefined || !isOpen(seen.status)) {
    await freeCode(app, id).catch(() => undefined);
    return;
  }
  // What is being written while the file is read is not missing.
  if (now - timeOf(seen) <= ABANDONED_MS) return;
  const words = `Job ${id} is not in the file any more: it was ${seen.status}. Somebody took it out, or wrote the file without a condition.`;
  const toldMissing = alertKey('missing', seen);
  if (!(await postAlert(app, toldMissing, words))) return;
  await changeRecord(app, id, (present) => ({ ...present, toldMissing })).catch(() => undefined);
}
