import type { Changed } from './change-job';

/** Why a change that somebody in Slack asked for is not there, in plain words; null when it is. */
export function whyNotChanged(changed: Changed, id: string): string | null {
  switch (changed.kind) {
    case 'changed':
    case 'repeated':
      return null;
    case 'not-found':
      return `There is no job ${id}. Write job and some words of it to find it.`;
    case 'refused':
      return `Nothing was changed: ${refusalWords(changed)}`;
    case 'not-written':
      return 'Nothing was changed, or nobody knows: the file of jobs cannot be written right now. Look, then try again.';
    default:
      return changed satisfies never;
  }
}

function refusalWords({ why, job }: Extract<Changed, { kind: 'refused' }>): string {
  switch (why.kind) {
    case 'illegal':
    case 'conflict':
      return job === null ? 'it cannot begin so.' : `the job is ${job.status}.`;
    case 'unknown-crew':
      return `there is no crew ${why.id}.`;
    case 'no-crew':
      return 'name a crew.';
    case 'several-crews':
      return 'a job in progress has one crew.';
    default:
      return why satisfies never;
  }
}
