/** Something that is due at a moment (ms since the epoch). */
export interface Timer {
  readonly at: number;
  readonly action: () => void;
}

/** What is due, for a clock that decides by itself when time passes. */
export class Timers {
  readonly #timers = new Set<Timer>();

  get size(): number {
    return this.#timers.size;
  }

  /** Sets a timer; the returned function cancels it. */
  add(timer: Timer): () => void {
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** Takes out the timer that is due first, if one is due by `until` (ms since the epoch); of equal times, the one that was set first. */
  takeNext(until = Infinity): Timer | undefined {
    let earliest: Timer | undefined;
    for (const timer of this.#timers) {
      if (earliest === undefined || timer.at < earliest.at) earliest = timer;
    }
    if (earliest === undefined || earliest.at > until) return undefined;
    this.#timers.delete(earliest);
    return earliest;
  }
}
