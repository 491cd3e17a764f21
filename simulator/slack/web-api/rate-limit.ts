/** How far apart messages to one channel are to be, in milliseconds (https://docs.slack.dev/apis/web-api/rate-limits). */
const SPACING_MS = 1000;

/** Lets one message a second through to each channel, after a burst of `burst` at once. */
export class RateLimit {
  readonly #burst: number;
  /** By channel: when everything that was let through will have had its second. */
  readonly #busyUntil = new Map<string, number>();

  constructor(burst = 1) {
    this.#burst = burst;
  }

  /** Lets a message through at `now` and returns 0, or returns after how many seconds to try again. */
  take(channel: string, now: number): number {
    const busyUntil = Math.max(this.#busyUntil.get(channel) ?? 0, now);
    const wait = busyUntil - now - (this.#burst - 1) * SPACING_MS;
    if (wait > 0) return Math.ceil(wait / 1000);
    this.#busyUntil.set(channel, busyUntil + SPACING_MS);
    return 0;
  }
}
