import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds that a request may be old, or ahead of our clock (https://docs.slack.dev/authentication/verifying-requests-from-slack). */
const TOLERANCE_SECONDS = 300;

/** The two headers that prove a request to be Slack's. */
export interface Proof {
  /** `X-Slack-Request-Timestamp`: seconds since the epoch, as sent. */
  readonly timestamp: string;
  /** `X-Slack-Signature`: `v0=` and 64 hexadecimal digits. */
  readonly signature: string;
}

/** Whether the timestamp lies within five minutes of `now` (milliseconds since the epoch). */
export function isFresh(timestamp: string, now: number): boolean {
  return Math.abs(now / 1000 - Number(timestamp)) <= TOLERANCE_SECONDS;
}

/** Whether Slack signed exactly this body at that time; never with an empty secret. */
export function isSignedBy(secret: string, { timestamp, signature }: Proof, body: string): boolean {
  // Anybody can sign with a secret that is not set.
  if (secret === '') return false;
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return isSameSecret(signature, `v0=${digest}`);
}

/** Whether both texts are equal and not empty; the time it takes tells nothing about either. */
export function isSameSecret(given: string, expected: string): boolean {
  return expected !== '' && timingSafeEqual(sha256(given), sha256(expected));
}

/** Of one length for every text, as `timingSafeEqual` needs it. */
function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
