import type { JobStatus } from './job';
import {
  claimerOf,
  decideTransition,
  isOpen,
  type JobState,
  type NextState,
  type TransitionRequest,
} from './transition';

/** What a crew can do with a job, by its link or by text. */
export const CLAIM_ACTIONS = ['claim', 'decline', 'start', 'complete', 'handover', 'abandon'] as const;
export type ClaimAction = (typeof CLAIM_ACTIONS)[number];

/** What becomes of a crew's wish. */
export type ClaimDecision =
  | { readonly kind: 'allowed'; readonly after: NextState }
  /** This crew has done it before: nothing changes, and the answer is the same. */
  | { readonly kind: 'already' }
  /** Another crew was first, perhaps within the same second. */
  | { readonly kind: 'taken'; readonly by: string }
  /** The job is not, or no longer, given to this crew. */
  | { readonly kind: 'outdated' }
  | { readonly kind: 'closed'; readonly status: 'completed' | 'cancelled' }
  | { readonly kind: 'gone' }
  /** Something else comes first: a job is completed after it was started. */
  | { readonly kind: 'not-now'; readonly status: JobStatus }
  | { readonly kind: 'bad-handover'; readonly why: 'nobody' | 'self' | 'unknown' };

/** A wish; `to` is whom a handover goes to. */
export interface ClaimWish {
  readonly crew: string;
  readonly action: ClaimAction;
  readonly to?: string;
}

type Team = readonly { readonly id: string }[];

/** Decides what becomes of a crew's wish; `job` is the job as it is now, or null. */
export function decideClaimAction(job: JobState | null, wish: ClaimWish, team: Team): ClaimDecision {
  if (job === null) return { kind: 'gone' };
  const { crew, action } = wish;
  if (!(job.crewIds ?? []).includes(crew)) return { kind: 'outdated' };
  const claimer = claimerOf(job);
  const isMine = claimer === crew;
  if (job.status === 'completed' || job.status === 'cancelled') {
    const isRepeat = isMine && action === 'complete' && job.status === 'completed';
    return isRepeat ? { kind: 'already' } : { kind: 'closed', status: job.status };
  }
  if (claimer !== null && !isMine) return { kind: 'taken', by: claimer };
  if (isMine && isDone(job, action)) return { kind: 'already' };
  return decideOpen(job, wish, team);
}

/** The actions whose buttons make sense now, the likeliest first; none on a job that is not this crew's to act on. */
export function actionsNow(job: JobState, crew: string): readonly ClaimAction[] {
  const claimer = claimerOf(job);
  const isOnJob = (job.crewIds ?? []).includes(crew) && isOpen(job.status);
  if (!isOnJob || (claimer !== null && claimer !== crew)) return [];
  if (claimer === null) return ['claim', 'decline', 'handover'];
  return [job.status === 'in-progress' ? 'complete' : 'start', 'handover', 'abandon'];
}

/** What a crew that has claimed the job cannot do a second time. */
function isDone({ status }: JobState, action: ClaimAction): boolean {
  return (action === 'claim' && status !== 'pending') || (action === 'start' && status === 'in-progress');
}

function decideOpen(job: JobState, { crew, action, to }: ClaimWish, team: Team): ClaimDecision {
  switch (action) {
    case 'claim':
      return move(job, { status: givenStatus(job), by: crew }, team);
    case 'start':
      return move(job, { status: 'in-progress', by: crew }, team);
    case 'complete':
      return move(job, { status: 'completed', by: crew }, team);
    case 'decline':
    case 'abandon':
      return move(job, leave(job, crew), team);
    case 'handover':
      return handOver(job, crew, to ?? '', team);
    default:
      return action satisfies never;
  }
}

/** To say no before anybody has claimed it is nothing special while others are asked too; everything else gives the job back. */
function leave(job: JobState, crew: string): TransitionRequest {
  const others = (job.crewIds ?? []).filter((id) => id !== crew);
  const isOneOfSeveral = claimerOf(job) === null && others.length > 0;
  return isOneOfSeveral ? { status: job.status, crewIds: others, by: crew } : { status: 'pending', by: crew };
}

/** The crew that has the job hands over the whole of it. One that is only asked is replaced, and others stay asked. */
function handOver(job: JobState, crew: string, to: string, team: Team): ClaimDecision {
  if (to === '') return { kind: 'bad-handover', why: 'nobody' };
  if (to === crew) return { kind: 'bad-handover', why: 'self' };
  if (!team.some(({ id }) => id === to)) return { kind: 'bad-handover', why: 'unknown' };
  const isWhole = claimerOf(job) === crew || job.status === 'in-progress';
  const others = isWhole ? [] : (job.crewIds ?? []).filter((id) => id !== crew);
  return move(job, { status: givenStatus(job), crewIds: [...others, to], by: crew }, team);
}

function givenStatus({ status }: JobState): JobStatus {
  return status === 'pending' ? 'assigned' : status;
}

function move(job: JobState, request: TransitionRequest, team: Team): ClaimDecision {
  const transition = decideTransition(job, request, team);
  return transition.kind === 'allowed' ? transition : { kind: 'not-now', status: job.status };
}
