import { Timers } from '../simulator/timers';
import type { Clock } from '../src/clock';

/**
 * A clock that stands still while anybody works and else jumps to what is due next. So a hundred writers on one machine take
 * as long as if each had a machine to itself, and one run is like the other.
 */
export class EventClock implements Clock {
  readonly #timers = new Timers();
  #now: number;
  #working = 0;

  /** Starts at `startMs` since the epoch. */
  constructor(startMs: number) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, action: () => void): () => void {
    return this.#timers.add({ at: this.#now + Math.max(0, ms), action });
  }

  /** Somebody at work waits `ms` milliseconds; rejects with the signal's reason as soon as that aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const over = (end: () => void) => (): void => {
        cancel();
        signal?.removeEventListener('abort', stop);
        this.#working += 1;
        end();
      };
      const cancel = this.after(
        ms,
        over(() => resolve()),
      );
      const stop = over(() => reject(signal?.reason as Error));
      signal?.addEventListener('abort', stop);
      this.#rest();
    });
  }

  /** Does each piece of work `at` milliseconds from now and returns the results in the order of the list. */
  async play<Result>(
    pieces: readonly { readonly at: number; readonly work: () => Promise<Result> }[],
  ): Promise<Result[]> {
    this.#working += 1;
    const results = pieces.map(
      ({ at, work }) =>
        new Promise<Result>((resolve, reject) => {
          this.after(at, () => {
            this.#working += 1;
            void work()
              .then(resolve, reject)
              .finally(() => this.#rest());
          });
        }),
    );
    this.#rest();
    return Promise.all(results);
  }

  #rest(): void {
    this.#working -= 1;
    // What a finished piece of work calls off in its last steps has to be off by then.
    if (this.#working === 0) setImmediate(() => this.#jump());
  }

  #jump(): void {
    while (this.#working === 0) {
      const next = this.#timers.takeNext();
      if (next === undefined) return;
      this.#now = next.at;
      next.action();
    }
  }
}
