import type { ErrorCode } from '../errors';

/** The work as it was stored when it was first heard of. */
export interface Item<Payload> {
  readonly payload: Payload;
  /** ISO 8601, UTC: nothing of it can be out longer than this. */
  readonly receivedAt: string;
}

/** Something that must be put out exactly once, and how to find out whether it is out. */
export interface Work<Payload, Result> {
  /** Milliseconds that one `send` and one `look` may take, at most 2000 (more does not fit a lease); then their signal aborts. */
  readonly withinMs: number;
  /** How long after a send began the vendor may still carry it out, in milliseconds (`LATE_MS`); not at all when left out. */
  readonly lateMs?: number;
  /** Whether it may have been put out before it was ever claimed: then even the first send is looked for. */
  readonly mayBeOut?: boolean;
  /** Puts it out. Throwing says that nobody knows whether it is out: a time-out, a dropped connection. */
  send(signal: AbortSignal, item: Item<Payload>): Promise<SendOutcome<Result>>;
  /** Finds out whether it is out. Throwing counts as `unknown`. */
  look(signal: AbortSignal, item: Item<Payload>): Promise<LookOutcome<Result>>;
  /**
   * Does or stores everything that follows once it is out. Returning false, or throwing, keeps the claim open: whoever
   * hears of the work again does this again and sends nothing.
   */
  after?(result: Result, item: Item<Payload>): Promise<boolean>;
}

/** How a send ended. `Result` is stored, so it must survive JSON. */
export type SendOutcome<Result> =
  | { readonly kind: 'sent'; readonly result: Result }
  /** Certainly not out, and a repeat may help: 429, connection refused. `reason` is stored and shown. */
  | { readonly kind: 'not-sent'; readonly reason: string }
  /** Certainly not out, and no repeat helps: opted out, no such number. */
  | { readonly kind: 'refused'; readonly reason: string };

/** What looking told. */
export type LookOutcome<Result> =
  | { readonly kind: 'found'; readonly result: Result }
  /** Certainly not out: only after all places were read to their end. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' };

/** The reason of work that is not found, but whose vendor may still carry an earlier send out. */
export const MAY_STILL_ARRIVE = 'An earlier send may still arrive.';

/** What became of the work. */
export type OnceResult<Result> =
  /** It is out, and we are the ones who sent or found it. */
  | { readonly kind: 'done'; readonly result: Result }
  /** It was out before. */
  | { readonly kind: 'already-done'; readonly result: Result }
  /** Somebody else is at it. */
  | { readonly kind: 'in-progress' }
  /** We tried in vain; a repeat takes it up: `not-sent` at once, `not-confirmed` when the lease has ended. */
  | { readonly kind: 'postponed'; readonly why: 'not-sent' | 'not-confirmed'; readonly reason: string }
  /** It may be out or not: a repeat looks again, and only a person has it sent without knowing. */
  | { readonly kind: 'unclear' }
  | { readonly kind: 'failed-for-good'; readonly reason: string }
  /** Nothing was sent, because Sync could not be asked: the caller decides whether to do without. */
  | { readonly kind: 'claim-unavailable'; readonly reason: ErrorCode };
