import type { Job } from '../../src/jobs/job';
import type { JobDecision } from '../../src/jobs/store';

/** A change that leaves its mark in the title, so that a lost or doubled one shows. */
export function addMark(mark: string): (job: Job | null) => JobDecision<'no job'> {
  return (job) =>
    job === null
      ? { kind: 'keep', result: 'no job' }
      : { kind: 'change', job: { ...job, title: `${job.title ?? ''} ${mark}` } };
}
