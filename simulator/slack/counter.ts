/** Where counting goes on after a restart. */
export interface CounterState {
  readonly count: number;
  /** The last timestamp given. */
  readonly ts: string;
}

/** Gives out Slack's ids and timestamps, the same in every run. */
export class Counter {
  #count: number;
  #ts: string;

  constructor({ count, ts }: CounterState = { count: 0, ts: '0.000000' }) {
    this.#count = count;
    this.#ts = ts;
  }

  /** The next id with this prefix, for example `F00000007`. */
  id(prefix: 'Ev' | 'F' | 'Q'): string {
    return `${prefix}${String(this.next()).padStart(8, '0')}`;
  }

  /** The next number, for whatever else needs to be told apart. */
  next(): number {
    this.#count += 1;
    return this.#count;
  }

  /** A timestamp for `now` (milliseconds since the epoch) that is later than every one before it: seconds, a dot, six digits. */
  ts(now: number): string {
    const second = Math.floor(now / 1000);
    const [lastSecond = 0, lastCount = 0] = this.#ts.split('.').map(Number);
    const count = second > lastSecond ? 1 : lastCount + 1;
    this.#ts = `${Math.max(second, lastSecond)}.${String(count).padStart(6, '0')}`;
    return this.#ts;
  }

  /** What the constructor takes. */
  toJSON(): CounterState {
    return { count: this.#count, ts: this.#ts };
  }
}
