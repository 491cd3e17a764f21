import type { Clock } from '../../../src/clock';

/** Reads, and writes, that one document takes within a second. @see https://www.twilio.com/docs/sync/limits */
const MOST_PER_SECOND = 20;
const SECOND_MS = 1000;

/** Counts the reads and writes of each document: Twilio refuses the twenty-first of a second (54009). */
export class DocumentRate {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #times = new Map<string, number[]>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** Counts one request; returns false when it is one too many, which does not count. */
  take(name: string, isWrite: boolean): boolean {
    const now = this.#clock.now();
    const key = `${isWrite ? 'write' : 'read'} ${name}`;
    const recent = (this.#times.get(key) ?? []).filter((at) => at > now - SECOND_MS);
    if (recent.length >= MOST_PER_SECOND) return false;
    this.#times.set(key, [...recent, now]);
    return true;
  }
}
