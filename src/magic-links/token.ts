import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveToken } from '../http/bearer';

/** What is known of a link. That it is valid says nothing of the job: the crew may have lost it since. */
export type ClaimLink =
  | { readonly kind: 'valid'; readonly job: string; readonly crew: string }
  /** It was ours, and its time is over. */
  | { readonly kind: 'expired'; readonly job: string; readonly crew: string }
  | { readonly kind: 'forged' };

/** What a link is for; `expiresAt` in milliseconds since the epoch. */
export interface LinkSubject {
  readonly job: string;
  readonly crew: string;
  readonly expiresAt: number;
}

/**
 * A token is one base64url string of: version (1 byte), expiry (4, seconds since the epoch), length of the crew's id (1), the
 * crew's id, the job's id, signature. It is short, since it is texted. Half of a SHA-256 is as much as RFC 2104 asks for.
 */
const VERSION = 1;
const HEAD_BYTES = 6;
const SIGNATURE_BYTES = 16;
const MOST_BYTES = 1024;
const LAST_SECOND = 0xffffffff;
const MOST_CREW_BYTES = 0xff;

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long links live beyond the time in which a job should be done, in milliseconds: it may take longer. */
const GRACE_MS = 7 * DAY_MS;

/** Returns when a link that is made at `now` (ms) ends, in milliseconds since the epoch. */
export function linkExpiry(
  now: number,
  { completeWithinMinutes }: { completeWithinMinutes: number },
): number {
  return now + completeWithinMinutes * 60_000 + GRACE_MS;
}

/**
 * Returns a crew's own link to a job. `secret` is `LINK_SECRET`; an empty one signs nothing that is let in. Throws `RangeError`
 * for ids that no link can hold: longer than 255 bytes (crew) or 1000 (both), or broken in their encoding.
 */
export function createLink(
  wanted: LinkSubject & { readonly origin: string; readonly secret: string },
): string {
  return `${wanted.origin}/claim?t=${createToken(wanted.secret, wanted)}`;
}

/**
 * Returns the token of a link. It ends in a letter or a digit: phones leave "-" and "_" at the end of a text out of the link. So it
 * ends up to some seconds before `expiresAt`. Throws `RangeError` as `createLink` does.
 * @see https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/core/java/android/util/Patterns.java
 */
export function createToken(secret: string, { job, crew, expiresAt }: LinkSubject): string {
  const [crewBytes, jobBytes] = [bytesOf(crew), bytesOf(job)];
  const seconds = Math.floor(expiresAt / 1000);
  const size = HEAD_BYTES + crewBytes.length + jobBytes.length + SIGNATURE_BYTES;
  const fits = crewBytes.length <= MOST_CREW_BYTES && size <= MOST_BYTES;
  if (!fits) throw new RangeError('an id is too long for a link');
  if (!(seconds >= 0 && seconds <= LAST_SECOND)) throw new RangeError('a link cannot end then');
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt8(VERSION, 0);
  head.writeUInt8(crewBytes.length, 5);
  for (let end = seconds; ; end -= 1) {
    head.writeUInt32BE(end, 1);
    const content = Buffer.concat([head, crewBytes, jobBytes]);
    const token = Buffer.concat([content, sign(secret, content)]).toString('base64url');
    if (/[a-z0-9]$/i.test(token) || end === 0) return token;
  }
}

/** Reads the parameter `t` at `now` (ms); any of `secrets` may have signed it, so that they can be rotated. */
export function readToken(t: unknown, secrets: readonly string[], now: number): ClaimLink {
  const bytes = decode(t);
  if (bytes === null) return { kind: 'forged' };
  const content = bytes.subarray(0, -SIGNATURE_BYTES);
  const signature = bytes.subarray(-SIGNATURE_BYTES);
  const isSigned = secrets.some(
    (secret) => secret !== '' && timingSafeEqual(signature, sign(secret, content)),
  );
  if (!isSigned || content.readUInt8(0) !== VERSION) return { kind: 'forged' };
  const jobAt = HEAD_BYTES + content.readUInt8(5);
  const crew = content.toString('utf8', HEAD_BYTES, jobAt);
  const job = content.toString('utf8', jobAt);
  return { kind: now < content.readUInt32BE(1) * 1000 ? 'valid' : 'expired', job, crew };
}

/** Node decodes more than it encodes, so only what it would write itself is a token. */
function decode(t: unknown): Buffer | null {
  if (typeof t !== 'string' || t.length > 2 * MOST_BYTES) return null;
  const bytes = Buffer.from(t, 'base64url');
  const isWhole = bytes.length >= HEAD_BYTES + SIGNATURE_BYTES && bytes.toString('base64url') === t;
  return isWhole ? bytes : null;
}

/** A key of its own, so that no other token of ours can ever sign a link. */
function sign(secret: string, content: Buffer): Buffer {
  const mac = createHmac('sha256', deriveToken(secret, 'claim')).update(content).digest();
  return mac.subarray(0, SIGNATURE_BYTES);
}

/** Two ids that encode alike would share their links. */
function bytesOf(id: string): Buffer {
  const bytes = Buffer.from(id, 'utf8');
  if (bytes.toString('utf8') !== id) throw new RangeError('an id is broken in its encoding');
  return bytes;
}
