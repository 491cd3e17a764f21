import type { Clock } from '../src/clock';
import type { Activity } from './activity';
import { Timers } from './timers';

/** A clock that stands still until it is told to move; all times in milliseconds. */
export class ManualClock implements Clock {
  readonly #activity: Activity;
  readonly #timers = new Timers();
  #now: number;

  /** Starts at `startMs` since the epoch; `activity` says when everything waits for time to pass. */
  constructor(startMs: number, activity: Activity) {
    this.#now = startMs;
    this.#activity = activity;
  }

  /** The present moment, in milliseconds since the epoch. */
  now(): number {
    return this.#now;
  }

  /** Calls `action` when the clock has moved `ms` milliseconds on; the returned function cancels it. */
  after(ms: number, action: () => void): () => void {
    return this.#timers.add({ at: this.#now + Math.max(0, ms), action });
  }

  /** Resolves when the clock has moved `ms` milliseconds on; until then whoever waits counts as waiting for time. */
  sleep(ms: number): Promise<void> {
    const wake = this.#activity.rest();
    return new Promise((resolve) => {
      this.after(ms, () => {
        wake();
        resolve();
      });
    });
  }

  /** How many timers are set. */
  pending(): number {
    return this.#timers.size;
  }

  /** Moves `ms` milliseconds on, timer by timer in the order of their times; after each, everything it caused comes to rest. */
  async advance(ms: number): Promise<void> {
    const target = this.#now + ms;
    await this.#activity.settle();
    while (await this.#fireNext(target));
    this.#now = target;
  }

  /** Jumps from timer to timer until `condition` holds, at most `limitMs` milliseconds far; returns whether it holds. */
  async advanceUntil(condition: () => boolean, limitMs: number): Promise<boolean> {
    const target = this.#now + limitMs;
    await this.#activity.settle();
    while (!condition()) {
      if (await this.#fireNext(target)) continue;
      this.#now = target;
      return condition();
    }
    return true;
  }

  async #fireNext(target: number): Promise<boolean> {
    const timer = this.#timers.takeNext(target);
    if (timer === undefined) return false;
    this.#now = timer.at;
    timer.action();
    this.#activity.touch();
    await this.#activity.settle();
    return true;
  }
}
