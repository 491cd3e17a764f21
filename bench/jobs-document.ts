import type { Job } from '../src/jobs/job';
import type { JobDecision } from '../src/jobs/store';

/** Returns a document of so many jobs with about 365 bytes each. */
export function documentOf(size: number): string {
  const jobs = Array.from({ length: size }, (_, index) => ({
    id: jobId(index),
    status: 'pending',
    title: 'Gate does not close after the storm',
    address: `${index + 1} Main Street, Springfield`,
    customer: { name: 'Ana Lee' },
    crewIds: [],
    note: 'n'.repeat(150),
    updatedAt: '2026-11-20T12:00:00.000Z',
  }));
  return `${JSON.stringify({ jobs })}\n`;
}

/** The id of the job at a place in the document. */
export function jobId(index: number): string {
  return `job-${String(index).padStart(6, '0')}`;
}

/** A change that leaves its mark, so that a lost one shows. */
export function addMark(mark: string): (job: Job | null) => JobDecision<never> {
  return (job) => {
    if (job === null) throw new Error('The job is not in the document.');
    return { kind: 'change', job: { ...job, title: `${job.title ?? ''} ${mark}` } };
  };
}

/** All marks that stand in a document. */
export function marksIn(text: string): ReadonlySet<string> {
  const { jobs } = JSON.parse(text) as { jobs: readonly { title: string }[] };
  return new Set(jobs.flatMap(({ title }) => title.split(' ').filter((word) => word.startsWith('#'))));
}
