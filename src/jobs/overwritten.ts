import type { JobsApp } from '../jobs-app';
import { postAlert } from '../notifications/post-alert';
import { isWaiting } from './escalation';
import { carries, MOST_EARLIER_REQUESTS, type Job } from './job';
import { ABANDONED_MS } from './note-change';
import { timeOf, withoutPhone, type JobRecord } from './record';
import { changeRecord } from './record-store';

/**
 * Notices that somebody wrote the file without a condition, so that the relay's last change of a job is not in it, and tells
 * the channel once. What the other wanted nobody knows: from then on the job is what the file says, since all who read it go
 * by that. Returns the record as it is then. Never throws.
 */
export async function acceptOverwriting(
  app: JobsApp,
  job: Job,
  record: JobRecord,
  now: number,
): Promise<JobRecord> {
  const { seen } = record;
  if (seen === undefined || !isOverwritten(job, seen, now)) return record;
  const words = `Job ${job.id} was overwritten: it should be ${seen.status} and is ${job.status} in the file. Somebody writes it without a condition, or without its “relay”.`;
  if (!(await postAlert(app, alertKey('overwritten', seen), words))) return record;
  return changeRecord(app, job.id, (present) =>
    timeOf(present.seen) === timeOf(seen) ? accepted(present, job, now) : present,
  ).catch(() => record);
}

/** The name of an alert about a state of a job; it holds no words of the job. */
export function alertKey(what: string, seen: Job): string {
  return `${what}-${seen.id.replace(/[^\w-]/g, '_').slice(0, 64)}-${timeOf(seen)}`;
}

/** What is being written while the sweep reads is not overwritten. */
function isOverwritten(job: Job, seen: Job, now: number): boolean {
  const request = seen.relay?.lastRequestId;
  if (request === undefined || now - timeOf(seen) <= ABANDONED_MS) return false;
  return timeOf(job) < timeOf(seen) || hasLost(job, request);
}

/** A job that was changed by this request and does not remember it was written over. So many later requests push it out of a full memory. */
function hasLost(job: Job, request: string): boolean {
  const isFull = (job.relay?.earlierRequestIds ?? []).length >= MOST_EARLIER_REQUESTS;
  return !carries(job, request) && !isFull;
}

/** Nobody need hear any more of changes that are gone. What was called off for them cannot be used again: it begins anew. */
function accepted({ telling: _, ...rest }: JobRecord, job: Job, now: number): JobRecord {
  const assignedAt = isWaiting(job) ? { assignedAt: new Date(now).toISOString() } : {};
  return { ...rest, seen: withoutPhone(job), ...assignedAt };
}
