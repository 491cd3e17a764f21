import { hash } from 'node:crypto';
import type { Job } from './job';
import { shortened } from './short';

/** The document `job-<id>`: what the relay knows of a job besides the public file. Times are ISO 8601 in UTC. */
export interface JobRecord {
  readonly v: 1;
  readonly id: string;
  /** The customer's phone (E.164), which is kept out of the public file. */
  readonly phone?: string;
  /** By which its crew answers by text. */
  readonly code?: string;
  /** Changes of which not everybody has heard yet, the oldest first. */
  readonly telling?: readonly OpenChange[];
  /** The newest state of the job that the relay knows of. */
  readonly seen?: Job;
  /** When it was given to whom it is given now, and the name of the change that did so. */
  readonly assignedAt?: string;
  readonly assignedBy?: string;
  /** When it came to be in progress. */
  readonly startedAt?: string;
  /** The card in Slack. */
  readonly card?: string;
  readonly escalation?: Escalation;
  /** The alert that said that it is not in the file any more. */
  readonly toldMissing?: string;
  /** What may come all the same, for assignments that are over. */
  readonly calledOff?: readonly CalledOff[];
}

/** A change that is in the file, until everybody has heard of it. */
export interface OpenChange {
  /** What its notifications are keyed by. */
  readonly name: string;
  readonly before: Job | null;
  readonly after: Job;
  /** The crew that made it by itself. */
  readonly by?: string;
  /** When it was noted. */
  readonly at: string;
}

/** Texts and a message that are scheduled, and called off when somebody takes the job. */
export interface Escalation {
  /** Names the assignment that it belongs to. */
  readonly of: string;
  readonly dueAt: string;
  /** To whoever is on duty. */
  readonly texts: readonly ScheduledText[];
  /** To the crew, before that. */
  readonly reminders: readonly ScheduledText[];
  /** The id of Slack's scheduled message. */
  readonly slack: string | null;
}

/** A text that is scheduled, or may be. */
export interface ScheduledText {
  /** Its claim. */
  readonly key: string;
  /** The id of a dispatcher or of a crew. */
  readonly to: string;
  /** Its MessageSid, once Twilio has confirmed it. */
  readonly sid?: string;
}

/** An escalation that is not wanted any more, without the parts that surely do not come. */
export interface CalledOff extends Escalation {
  /** Since when. */
  readonly at: string;
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

/** The job without what stays out of Slack and of logs, and short enough to be stored. */
export function withoutPhone(whole: Job): Job {
  const job = forRecord(whole);
  const { customer, ...rest } = job;
  if (customer === undefined) return job;
  const { phone: _, ...named } = customer;
  return { ...rest, customer: named };
}

/** The job as a document holds it: its words cut, and of the requests that changed it the last alone. */
export function forRecord(job: Job): Job {
  const { relay, ...rest } = shortened(job);
  if (relay === undefined) return rest;
  const { earlierRequestIds: _, ...last } = relay;
  return { ...rest, relay: last };
}

/** When the job was changed, in milliseconds since the epoch; 0 where it does not say. */
export function timeOf(job: Job | undefined): number {
  const time = Date.parse(job?.updatedAt ?? '');
  return Number.isNaN(time) ? 0 : time;
}
