/** Time as an argument: the real one in production, a manual one in tests. */
export interface Clock {
  /** The present moment, in milliseconds since the epoch. */
  now(): number;
  /** Calls `action` once after `ms` milliseconds; the returned function cancels it. */
  after(ms: number, action: () => void): () => void;
  /** Resolves `ms` milliseconds later; where it is there, it also learns that whoever waits does nothing else meanwhile. */
  sleep?(ms: number): Promise<void>;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
};
