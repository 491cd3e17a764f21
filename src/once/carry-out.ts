import { DEADLINES, withDeadline } from '../deadline';
import { RelayError } from '../errors';
import { changeDocument } from '../store/change-document';
import {
  CLAIM_TTL_SECONDS,
  covers,
  inState,
  isCertain,
  isSameLease,
  type Claim,
  type ClaimState,
} from './claim';
import type { OnceDeps, Taken } from './take-lease';
import {
  MAY_STILL_ARRIVE,
  type Item,
  type LookOutcome,
  type OnceResult,
  type SendOutcome,
  type Work,
} from './work';

/** Work whose lease is ours. */
export interface Task<Payload, Result> {
  readonly deps: OnceDeps;
  readonly name: string;
  readonly work: Work<Payload, Result>;
  readonly claim: Claim<Payload, Result>;
}

/** Does what the step says and stores what became of it; `unclear` and `postponed` leave the work to others. */
export async function carryOut<Payload, Result>(
  task: Task<Payload, Result>,
  step: Extract<Taken<Payload, Result>, { kind: 'lease' }>['step'],
): Promise<OnceResult<Result>> {
  if (step.kind === 'start' && task.work.mayBeOut !== true) return sendNow(task, { state: 'received' });
  const seen = await lookNow(task);
  switch (seen.kind) {
    case 'found':
      return finish(task, seen.result);
    case 'absent':
      if (isSettled(task)) return sendNow(task, { state: 'received' });
      await settle(task, { state: 'unclear' });
      return { kind: 'postponed', why: 'not-confirmed', reason: MAY_STILL_ARRIVE };
    case 'unknown':
      if (step.kind === 'start') {
        await settle(task, { state: 'received' });
        return { kind: 'postponed', why: 'not-sent', reason: 'It could not be looked up.' };
      }
      // When this send does not get out, an earlier one still may have: that does not become certain by trying.
      if (step.ifUnknown === 'send') return sendNow(task, { state: 'unclear' });
      await settle(task, { state: 'unclear' });
      return { kind: 'unclear' };
    default:
      return seen satisfies never;
  }
}

function isSettled<Payload, Result>({ claim, work, deps }: Task<Payload, Result>): boolean {
  return isCertain(claim, deps.clock.now(), work.lateMs ?? 0);
}

/** Sends; when that certainly puts nothing out, the claim goes into the state `ifNotSent`. */
async function sendNow<Payload, Result>(
  task: Task<Payload, Result>,
  ifNotSent: ClaimState<Result>,
): Promise<OnceResult<Result>> {
  const { claim, work, deps } = task;
  let outcome: SendOutcome<Result>;
  try {
    // A container may have been frozen since it took the lease, and somebody else be at it now.
    outcome = covers(claim, deps.clock.now(), work.withinMs)
      ? await withDeadline(deps.clock, work.withinMs, (signal) => work.send(signal, itemOf(claim)))
      : { kind: 'not-sent', reason: 'Claiming it took too long.' };
  } catch {
    // The lease runs out by itself; by then the vendor shows whatever it has taken of this send.
    return { kind: 'postponed', why: 'not-confirmed', reason: 'Nobody confirmed the send.' };
  }
  switch (outcome.kind) {
    case 'sent':
      return finish(task, outcome.result);
    case 'refused':
      await settle(task, { state: 'failed', reason: outcome.reason });
      return { kind: 'failed-for-good', reason: outcome.reason };
    case 'not-sent':
      await settle(task, ifNotSent);
      if (ifNotSent.state === 'unclear') return { kind: 'unclear' };
      return { kind: 'postponed', why: 'not-sent', reason: outcome.reason };
    default:
      return outcome satisfies never;
  }
}

async function lookNow<Payload, Result>({
  deps,
  work,
  claim,
}: Task<Payload, Result>): Promise<LookOutcome<Result>> {
  try {
    return await withDeadline(deps.clock, work.withinMs, (signal) => work.look(signal, itemOf(claim)));
  } catch {
    return { kind: 'unknown' };
  }
}

/** Stores that the work is out, once what follows is done or stored as well. */
async function finish<Payload, Result>(
  task: Task<Payload, Result>,
  result: Result,
): Promise<OnceResult<Result>> {
  await followAndStore(task, result);
  return { kind: 'done', result };
}

/** Does what follows from work that is out, and stores how far that got. Never throws `RelayError`. */
export async function followAndStore<Payload, Result>(
  { deps, name, claim, work }: Task<Payload, Result>,
  result: Result,
): Promise<void> {
  const isComplete = (await work.after?.(result, itemOf(claim)).catch(() => false)) ?? true;
  // Knowing that it is out overrides every stored state, so there is no condition.
  const out = inState(claim, { state: isComplete ? 'done' : 'sent', result });
  await writeAfterwards(deps, (signal) => deps.documents.update(name, out, null, CLAIM_TTL_SECONDS, signal));
}

/** Ends our lease with another state, unless it is no longer ours. */
async function settle<Payload, Result>(
  { deps, name, claim }: Task<Payload, Result>,
  state: ClaimState<Result>,
): Promise<void> {
  const apply = (present: unknown) => (isSameLease(present, claim) ? inState(claim, state) : null);
  const change = { name, ttlSeconds: CLAIM_TTL_SECONDS, known: 'unknown', apply } as const;
  await writeAfterwards(deps, (signal) => changeDocument(deps.documents, change, signal));
}

/** Writes what is decided already. If that fails, the lease runs out, and the next one looks and learns the same. */
async function writeAfterwards(
  deps: OnceDeps,
  write: (signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  try {
    await withDeadline(deps.clock, DEADLINES.change, write);
  } catch (error) {
    if (!(error instanceof RelayError)) throw error;
  }
}

function itemOf<Payload>({ payload, receivedAt }: Claim<Payload, unknown>): Item<Payload> {
  return { payload, receivedAt };
}
