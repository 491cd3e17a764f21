import { jobsOf, parseDocument } from '../../src/jobs/document';
import type { Job } from '../../src/jobs/job';
import { LOCAL_S3 } from '../s3';
import type { Told } from './dashboard';
import type { Stage } from './perform';

/** The file of jobs as it is; whatever is wrong with S3, the page can look into it. */
export type FileView =
  /** Nobody has written it yet. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'jobs';
      readonly text: string;
      readonly jobs: readonly Job[];
      /** Entries that are no jobs of ours, and are left as they are. */
      readonly strange: number;
    }
  /** Nobody writes over it; `why` says what is wrong. */
  | { readonly kind: 'unreadable'; readonly text: string; readonly why: string };

/** The jobs, and whom the relay has just told. */
export interface BoardView {
  readonly file: FileView;
  /** By the job's id. */
  readonly told: Readonly<Record<string, Told>>;
}

/** What the page shows of the jobs. */
export function boardOf({ world, dashboard }: Stage): BoardView {
  return { file: readFile(world.s3.text(LOCAL_S3.jobsBucket, LOCAL_S3.jobsKey)), told: dashboard.told };
}

/** Reads the file's text with the product's own reader; null for none. */
export function readFile(text: string | null): FileView {
  if (text === null) return { kind: 'none' };
  const parsed = parseDocument(text);
  if (parsed.kind === 'invalid') return { kind: 'unreadable', text, why: parsed.why };
  const jobs = jobsOf(parsed.doc);
  return { kind: 'jobs', text, jobs, strange: parsed.doc.entries.length - jobs.length };
}
