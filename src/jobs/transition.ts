import type { Job, JobStatus } from './job';

/** What the rules look at in a job; any one of its crew may claim it. */
export type JobState = Pick<Job, 'status' | 'crewIds' | 'claimedBy'>;

/** All that the rules may change of a job. */
export interface NextState {
  readonly status: JobStatus;
  readonly crewIds: readonly string[];
  readonly claimedBy: string | null;
}

/** Somebody's wish to change a job. */
export interface TransitionRequest {
  readonly status: JobStatus;
  /** Left out: the crew stays, except that nobody keeps a job that goes back to pending. */
  readonly crewIds?: readonly string[];
  /** What the asker believes the status to be. */
  readonly expectedStatus?: JobStatus;
  /** The crew that acts by itself: going on with a job that nobody has claimed is claiming it, giving it back is leaving it. */
  readonly by?: string;
  /** For the record only. */
  readonly reason?: string;
}

export type Transition =
  /** Which may be no change at all. */
  | { readonly kind: 'allowed'; readonly after: NextState }
  | { readonly kind: 'illegal'; readonly from: JobStatus | null; readonly to: JobStatus }
  /** Somebody was faster: `status` is what it is now. */
  | { readonly kind: 'conflict'; readonly status: JobStatus }
  | { readonly kind: 'unknown-crew'; readonly id: string }
  /** Nobody is named whom it could be assigned to. */
  | { readonly kind: 'no-crew' }
  /** A job in progress has one crew, and several are named or asked. */
  | { readonly kind: 'several-crews' };

/** The crews of the routing file. */
type Team = readonly { readonly id: string }[];

/** Where a job may go (design §6); staying where it is changes its crew or nothing. */
const MOVES: Readonly<Record<JobStatus, readonly JobStatus[]>> = {
  pending: ['pending', 'assigned', 'cancelled'],
  assigned: ['assigned', 'in-progress', 'pending', 'cancelled'],
  'in-progress': ['in-progress', 'completed', 'pending', 'cancelled'],
  completed: [],
  cancelled: [],
};

/** How a job may begin. */
const BEGINNINGS: readonly JobStatus[] = ['pending', 'assigned'];

/** Whether anything may still happen to a job. */
export function isOpen(status: JobStatus): boolean {
  return MOVES[status].length > 0;
}

/** Who of the crew has the job; null: nobody. Others may write nobody as "". */
export function claimerOf({ claimedBy = '' }: JobState): string | null {
  return claimedBy === '' ? null : claimedBy;
}

/** Decides whether a job may become what is asked for, and what that makes of it; `before` is null for a new one. */
export function decideTransition(
  before: JobState | null,
  request: TransitionRequest,
  team: Team,
): Transition {
  if (before === null) return decideOpen(null, request, team);
  const { status } = before;
  if ((request.expectedStatus ?? status) !== status) return { kind: 'conflict', status };
  return isOpen(status) ? decideOpen(before, request, team) : decideClosed(before, request);
}

function decideOpen(before: JobState | null, request: TransitionRequest, team: Team): Transition {
  const from = before?.status ?? null;
  const to = request.status;
  if (!(from === null ? BEGINNINGS : MOVES[from]).includes(to)) return { kind: 'illegal', from, to };
  const unknown = unknownCrew(before, request, team);
  if (unknown !== undefined) return { kind: 'unknown-crew', id: unknown };
  const after = nextState(before, request);
  const changesCrew = !isSameCrew(before?.crewIds ?? [], after.crewIds);
  // What others wrote into the file as assigned without a crew may go on.
  const isGivenNow = from !== 'assigned' || changesCrew;
  if (to === 'assigned' && isGivenNow && after.crewIds.length === 0) return { kind: 'no-crew' };
  if (sharesWork(before, after)) return { kind: 'several-crews' };
  return { kind: 'allowed', after };
}

/** Returns the job with its next state and everything else as it was. */
export function withState<Whole extends JobState>(
  job: Whole,
  { status, crewIds, claimedBy }: NextState,
): Whole {
  const { claimedBy: _, ...rest } = job;
  // A job that never named a crew does not begin to name an empty one.
  const crew = job.crewIds === undefined && crewIds.length === 0 ? {} : { crewIds: [...crewIds] };
  return { ...rest, status, ...crew, ...(claimedBy === null ? {} : { claimedBy }) } as unknown as Whole;
}

/** Whether the next state is the present one, so that nothing need be written. */
export function isUnchanged(job: JobState, { status, crewIds, claimedBy }: NextState): boolean {
  return job.status === status && claimerOf(job) === claimedBy && isSameCrew(job.crewIds ?? [], crewIds);
}

/** A closed job may be closed again, so that a repeat is no error; nothing of it changes. */
function decideClosed(before: JobState, { status: to, crewIds: crew }: TransitionRequest): Transition {
  const { status: from, crewIds = [] } = before;
  const isRepeat = from === to && isSameCrew(crewIds, crew ?? crewIds);
  return isRepeat
    ? { kind: 'allowed', after: { status: from, crewIds, claimedBy: claimerOf(before) } }
    : { kind: 'illegal', from, to };
}

/** Whether several crews would be sent to one job in progress. Several that stand there already are not ours to refuse. */
function sharesWork(before: JobState | null, { status, crewIds }: NextState): boolean {
  if (status !== 'in-progress' || crewIds.length < 2) return false;
  const present = before?.status === status ? (before.crewIds ?? []) : [];
  return !crewIds.every((id) => present.includes(id));
}

function nextState(before: JobState | null, request: TransitionRequest): NextState {
  const { status } = request;
  const crewIds = nextCrew(before?.crewIds ?? [], request);
  const claimedBy = nextClaim(before, request, crewIds);
  const isItsOwn = request.crewIds === undefined && claimedBy !== null && crewIds.includes(claimedBy);
  // The crew that has the job in progress has it alone: the others who were asked are not needed.
  const isAlone = status === 'in-progress' && isItsOwn;
  return { status, crewIds: isAlone ? [claimedBy] : crewIds, claimedBy };
}

function nextCrew(present: readonly string[], { status, crewIds, by }: TransitionRequest): readonly string[] {
  if (crewIds !== undefined) return [...new Set(crewIds)];
  if (status !== 'pending') return present;
  return by === undefined ? [] : present.filter((id) => id !== by);
}

function nextClaim(
  before: JobState | null,
  request: TransitionRequest,
  crewIds: readonly string[],
): string | null {
  if (request.status === 'pending') return null;
  const present = before === null ? null : claimerOf(before);
  const by = request.by;
  // What others wrote may name a claimer who is not in the crew: that is not ours to mend.
  const isCrewKept = request.crewIds === undefined;
  if (present !== null && (isCrewKept || crewIds.includes(present))) return present;
  return by !== undefined && crewIds.includes(by) ? by : null;
}

/** Who has left the routing file may stay on a job, but not get another one. */
function unknownCrew(
  before: JobState | null,
  { crewIds = [] }: TransitionRequest,
  team: Team,
): string | undefined {
  const known = [...(before?.crewIds ?? []), ...team.map(({ id }) => id)];
  return crewIds.find((id) => !known.includes(id));
}

function isSameCrew(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
