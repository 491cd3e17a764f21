import type { App } from '../app';
import { DEADLINES, withDeadline } from '../deadline';
import { changeDocument } from '../store/change-document';
import { nextCode } from './short-code';

/** The document `job-codes`: which job each code in use stands for. */
interface Codes {
  readonly v: 1;
  readonly last: string | null;
  readonly jobs: Readonly<Record<string, string>>;
}

const NAME = 'job-codes';
const TTL_SECONDS = 365 * 24 * 60 * 60;

/** A document holds 16 KiB; beyond this many open jobs new ones have no code, and their links. */
const MOST_CODES = 250;

/** Gives a job its code, or returns the one it has; null when none is left. Throws `RelayError`. */
export async function takeCode(app: App, job: string): Promise<string | null> {
  let code: string | null = null;
  await change(app, (codes) => {
    const known = Object.entries(codes.jobs).find(([, id]) => id === job)?.[0];
    const isFull = Object.keys(codes.jobs).length >= MOST_CODES;
    code = known ?? (isFull ? null : nextCode(codes.last, new Set(Object.keys(codes.jobs))));
    if (known !== undefined || code === null) return codes;
    return { ...codes, last: code, jobs: { ...codes.jobs, [code]: job } };
  });
  return code;
}

/** Frees the code of a job that is closed. Throws `RelayError`. */
export async function freeCode(app: App, job: string): Promise<void> {
  await change(app, (codes) => {
    const rest = Object.entries(codes.jobs).filter(([, id]) => id !== job);
    return rest.length === Object.keys(codes.jobs).length
      ? codes
      : { ...codes, jobs: Object.fromEntries(rest) };
  });
}

/** The ids of all jobs that have a code. Throws `RelayError`. */
export async function jobsWithCode({ documents, clock }: App): Promise<readonly string[]> {
  const found = await withDeadline(clock, DEADLINES.read, (signal) => documents.fetch(NAME, signal));
  return Object.values(readCodes(found?.data).jobs);
}

/** The id of the job that a code stands for; null: none. Throws `RelayError`. */
export async function jobOf({ documents, clock }: App, code: string): Promise<string | null> {
  const found = await withDeadline(clock, DEADLINES.read, (signal) => documents.fetch(NAME, signal));
  return readCodes(found?.data).jobs[code] ?? null;
}

async function change({ documents, clock }: App, next: (codes: Codes) => Codes): Promise<void> {
  const apply = (present: unknown): Codes | null => {
    const before = readCodes(present);
    const after = next(before);
    return after === before ? null : after;
  };
  await withDeadline(clock, DEADLINES.change, (signal) =>
    changeDocument(documents, { name: NAME, ttlSeconds: TTL_SECONDS, known: 'unknown', apply }, signal),
  );
}

function readCodes(data: unknown): Codes {
  const candidate = data as Partial<Codes> | null;
  return candidate?.v === 1 && typeof candidate.jobs === 'object' ? (candidate as Codes) : EMPTY;
}

const EMPTY: Codes = { v: 1, last: null, jobs: {} };
