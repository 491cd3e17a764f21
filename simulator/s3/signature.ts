import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { S3ErrorCode } from './error';
import { headerOf, type S3Request } from './http';

/** An access key, and where it is good for. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

/** A request may be this far from our time, in milliseconds. */
const MOST_SKEW_MS = 15 * 60 * 1000;

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=(?<id>[^/]+)\/(?<scope>\d{8}\/[^/]+\/s3\/aws4_request), ?SignedHeaders=(?<signed>[a-z0-9;-]+), ?Signature=(?<signature>[0-9a-f]{64})$/;

/**
 * Checks a request's signature version 4; returns why it is refused, or null. `now` in milliseconds since the epoch.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function refusalOf(request: S3Request, key: AccessKey, now: number): S3ErrorCode | null {
  const match = AUTHORIZATION.exec(headerOf(request, 'authorization'))?.groups;
  if (match === undefined) return 'AccessDenied';
  const { id, scope = '', signed = '', signature = '' } = match;
  if (id !== key.accessKeyId) return 'InvalidAccessKeyId';
  const time = headerOf(request, 'x-amz-date');
  const names = signed.split(';');
  if (!signsEnough(request, names) || scope !== scopeOf(time, key)) return 'SignatureDoesNotMatch';
  const right = signatureOf(request, names, key);
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(right))) return 'SignatureDoesNotMatch';
  if (!(Math.abs(timeOf(time) - now) <= MOST_SKEW_MS)) return 'RequestTimeTooSkewed';
  return contentRefusal(request);
}

/** The signature that a request should have when these of its headers are signed. */
export function signatureOf(request: S3Request, signed: readonly string[], key: AccessKey): string {
  const time = headerOf(request, 'x-amz-date');
  const scope = scopeOf(time, key);
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical(request, signed))].join('\n');
  const signingKey = scope
    .split('/')
    .reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${key.secretAccessKey}`);
  return hmac(signingKey, toSign).toString('hex');
}

/** The host, and all that begins with `x-amz-`, have to be signed. */
function signsEnough({ headers }: S3Request, signed: readonly string[]): boolean {
  const needed = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  return needed.every((name) => signed.includes(name));
}

function scopeOf(time: string, { region }: AccessKey): string {
  return `${time.slice(0, 8)}/${region}/s3/aws4_request`;
}

/** S3, unlike other services, takes the path as it was sent, without encoding it once more. */
function canonical(request: S3Request, signed: readonly string[]): string {
  const pairs = [...request.query].map(([name, value]) => `${encode(name)}=${encode(value)}`);
  const headers = signed.map((name) => `${name}:${headerOf(request, name).replace(/ +/g, ' ')}\n`);
  return [
    request.method,
    request.rawPath,
    pairs.sort().join('&'),
    headers.join(''),
    signed.join(';'),
    headerOf(request, 'x-amz-content-sha256'),
  ].join('\n');
}

/** Every byte but the unreserved ones, as the signature wants it. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Whether the body is the one that was signed. */
function contentRefusal(request: S3Request): S3ErrorCode | null {
  const promised = headerOf(request, 'x-amz-content-sha256');
  if (promised.startsWith('STREAMING-')) return 'NotImplemented';
  const isRight = promised === 'UNSIGNED-PAYLOAD' || promised === sha256(request.body);
  return isRight ? null : 'XAmzContentSHA256Mismatch';
}

/** `20300102T030405Z` in milliseconds since the epoch; NaN when it is no time. */
function timeOf(time: string): number {
  return Date.parse(time.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5'));
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
