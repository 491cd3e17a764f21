import type { S3 } from '../clients/s3';
import type { Clock } from '../clock';
import { jobsOf } from './document';
import { isUsableId, type Job, type JobFields } from './job';
import { loadDocument } from './store-document';
import { updateJob } from './update';

/** Where jobs are kept. Both throw `RelayError` (`settings_missing`) only. */
export interface JobStore {
  /** Reads all jobs. */
  read(): Promise<JobsRead>;
  /**
   * Changes one job without overwriting anybody, once for each `requestId`, however often it is called. `change` decides on
   * the job as it is now (null: there is none) at `now` (milliseconds since the epoch), and is asked again when somebody
   * else was faster. An `id` of null makes a new job, whose id `change` gives. `updatedAt` and the request's id are added.
   */
  update<Kept>(id: string | null, requestId: string, change: ChangeJob<Kept>): Promise<JobUpdate<Kept>>;
}

export type ChangeJob<Kept> = (job: Job | null, now: number) => JobDecision<Kept>;

/** What is to become of a job. */
export type JobDecision<Kept> =
  | { readonly kind: 'change'; readonly job: Job }
  /** Nothing is written; `result` is handed back. */
  | { readonly kind: 'keep'; readonly result: Kept };

export type JobsRead =
  /** In the order of the document; `unreadable` counts entries without a usable id or a known status, `unusableIds` those with an id that cannot be used. */
  | {
      readonly kind: 'jobs';
      readonly jobs: readonly Job[];
      readonly unreadable: number;
      readonly unusableIds?: number;
    }
  | Unusable;

export type JobUpdate<Kept> =
  /** `before` is what it replaced; null for a new one. */
  | { readonly kind: 'changed'; readonly before: Job | null; readonly job: Job }
  /** This request had changed it before; `job` is what it is now. */
  | { readonly kind: 'repeated'; readonly job: Job }
  | { readonly kind: 'kept'; readonly result: Kept }
  /** A new job got the id of one that is there; nothing was changed. */
  | { readonly kind: 'id-taken' }
  | Unusable;

/** Why there are no jobs to read or change. */
export type Unusable =
  /** The document is not what it has to be, and is left alone. */
  | { readonly kind: 'invalid'; readonly why: string }
  | { readonly kind: 'document-too-large'; readonly bytes: number }
  /** `certain`: nothing was changed; otherwise only the same request, sent again, finds out. */
  | { readonly kind: 'unavailable'; readonly certain: boolean; readonly why: string };

export interface S3JobStoreOptions {
  readonly s3: S3;
  readonly clock: Clock;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
  /** The document's key: `S3_JOBS_KEY`, or `maintenance.json`. */
  readonly key: string;
  /** `jobs.fields` of the routing file. */
  readonly fields?: JobFields;
}

/** How often a read is tried; together within 3 s. */
const MOST_READS = 2;

/** Keeps the jobs in one document in S3 that others read and write too. */
export function createS3JobStore(options: S3JobStoreOptions): JobStore {
  return {
    read: () => readJobs(options),
    update: (id, requestId, change) => updateJob(options, { id, requestId, change }),
  };
}

async function readJobs(options: S3JobStoreOptions): Promise<JobsRead> {
  for (let read = 1; ; read += 1) {
    const loaded = await loadDocument(options);
    if (loaded.kind === 'document') {
      const jobs = jobsOf(loaded.doc);
      const { entries } = loaded.doc;
      const unusable = entries.filter(({ id }) => id !== null && !isUsableId(id)).length;
      return {
        kind: 'jobs',
        jobs,
        unreadable: entries.length - jobs.length,
        ...(unusable === 0 ? {} : { unusableIds: unusable }),
      };
    }
    if (loaded.kind === 'unusable') return loaded.result;
    if (read === MOST_READS) return { kind: 'unavailable', certain: true, why: loaded.why };
  }
}
