import type { Clock } from '../../../src/clock';
import type { Report } from '../../events';
import { waitFor, type Elapsed } from './wait';

/** What a person on the line does. */
export type Act = { kind: 'gone' } | { kind: 'key'; digit: string } | { kind: 'spoke'; seconds: number };

/** Whose end of the call it is, for the record. */
export interface PartyIdentity {
  readonly callSid: string;
  /** `caller`, or the number that was dialled. */
  readonly name: string;
}

/** The person at one end of a call: hears, presses keys, speaks and leaves. */
export class Party {
  readonly clock: Clock;
  readonly #report: Report;
  readonly #identity: PartyIdentity;
  readonly #heard: string[];
  readonly #listeners = new Set<(act: Act) => void>();
  #isGone = false;

  /** What is said to the person is added to `heard`. */
  constructor(clock: Clock, report: Report, identity: PartyIdentity, heard: string[]) {
    this.clock = clock;
    this.#report = report;
    this.#identity = identity;
    this.#heard = heard;
  }

  /** Whether this end of the call is over. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** Tells the person something. */
  hear(text: string): void {
    this.#heard.push(text);
    const { callSid, name } = this.#identity;
    this.#report({ at: this.clock.now(), type: 'said', callSid, to: name, text });
  }

  /** Presses a key. */
  press(digit: string): void {
    this.#report({ at: this.clock.now(), type: 'pressed', callSid: this.#identity.callSid, digit });
    this.#emit({ kind: 'key', digit });
  }

  /** Speaks for so many seconds from now. */
  speak(seconds: number): void {
    this.#emit({ kind: 'spoke', seconds });
  }

  /** Ends this end of the call, whoever wanted it; again does nothing. */
  leave(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#emit({ kind: 'gone' });
  }

  /** Calls `listener` for every act, and at once when the person is gone already; the returned function stops that. */
  listen(listener: (act: Act) => void): () => void {
    if (this.#isGone) listener({ kind: 'gone' });
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #emit(act: Act): void {
    for (const listener of [...this.#listeners]) listener(act);
  }
}

/** Waits at most `ms` milliseconds for what `react` takes as an answer. */
export function waitOn<T>(
  party: Party,
  ms: number,
  react: (event: Act | Elapsed, rearm: (ms: number) => void) => T | undefined,
): Promise<T> {
  return waitFor<Act, T>(party.clock, ms, [(listener) => party.listen(listener)], react);
}

/** Lets `ms` milliseconds pass; returns early when the person leaves. */
export function rest(party: Party, ms: number): Promise<'elapsed' | 'gone'> {
  return waitOn(party, ms, ({ kind }) => (kind === 'elapsed' || kind === 'gone' ? kind : undefined));
}

/** Waits for `work`, but no longer than the person stays. */
export function whileThere<T>(party: Party, work: Promise<T>): Promise<T | 'gone'> {
  let stop = (): void => undefined;
  const gone = new Promise<'gone'>((resolve) => {
    stop = party.listen(({ kind }) => {
      if (kind === 'gone') resolve(kind);
    });
  });
  return Promise.race([work, gone]).finally(() => stop());
}
