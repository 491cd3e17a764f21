import { hash } from 'node:crypto';
import type { Job } from './job';

/** The document `job-<id>`: what the relay knows of a job besides the public file. Times are ISO 8601 in UTC. */
export interface JobRecord {
  readonly v: 1;
  readonly id: string;
  /** The customer's phone (E.164), which is kept out of the public file. */
  readonly phone?: string;
  /** By which its crew answers by text. */
  readonly code?: string;
  /** The job as it was when everybody heard of it last. */
  readonly told?: Job;
  /** The newest state of the job that the relay knows of. */
  readonly seen?: Job;
  /** When it was given to whom it is given now. */
  readonly assignedAt?: string;
  /** The card in Slack. */
  readonly card?: string;
  readonly escalation?: Escalation;
}

/** Texts and a message that are scheduled, and called off when somebody takes the job. */
export interface Escalation {
  /** Names the assignment that it belongs to. */
  readonly of: string;
  readonly dueAt: string;
  /** MessageSids. */
  readonly texts: readonly string[];
  /** The id of Slack's scheduled message. */
  readonly slack: string | null;
}

/** The name of a job's document; ids of the file may hold anything. */
export function recordName(id: string): string {
  return `job-${/^[\w-]{1,64}$/.test(id) ? id : `x${hash('sha256', id, 'hex').slice(0, 32)}`}`;
}

/** A record of which nothing is known yet. */
export function newRecord(id: string): JobRecord {
  return { v: 1, id };
}

/** Whether a value read from Sync is a job's record of this version. */
export function isRecord(value: unknown): value is JobRecord {
  const candidate = value as Partial<JobRecord> | null;
  return candidate?.v === 1 && typeof candidate.id === 'string';
}

/** With the newer of two states: callbacks and changes overtake each other. */
export function withSeen(record: JobRecord, job: Job): JobRecord {
  const isOlder = timeOf(job) < timeOf(record.seen);
  return isOlder ? record : { ...record, seen: withoutPhone(job) };
}

/** The job without what stays out of Slack and of logs. */
function withoutPhone(job: Job): Job {
  const { customer, ...rest } = job;
  if (customer === undefined) return job;
  const { phone: _, ...named } = customer;
  return { ...rest, customer: named };
}

function timeOf(job: Job | undefined): number {
  const time = Date.parse(job?.updatedAt ?? '');
  return Number.isNaN(time) ? 0 : time;
}
