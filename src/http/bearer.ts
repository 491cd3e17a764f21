import { createHmac, hash, timingSafeEqual } from 'node:crypto';

/** Who a bearer token speaks for. */
export type Bearer =
  /** A service of the owner's: `RELAY_API_TOKEN`. */
  | { readonly kind: 'service' }
  /** One dispatcher's phone app or desk phone: the token derived for that person. */
  | { readonly kind: 'dispatcher'; readonly id: string }
  | { readonly kind: 'nobody' };

/** The secrets that tokens are checked against; the earlier ones count while they are being rotated out. */
export interface TokenSecrets {
  readonly apiTokens: readonly string[];
  readonly linkSecrets: readonly string[];
}

/** A token that needs no storage: HMAC-SHA256 of its purpose under `LINK_SECRET`, as 64 hexadecimal digits. */
export function deriveToken(linkSecret: string, purpose: string): string {
  return createHmac('sha256', linkSecret).update(purpose).digest('hex');
}

/** The purpose of a dispatcher's own token. */
export function availabilityPurpose(id: string): string {
  return `availability:${id}`;
}

/** The purpose of the timer's token. */
export const TICK_PURPOSE = 'tick';

/** Says who an `Authorization` header speaks for. `ids` are the dispatchers that may have a token of their own. */
export function readBearer(authorization: unknown, secrets: TokenSecrets, ids: readonly string[]): Bearer {
  const token = tokenOf(authorization);
  if (token === undefined) return { kind: 'nobody' };
  if (secrets.apiTokens.some((known) => isSame(token, known))) return { kind: 'service' };
  const id = ids.find((candidate) =>
    secrets.linkSecrets.some((secret) => isSame(token, deriveToken(secret, availabilityPurpose(candidate)))),
  );
  return id === undefined ? { kind: 'nobody' } : { kind: 'dispatcher', id };
}

/** Whether an `Authorization` header is that of a service of the owner's. */
export function isService(authorization: unknown, { apiTokens }: TokenSecrets): boolean {
  const token = tokenOf(authorization);
  return token !== undefined && apiTokens.some((known) => isSame(token, known));
}

/** Whether an `Authorization` header is that of the timer, or of a service of the owner's. */
export function mayTick(authorization: unknown, secrets: TokenSecrets): boolean {
  const token = tokenOf(authorization);
  if (token === undefined) return false;
  const known = [
    ...secrets.apiTokens,
    ...secrets.linkSecrets.map((secret) => deriveToken(secret, TICK_PURPOSE)),
  ];
  return known.some((candidate) => isSame(token, candidate));
}

function tokenOf(authorization: unknown): string | undefined {
  return typeof authorization === 'string' ? /^Bearer (\S+)$/i.exec(authorization)?.[1] : undefined;
}

/** Compares in constant time, whatever the lengths. An empty secret is no secret. */
function isSame(given: string, known: string): boolean {
  if (known === '') return false;
  const [left, right] = [given, known].map((value) => Buffer.from(sha256(value), 'hex'));
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

function sha256(value: string): string {
  return hash('sha256', value, 'hex');
}
