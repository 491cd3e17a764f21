/** Who is busy: a function answering a webhook, or a stand-in answering a function. */
export type ActivityKind = 'function' | 'stand-in';

/** One request under way in the local world. */
export interface Exchange {
  /** The request now waits for time to pass, not for work. */
  park(): void;
  /** It goes on. */
  unpark(): void;
  /** It is over; further calls do nothing. */
  end(): void;
}

/** No more of one turn of the event loop counts as idle, in milliseconds. */
const LONGEST_TURN_MS = 5;

/** Counts the requests under way between the parts of the local world, so that manual time moves only when all wait for it. */
export class Activity {
  #changes = 0;
  #working: Record<ActivityKind, number> = { function: 0, 'stand-in': 0 };
  #parked = 0;
  #resting = 0;

  /** Notes that a request has arrived. */
  begin(kind: ActivityKind): Exchange {
    let state: 'working' | 'parked' | 'over' = 'working';
    const move = (next: typeof state): void => {
      if (state === next || state === 'over') return;
      if (state === 'working') this.#working[kind] -= 1;
      else this.#parked -= 1;
      if (next === 'working') this.#working[kind] += 1;
      if (next === 'parked') this.#parked += 1;
      state = next;
      this.#changes += 1;
    };
    this.#working[kind] += 1;
    this.#changes += 1;
    return { park: () => move('parked'), unpark: () => move('working'), end: () => move('over') };
  }

  /** Notes that somebody at work waits for time alone; the returned function says that this is over. */
  rest(): () => void {
    this.#resting += 1;
    this.#changes += 1;
    return () => {
      this.#resting -= 1;
      this.#changes += 1;
    };
  }

  /** Notes that something moved which is not a request, for example a timer that fired. */
  touch(): void {
    this.#changes += 1;
  }

  /**
   * Resolves when nothing moves any more without time passing.
   *
   * Everything runs in this process over loopback sockets, so a few idle turns of the event loop mean that no byte is
   * on its way. On a busy machine a byte may still be late; so while a function works, real time has to pass as well:
   * little when somebody is parked or rests, whom it probably waits for, and much when nobody does.
   */
  async settle(): Promise<void> {
    let seen = this.#changes;
    let [idleTurns, idleMs, turnedAt] = [0, 0, performance.now()];
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const now = performance.now();
      // A turn in which a bundle was loaded was long and not idle.
      const turn = Math.min(now - turnedAt, LONGEST_TURN_MS);
      turnedAt = now;
      if (this.#changes !== seen) {
        seen = this.#changes;
        [idleTurns, idleMs] = [0, 0];
        continue;
      }
      idleTurns += 1;
      idleMs += turn;
      if (this.#isStill(idleTurns, idleMs)) return;
    }
  }

  #isStill(idleTurns: number, idleMs: number): boolean {
    if (this.#working['stand-in'] > 0) return idleMs > 1000;
    if (this.#working.function === 0) return idleTurns >= 5;
    const waitsForTime = this.#parked > 0 || this.#resting > 0;
    return idleTurns >= 30 && idleMs > (waitsForTime ? 10 : 500);
  }
}
