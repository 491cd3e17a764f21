import { pause } from '../deadline';
import { findChangedBy, findJob, withJob, type JobDocument } from './document';
import { stamped, type Job } from './job';
import type { ChangeJob, JobUpdate, S3JobStoreOptions, Unusable } from './store';
import { loadDocument, saveDocument, TRY_MS } from './store-document';

/** How long an update may try, in milliseconds. */
export const WITHIN_MS = 6_000;

/** With less time left a write is not begun, as its outcome would probably stay unknown; in milliseconds. */
const WRITE_NEEDS_MS = 300;

/** After this many conflicts in a row it is worth waiting; before that another try at once mostly succeeds. */
const IMMEDIATE_RETRIES = 2;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 1_000;

interface Request<Kept> {
  readonly id: string | null;
  readonly requestId: string;
  readonly change: ChangeJob<Kept>;
}

interface Change {
  readonly before: Job | null;
  readonly job: Job;
}

/** A write of which nobody knows whether it arrived, or still will. */
interface Unsure extends Change {
  /** What it was to replace; once that is gone, it cannot arrive any more. */
  readonly etag: string | null;
}

interface Progress {
  readonly until: number;
  unsure: Unsure | null;
}

type Round<Kept> =
  | { readonly kind: 'over'; readonly result: JobUpdate<Kept> }
  | { readonly kind: 'again'; readonly because: 'conflict' | 'failure'; readonly why: string };

/** Reads, decides and writes until it is certain what became of the change, or the time is up. */
export async function updateJob<Kept>(
  options: S3JobStoreOptions,
  request: Request<Kept>,
): Promise<JobUpdate<Kept>> {
  const { clock, random } = options;
  const progress: Progress = { until: clock.now() + WITHIN_MS, unsure: null };
  for (let round = 1; ; round += 1) {
    const end = await tryOnce(options, request, progress);
    if (end.kind === 'over') return end.result;
    const wait = end.because === 'conflict' && round <= IMMEDIATE_RETRIES ? 0 : jittered(round, random);
    const isTimeUp = clock.now() + wait >= progress.until;
    if (isTimeUp) return { kind: 'unavailable', certain: progress.unsure === null, why: end.why };
    if (wait > 0) await pause(clock, wait);
  }
}

/** In milliseconds; twice as long on average after every round. */
function jittered(round: number, random: () => number): number {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (round - 1));
  return 1 + Math.floor(random() * longest);
}

async function tryOnce<Kept>(
  options: S3JobStoreOptions,
  request: Request<Kept>,
  progress: Progress,
): Promise<Round<Kept>> {
  const loaded = await loadDocument(options, timeFor(options, progress));
  if (loaded.kind === 'no-answer') return { kind: 'again', because: 'failure', why: loaded.why };
  if (loaded.kind === 'unusable') return over(stillUnsure(loaded.result, progress));
  const { doc, etag } = loaded;
  const already = findAlready(doc, request, progress);
  if (already !== null) return over(already);
  if (progress.unsure?.etag !== etag) progress.unsure = null;
  // A write that may still arrive is repeated as it was: then it does not matter which of the two does.
  const decided = progress.unsure ?? decide(doc, request, options.clock.now());
  return 'kind' in decided ? decided : save(options, { doc, etag, ...decided }, progress);
}

/** What is wrong with the document does not say what became of a write that may have arrived before. */
function stillUnsure(result: Unusable, { unsure }: Progress): Unusable {
  return result.kind === 'unavailable' ? { ...result, certain: result.certain && unsure === null } : result;
}

/** Whether this request has changed its job: our write whose reply was lost, or an earlier delivery of the same request. */
function findAlready(
  doc: JobDocument,
  { id, requestId }: Pick<Request<unknown>, 'id' | 'requestId'>,
  { unsure }: Progress,
): JobUpdate<never> | null {
  const job = findChangedBy(doc, id, requestId);
  if (job === null) return null;
  return unsure === null
    ? { kind: 'repeated', job }
    : { kind: 'changed', before: unsure.before, job: unsure.job };
}

function decide<Kept>(
  doc: JobDocument,
  { id, requestId, change }: Request<Kept>,
  now: number,
): Change | Extract<Round<Kept>, { kind: 'over' }> {
  const found = id === null ? ({ kind: 'none' } as const) : findJob(doc, id);
  if (found.kind === 'unreadable') {
    return over({ kind: 'invalid', why: 'The entry with this id has no known status.' });
  }
  const before = found.kind === 'job' ? found.job : null;
  const decision = change(before, now);
  if (decision.kind === 'keep') return over({ kind: 'kept', result: decision.result });
  const { job } = decision;
  if (id !== null && job.id !== id) throw new TypeError('a job cannot get another id');
  if (before === null && findJob(doc, job.id).kind !== 'none') return over({ kind: 'id-taken' });
  return { before, job: stamped(job, before, requestId, now) };
}

async function save<Kept>(
  options: S3JobStoreOptions,
  { doc, etag, before, job }: Change & { doc: JobDocument; etag: string | null },
  progress: Progress,
): Promise<Round<Kept>> {
  const ms = timeFor(options, progress);
  if (ms < WRITE_NEEDS_MS) return { kind: 'again', because: 'failure', why: 'The time is up.' };
  const saved = await saveDocument(options, withJob(doc, job), etag, ms);
  switch (saved.kind) {
    case 'saved':
      return over({ kind: 'changed', before, job });
    case 'overtaken':
      return { kind: 'again', because: 'conflict', why: 'Others were faster again and again.' };
    case 'unusable':
      return over(stillUnsure(saved.result, progress));
    case 'no-answer':
      progress.unsure = { etag, before, job };
      return { kind: 'again', because: 'failure', why: saved.why };
    default:
      return saved satisfies never;
  }
}

function over<Result>(result: Result): { readonly kind: 'over'; readonly result: Result } {
  return { kind: 'over', result };
}

function timeFor({ clock }: S3JobStoreOptions, { until }: Progress): number {
  return Math.max(0, Math.min(TRY_MS, until - clock.now()));
}
