/**
 * Stored work: the claim on it is this document itself. It is made by whoever learns of the work first, so of several
 * deliveries one does the work and the others find it here.
 */
export type Claim<Payload, Result> = {
  readonly v: 1;
  /** What was to be done when the work was first heard of; later deliveries do not change it. */
  readonly payload: Payload;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  /** How many leases there were. A number is never used twice, so it tells whose lease it is. */
  readonly attempt: number;
  /** Names the request that made the claim, so that it knows its own when Sync's answer came too late. */
  readonly by?: string;
  /** The latest time at which a send with an unknown outcome can have begun; ISO 8601, UTC. */
  readonly begunBy?: string;
} & ClaimState<Result>;

/** Where the work stands. */
export type ClaimState<Result> =
  /** Nobody is at it, and nothing of it can be out. */
  | { readonly state: 'received' }
  /** Somebody is at it until then (ISO 8601, UTC); afterwards nobody knows whether it is out. */
  | { readonly state: 'doing'; readonly until: string }
  /** It is out, and something that follows from it is neither done nor stored. */
  | { readonly state: 'sent'; readonly result: Result }
  | { readonly state: 'done'; readonly result: Result }
  /** It may be out or not, and could not be looked up: until that succeeds only a person has it sent. */
  | { readonly state: 'unclear' }
  /** It was refused for good and is not out. */
  | { readonly state: 'failed'; readonly reason: string };

/** Who wants the work done: a delivery or a timer, which may come any number of times, or a person who pressed a button. */
export type Asker = 'event' | 'person';

/** What may be done about the work now. */
export type Step<Result> =
  /** Take the lease and send: nothing of it is out. */
  | { readonly kind: 'start' }
  /** Take the lease and look before sending; `ifUnknown` says what follows when looking does not tell. */
  | { readonly kind: 'look'; readonly ifUnknown: 'unclear' | 'send' }
  | { readonly kind: 'wait' }
  /** It is out: do what follows from it. */
  | { readonly kind: 'follow'; readonly claim: Claim<unknown, Result>; readonly result: Result }
  | { readonly kind: 'finished'; readonly result: Result }
  | { readonly kind: 'ask-person' }
  | { readonly kind: 'give-up'; readonly reason: string };

/** A lease, in milliseconds: longer than a function can live (10 s), so that its holder is gone when it ends. */
export const LEASE_MS = 12_000;

/** A lease ends at least this long (ms) after the end of the last send that it covers. */
export const SETTLE_MS = 5_000;

/**
 * How long after a send began its vendor may still carry it out, in milliseconds. Slack was seen to act after 14 s, Twilio's
 * REST API after 65 s. Until then a message that is not found is not known to be absent (docs/decisions/0012-late-vendors.md).
 */
export const LATE_MS = { slack: 45_000, rest: 100_000 } as const;

/** How long work is remembered after its last change, in seconds; no vendor repeats a delivery for as long. */
export const CLAIM_TTL_SECONDS = 7 * 24 * 60 * 60;

/** Returns the claim of whoever hears of the work first, with the lease taken; `now` in milliseconds since the epoch. */
export function firstClaim<Payload>(payload: Payload, now: number, by?: string): Claim<Payload, never> {
  const named = by === undefined ? {} : { by };
  return { v: 1, payload, receivedAt: isoTime(now), attempt: 1, ...named, ...leaseFrom(now) };
}

/** Returns the claim with the next lease taken; a send of the lease before may have begun until shortly before its end. */
export function withLease<Payload, Result>(
  claim: Claim<Payload, Result>,
  now: number,
): Claim<Payload, Result> {
  const begunBy = claim.state === 'doing' ? isoTime(Date.parse(claim.until) - SETTLE_MS) : claim.begunBy;
  const doubt = begunBy === undefined ? {} : { begunBy };
  return { ...workOf(claim), attempt: claim.attempt + 1, ...doubt, ...leaseFrom(now) };
}

/** Returns whether every send of earlier leases has happened by now or never will; `lateMs` is the vendor's. */
export function isCertain({ begunBy }: Claim<unknown, unknown>, now: number, lateMs: number): boolean {
  return begunBy === undefined || now >= Date.parse(begunBy) + lateMs;
}

/** Returns the claim in another state. */
export function inState<Payload, Result>(
  claim: Claim<Payload, Result>,
  state: ClaimState<Result>,
): Claim<Payload, Result> {
  const isOpen = state.state === 'unclear' || state.state === 'doing';
  const doubt = isOpen && claim.begunBy !== undefined ? { begunBy: claim.begunBy } : {};
  return { ...workOf(claim), ...doubt, ...state };
}

/** Returns what may be done about the work at `now`, in milliseconds since the epoch. */
export function next<Result>(claim: Claim<unknown, Result>, now: number, asker: Asker): Step<Result> {
  switch (claim.state) {
    case 'received':
      return { kind: 'start' };
    case 'doing':
      return now < Date.parse(claim.until) ? { kind: 'wait' } : { kind: 'look', ifUnknown: 'unclear' };
    case 'sent':
      return { kind: 'follow', claim, result: claim.result };
    case 'done':
      return { kind: 'finished', result: claim.result };
    case 'unclear':
      // What could not be looked up then can be later on, when the vendor is back.
      return { kind: 'look', ifUnknown: asker === 'person' ? 'send' : 'unclear' };
    case 'failed':
      return asker === 'person' ? { kind: 'start' } : { kind: 'give-up', reason: claim.reason };
    default:
      return claim satisfies never;
  }
}

/** Returns whether a send that starts at `now` and takes at most `ms` is in or never will be when this lease ends. */
export function covers(claim: Claim<unknown, unknown>, now: number, ms: number): boolean {
  return claim.state === 'doing' && now + ms + SETTLE_MS <= Date.parse(claim.until);
}

/** Returns whether `present` still is this very lease: nobody took it over and nobody finished the work. */
export function isSameLease(present: unknown, lease: Claim<unknown, unknown>): boolean {
  return isClaim(present) && present.state === 'doing' && present.attempt === lease.attempt;
}

/** Tells a claim of ours from anything else that may be stored under its name. What is in it was written by us. */
export function isClaim<Payload, Result>(data: unknown): data is Claim<Payload, Result> {
  if (typeof data !== 'object' || data === null) return false;
  const { v, state, attempt, payload, until } = data as Record<string, unknown>;
  if (v !== 1 || typeof attempt !== 'number' || payload === undefined) return false;
  if (state === 'doing') return typeof until === 'string' && !Number.isNaN(Date.parse(until));
  return ['received', 'sent', 'done', 'unclear', 'failed'].includes(state as string);
}

/** What stays the same in every state. */
function workOf<Payload>({ v, payload, receivedAt, attempt }: Claim<Payload, unknown>) {
  return { v, payload, receivedAt, attempt } as const;
}

function leaseFrom(now: number) {
  return { state: 'doing', until: isoTime(now + LEASE_MS) } as const;
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}
