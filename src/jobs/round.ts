import type { Job } from './job';

/** Where the last round over the jobs stopped: a job's id, and its place then, for a job that is gone. */
export interface Turn {
  readonly after: string;
  readonly place: number;
}

/** Returns the jobs in the order of the next round: from the one after `turn` on, then from the first. Null: from the first. */
export function inTurn(jobs: readonly Job[], turn: Turn | null): readonly Job[] {
  if (turn === null) return jobs;
  const found = jobs.findIndex(({ id }) => id === turn.after);
  const from = found === -1 ? turn.place : found + 1;
  return [...jobs.slice(from), ...jobs.slice(0, from)];
}

/** Returns where the next round goes on when `last` was looked after last. */
export function turnAfter(jobs: readonly Job[], { id }: Job): Turn {
  return { after: id, place: jobs.findIndex((job) => job.id === id) };
}
