import type { JobsApp } from '../jobs-app';
import { postAlert } from '../notifications/post-alert';
import { freeCode } from './codes';
import type { Job } from './job';
import { ABANDONED_MS } from './note-change';
import { alertKey } from './overwritten';
import { timeOf } from './record';
import { readRecord } from './record-store';
import { isOpen } from './transition';

/** So many at most in one round. */
const MOST_MISSING = 20;

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
  const missing = coded.filter((id) => !file.has(id)).slice(0, MOST_MISSING);
  await Promise.all([
    ...done.map((id) => freeCode(app, id).catch(() => undefined)),
    ...missing.map((id) => lookAfterMissing(app, id, now)),
  ]);
}

async function lookAfterMissing(app: JobsApp, id: string, now: number): Promise<void> {
  const record = await readRecord(app, id);
  if (record === null) return;
  const { seen } = record;
  if (seen === undefined || !isOpen(seen.status)) {
    await freeCode(app, id).catch(() => undefined);
    return;
  }
  // What is being written while the file is read is not missing.
  if (now - timeOf(seen) <= ABANDONED_MS) return;
  const words = `Job ${id} is not in the file any more: it was ${seen.status}. Somebody took it out, or wrote the file without a condition.`;
  await postAlert(app, alertKey('missing', seen), words);
}
