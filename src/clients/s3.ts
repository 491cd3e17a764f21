import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { agents, dropIdle } from './agents';
import { isBroken } from './http';
import { createConnect, type S3Options } from './s3/connect';
import { refusalOf, unavailable, type Refusal } from './s3/refusal';

export type { S3Options } from './s3/connect';

export type ReadObject =
  /** `etag` is without quotes. */
  | { readonly kind: 'object'; readonly text: string; readonly etag: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'too-large'; readonly bytes: number }
  /** Its bytes are no UTF-8, so they could not be written back as they are. */
  | { readonly kind: 'not-text' }
  | Extract<Refusal, { kind: 'refused' }>;

export type WriteResult =
  | { readonly kind: 'written'; readonly etag: string }
  /** These certainly wrote nothing. */
  | Exclude<Refusal, { kind: 'missing' }>;

/** An object to be written; never over anything but what was read. */
export interface ObjectToWrite {
  readonly key: string;
  readonly text: string;
  readonly contentType: string;
  readonly cacheControl?: string;
  /** The etag that it replaces; null: there is none yet. */
  readonly replaces: string | null;
}

/** The objects of one bucket. Every call throws `RelayError` (`s3_unavailable`) when nobody knows what was done. */
export interface S3 {
  /** Reads an object of at most `maxBytes`. */
  read(key: string, maxBytes: number, signal: AbortSignal): Promise<ReadObject>;
  /** Writes an object under a condition: of several at once at most one succeeds. */
  write(object: ObjectToWrite, signal: AbortSignal): Promise<WriteResult>;
}

/**
 * Talks to S3 through the SDK; repeats nothing but a read whose connection broke, once.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function createS3(options: S3Options): S3 {
  const connect = createConnect(options);
  const Bucket = options.bucket;
  return {
    async read(key, maxBytes, abortSignal) {
      try {
        const { sdk, client } = await connect();
        const get = () => client.send(new sdk.GetObjectCommand({ Bucket, Key: key }), { abortSignal });
        // A kept connection may have broken meanwhile. A write is never repeated here: its outcome is unknown.
        const reply = await get().catch((error: unknown) => repeatIfBroken(error, get));
        return await readReply(reply, maxBytes);
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal.kind === 'missing' || refusal.kind === 'refused') return refusal;
        throw unavailable(`S3 answered a read as if it were a write: ${refusal.kind}.`, error);
      }
    },
    async write({ key, text, contentType, cacheControl, replaces }, abortSignal) {
      try {
        const { sdk, client } = await connect();
        const command = new sdk.PutObjectCommand({
          Bucket,
          Key: key,
          Body: Buffer.from(text, 'utf8'),
          ContentType: contentType,
          CacheControl: cacheControl,
          // Without quotes: AWS takes both, other servers only these.
          ...(replaces === null ? { IfNoneMatch: '*' } : { IfMatch: replaces }),
        });
        const { ETag } = await client.send(command, { abortSignal });
        return { kind: 'written', etag: bareEtag(ETag) };
      } catch (error) {
        const refusal = refusalOf(error);
        // What was to be replaced has been removed meanwhile.
        return refusal.kind === 'missing' ? { kind: 'changed' } : refusal;
      }
    },
  };
}

/** Reads once more on a new connection when the first one broke. */
function repeatIfBroken<Reply>(error: unknown, read: () => Promise<Reply>): Promise<Reply> {
  if (!isBroken(error)) throw error;
  dropIdle(agents['http:']);
  dropIdle(agents['https:']);
  return read();
}

async function readReply(
  { Body, ContentLength, ETag }: GetObjectCommandOutput,
  maxBytes: number,
): Promise<ReadObject> {
  if (Body === undefined) throw unavailable('S3 answered without an object.');
  if (ContentLength !== undefined && ContentLength > maxBytes) {
    (Body as { destroy?: () => void }).destroy?.();
    return { kind: 'too-large', bytes: ContentLength };
  }
  const bytes = await Body.transformToByteArray();
  if (bytes.length > maxBytes) return { kind: 'too-large', bytes: bytes.length };
  const text = decode(bytes);
  return text === null ? { kind: 'not-text' } : { kind: 'object', text, etag: bareEtag(ETag) };
}

/** Strictly, and with a byte order mark if there is one: what is written back has to be the same bytes. */
function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Throws when there is none: without it nothing could be written safely. */
function bareEtag(etag: string | undefined): string {
  const bare = etag?.replace(/^W\//, '').replace(/^"|"$/g, '') ?? '';
  if (bare === '') throw unavailable('S3 answered without an ETag.');
  return bare;
}
