import { DEADLINES, withDeadline } from '../deadline';
import { changeDocument } from '../store/change-document';
import { CLAIM_TTL_SECONDS, inState, isClaim, type Claim } from './claim';
import type { OnceDeps } from './take-lease';

/** What became of work that somebody no longer wants done. */
export type GivenUp =
  /** Nothing of it is out, and nothing will be by itself; `wasKnown` is false when it was not heard of before. */
  | { readonly kind: 'given-up'; readonly wasKnown: boolean }
  /** Somebody is at it. */
  | { readonly kind: 'in-progress' }
  | { readonly kind: 'unclear' }
  | { readonly kind: 'done' }
  /** It had failed before, for another reason. */
  | { readonly kind: 'failed-before' };

/** Settles work that nobody has begun as failed for this reason; what is begun stays as it is. Throws `RelayError`. */
export async function giveUp({ documents, clock }: OnceDeps, key: string, reason: string): Promise<GivenUp> {
  const receivedAt = new Date(clock.now()).toISOString();
  const unheard: Claim<object, never> = { v: 1, payload: {}, receivedAt, attempt: 0, state: 'received' };
  const seen: { claim: Claim<object, never> | null } = { claim: null };
  const apply = (present: unknown): object | null => {
    seen.claim = isClaim<object, never>(present) ? present : null;
    const claim = seen.claim ?? unheard;
    return claim.state === 'received' ? inState(claim, { state: 'failed', reason }) : null;
  };
  const change = { name: `once-${key}`, ttlSeconds: CLAIM_TTL_SECONDS, known: 'unknown', apply } as const;
  await withDeadline(clock, DEADLINES.change, (signal) => changeDocument(documents, change, signal));
  return seen.claim === null
    ? { kind: 'given-up', wasKnown: false }
    : verdict(seen.claim, reason, clock.now());
}

function verdict(before: Claim<object, never>, reason: string, now: number): GivenUp {
  switch (before.state) {
    case 'received':
      return { kind: 'given-up', wasKnown: true };
    case 'failed':
      if (before.reason !== reason) return { kind: 'failed-before' };
      return { kind: 'given-up', wasKnown: Object.keys(before.payload).length > 0 };
    case 'doing':
      return { kind: now < Date.parse(before.until) ? 'in-progress' : 'unclear' };
    case 'unclear':
      return { kind: 'unclear' };
    case 'sent':
    case 'done':
      return { kind: 'done' };
    default:
      return before satisfies never;
  }
}
