import { DEADLINES, withDeadline } from '../deadline';
import { CLAIM_TTL_SECONDS, type Claim } from './claim';
import type { OnceDeps } from './take-lease';

/** Stores work without doing it, for whoever takes it up with `once`; work that is known already stays as it is. Throws `RelayError`. */
export async function storeClaim(
  { documents, clock }: OnceDeps,
  key: string,
  payload: object,
): Promise<void> {
  const receivedAt = new Date(clock.now()).toISOString();
  const claim: Claim<object, never> = { v: 1, payload, receivedAt, attempt: 0, state: 'received' };
  await withDeadline(clock, DEADLINES.read, (signal) =>
    documents.create(`once-${key}`, claim, CLAIM_TTL_SECONDS, signal),
  );
}

/** The deliveries of one webhook, its repeat included, are over this long (ms) after the first. */
const UNDER_WAY_MS = 30_000;

/**
 * The same for work that may be out already, done without a claim while Sync was down: whoever takes it up looks first.
 * `since` (ISO 8601, UTC) is when it was first heard of. Throws `RelayError`.
 */
export async function storeDoubtfulClaim(
  { documents, clock }: OnceDeps,
  key: string,
  payload: object,
  since: string,
): Promise<void> {
  const until = Math.min(clock.now(), Date.parse(since) + UNDER_WAY_MS);
  const lease = { state: 'doing', until: new Date(until).toISOString() } as const;
  const claim: Claim<object, never> = { v: 1, payload, receivedAt: since, attempt: 0, ...lease };
  await withDeadline(clock, DEADLINES.read, (signal) =>
    documents.create(`once-${key}`, claim, CLAIM_TTL_SECONDS, signal),
  );
}
