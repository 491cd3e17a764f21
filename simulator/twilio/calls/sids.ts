/** Counts out identifiers in Twilio's form, the same in every run. */
export class Sids {
  #count: number;

  /** Begins after `last`, so that a world that was restarted gives no SID twice. */
  constructor(last = 0) {
    this.#count = last;
  }

  /** The next one: the prefix and 32 hexadecimal digits. */
  next(prefix: 'CA' | 'RE' | 'TR'): string {
    this.#count += 1;
    return `${prefix}${this.#count.toString(16).padStart(32, '0')}`;
  }
}
