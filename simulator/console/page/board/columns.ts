import type { Job, JobStatus } from '../../../../src/jobs/job';
import type { Action } from '../../protocol';

/** What each column is called, in their order. */
export const COLUMNS: Readonly<Record<JobStatus, string>> = {
  pending: 'Pending',
  assigned: 'Assigned',
  'in-progress': 'In progress',
  completed: 'Completed',
  cancelled: 'Cancelled',
};

/** Something that can be done with a job by a button. */
export interface Deed {
  readonly label: string;
  readonly look?: 'primary' | 'danger';
  readonly to: JobStatus;
}

const CANCEL: Deed = { label: 'Cancel', look: 'danger', to: 'cancelled' };
const TAKE_BACK: Deed = { label: 'Take back', to: 'pending' };

const DEEDS: Readonly<Record<JobStatus, readonly Deed[]>> = {
  pending: [CANCEL],
  assigned: [{ label: 'Start', look: 'primary', to: 'in-progress' }, TAKE_BACK, CANCEL],
  'in-progress': [{ label: 'Complete', look: 'primary', to: 'completed' }, TAKE_BACK, CANCEL],
  completed: [],
  cancelled: [],
};

/** The jobs of one column, the latest change first; what the relay never wrote comes last. */
export function jobsIn(status: JobStatus, jobs: readonly Job[]): readonly Job[] {
  return jobs
    .filter((job) => job.status === status)
    .toSorted((one, other) => (other.updatedAt ?? '').localeCompare(one.updatedAt ?? ''));
}

/** The buttons that make sense for a job. */
export function deedsFor({ status }: Job): readonly Deed[] {
  return DEEDS[status];
}

/** The crews that a job can go to, and what that is called; nobody once it is closed. */
export function receiversOf<Crew extends { readonly id: string }>(
  { status, crewIds = [] }: Job,
  crew: readonly Crew[],
): { readonly label: string; readonly crew: readonly Crew[] } {
  const isClosed = DEEDS[status].length === 0;
  const others = isClosed ? [] : crew.filter(({ id }) => !crewIds.includes(id));
  return { label: crewIds.length === 0 ? 'Give to' : 'Hand over to', crew: others };
}

/** What is asked for when a job goes to this crew, and to no other. */
export function giving({ id, status }: Job, crew: string): Extract<Action, { type: 'job.change' }> {
  const next = status === 'pending' ? 'assigned' : status;
  return { type: 'job.change', id, status: next, crewIds: [crew], expectedStatus: status };
}
