/** Counts out identifiers in Twilio's form, the same in every run. */
export class Sids {
  #count = 0;

  /** The next one: the prefix and 32 hexadecimal digits. */
  next(prefix: 'CA' | 'RE' | 'TR'): string {
    this.#count += 1;
    return `${prefix}${this.#count.toString(16).padStart(32, '0')}`;
  }
}
