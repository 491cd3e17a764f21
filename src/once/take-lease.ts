import { randomUUID } from 'node:crypto';
import type { SyncDocuments } from '../clients/sync';
import type { Clock } from '../clock';
import { DEADLINES, withDeadline } from '../deadline';
import { RelayError } from '../errors';
import {
  CLAIM_TTL_SECONDS,
  firstClaim,
  isClaim,
  next,
  withLease,
  type Asker,
  type Claim,
  type Step,
} from './claim';

/** What `once` needs of the application. */
export interface OnceDeps {
  readonly documents: SyncDocuments;
  readonly clock: Clock;
}

/** Either the lease is ours, or why it is not. */
export type Taken<Payload, Result> =
  | {
      readonly kind: 'lease';
      readonly claim: Claim<Payload, Result>;
      readonly step: Extract<Step<Result>, { kind: 'start' | 'look' }>;
    }
  | Exclude<Step<Result>, { kind: 'start' | 'look' }>;

/** Each round is lost to somebody who got further with the same work, so a second one already finds how far. */
const MAX_ROUNDS = 5;

/**
 * Takes the lease on the work, if nobody has it and there is anything left to do. Of several at once exactly one gets it.
 * Throws `RelayError` when Sync cannot be asked.
 */
export async function takeLease<Payload extends object, Result>(
  { documents, clock }: OnceDeps,
  name: string,
  payload: Payload,
  asker: Asker,
): Promise<Taken<Payload, Result>> {
  const ask = <Answer>(work: (signal: AbortSignal) => Promise<Answer>) =>
    withDeadline(clock, DEADLINES.read, work);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const fresh = firstClaim(payload, clock.now(), randomUUID());
    const created = await createClaim({ documents, clock }, name, fresh);
    if (created === 'created') return { kind: 'lease', claim: fresh, step: { kind: 'start' } };
    const found = await ask((signal) => documents.fetch(name, signal));
    if (found === null) continue;
    const present = found.data;
    // Nobody knows what such a document stands for, so nothing is sent on the strength of it.
    if (!isClaim<Payload, Result>(present)) return { kind: 'ask-person' };
    const step = next(present, clock.now(), asker);
    if (step.kind !== 'start' && step.kind !== 'look') return step;
    const claim = withLease(present, clock.now());
    const updated = await ask((signal) =>
      documents.update(name, claim, found.revision, CLAIM_TTL_SECONDS, signal),
    );
    if (updated === 'updated') return { kind: 'lease', claim, step };
  }
  throw new RelayError('too_many_conflicts', {
    text: `A claim changed ${MAX_ROUNDS} times while it was being taken.`,
    advice: 'Look for a client that writes it in a loop.',
  });
}

/**
 * Creates the claim; when the answer takes too long, once more: whether it is ours by then is seen by its name. Throws
 * `RelayError`.
 */
async function createClaim(
  { documents, clock }: OnceDeps,
  name: string,
  fresh: Claim<object, never>,
): Promise<'created' | 'taken'> {
  const create = () =>
    withDeadline(clock, DEADLINES.read, (signal) => documents.create(name, fresh, CLAIM_TTL_SECONDS, signal));
  try {
    return await create();
  } catch (error) {
    if (!(error instanceof RelayError) || error.code !== 'deadline') throw error;
  }
  if ((await create()) === 'created') return 'created';
  const found = await withDeadline(clock, DEADLINES.read, (signal) => documents.fetch(name, signal));
  const present = found?.data;
  return isClaim(present) && present.by === fresh.by ? 'created' : 'taken';
}
