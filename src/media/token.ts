import { createHmac, timingSafeEqual } from 'node:crypto';
import { textOf, type Params } from '../cascade/request';
import { deriveToken } from '../http/bearer';

/** What is known of a link. */
export type MediaLink =
  | { readonly kind: 'file'; readonly fileId: string }
  /** It was ours, and its time is over. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'forged' };

/** How long a link is good for, in milliseconds: Twilio may fetch a file late. */
export const LINK_MS = 60 * 60 * 1000;

const FILE_ID = /^F[A-Z0-9]{2,}$/;
const SECONDS = /^\d{1,12}$/;
const SIGNATURE = /^[0-9a-f]{64}$/;

/** Returns a link to a file in Slack that is good for an hour from `now` (milliseconds since the epoch). */
export function mediaLink(wanted: {
  /** Our own address. */
  readonly origin: string;
  /** `LINK_SECRET`; an empty one signs nothing that is let in. */
  readonly secret: string;
  readonly fileId: string;
  readonly now: number;
}): string {
  const { origin, secret, fileId, now } = wanted;
  const expiry = String(Math.ceil((now + LINK_MS) / 1000));
  return `${origin}/media?f=${fileId}&e=${expiry}&s=${sign(secret, fileId, expiry)}`;
}

/** Reads a link's parameters at `now` (milliseconds since the epoch); any of `secrets` may have signed it. */
export function readMediaLink(params: Params, secrets: readonly string[], now: number): MediaLink {
  const [fileId, expiry, signature] = [textOf(params, 'f'), textOf(params, 'e'), textOf(params, 's')];
  const isWellFormed = FILE_ID.test(fileId) && SECONDS.test(expiry) && SIGNATURE.test(signature);
  if (!isWellFormed) return { kind: 'forged' };
  const isSigned = secrets.some((secret) => secret !== '' && isSame(signature, sign(secret, fileId, expiry)));
  if (!isSigned) return { kind: 'forged' };
  return now < Number(expiry) * 1000 ? { kind: 'file', fileId } : { kind: 'expired' };
}

/** A key of its own, so that no other token of ours can ever be a link's signature. */
function sign(secret: string, fileId: string, expiry: string): string {
  return createHmac('sha256', deriveToken(secret, 'media')).update(`${fileId}:${expiry}`).digest('hex');
}

/** Compares two signatures, which have the same length, in constant time. */
function isSame(given: string, known: string): boolean {
  return timingSafeEqual(Buffer.from(given, 'hex'), Buffer.from(known, 'hex'));
}
