import { withDeadline } from '../deadline';
import { RelayError } from '../errors';
import { EMPTY_DOCUMENT, parseDocument, toText, type JobDocument } from './document';
import type { S3JobStoreOptions, Unusable } from './store';

/** One request to S3, in milliseconds (design §8). */
export const TRY_MS = 1500;

/** Above this a function's memory is not enough for reading and changing it; in bytes. */
export const MOST_DOCUMENT_BYTES = 4_000_000;

/** CloudFront may keep it for 2 s, browsers ask every time. With CloudFront's own minimum TTL at 0. */
const CACHE_CONTROL = 'max-age=0, s-maxage=2, must-revalidate';

export type Loaded =
  /** `etag` null: it has not been written yet. */
  | { readonly kind: 'document'; readonly doc: JobDocument; readonly etag: string | null }
  | { readonly kind: 'unusable'; readonly result: Unusable }
  /** Asking again may help. */
  | { readonly kind: 'no-answer'; readonly why: string };

export type Saved =
  | { readonly kind: 'saved' }
  /** Nothing was written, as somebody else was faster. */
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'unusable'; readonly result: Unusable }
  /** Nobody knows whether it was written. */
  | { readonly kind: 'no-answer'; readonly why: string };

/** Reads the document, for at most `ms` milliseconds. */
export async function loadDocument(options: S3JobStoreOptions, ms: number = TRY_MS): Promise<Loaded> {
  const { s3, clock, key, fields } = options;
  const found = await answerOf(() =>
    withDeadline(clock, ms, (signal) => s3.read(key, MOST_DOCUMENT_BYTES, signal)),
  );
  switch (found.kind) {
    case 'object':
      return opened(found.text, found.etag, fields);
    case 'missing':
      return opened(EMPTY_DOCUMENT, null, fields);
    case 'not-text':
      return unusable({ kind: 'invalid', why: 'It is not UTF-8.' });
    case 'too-large':
      return unusable({ kind: 'document-too-large', bytes: found.bytes });
    case 'refused':
      return unusable({ kind: 'unavailable', certain: true, why: refusedRead(found.reason) });
    case 'no-answer':
      return found;
    default:
      return found satisfies never;
  }
}

/** Writes the document in the place of the one with this etag (null: there is none), for at most `ms` milliseconds. */
export async function saveDocument(
  { s3, clock, key }: S3JobStoreOptions,
  doc: JobDocument,
  replaces: string | null,
  ms: number,
): Promise<Saved> {
  const text = toText(doc);
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_DOCUMENT_BYTES) return unusable({ kind: 'document-too-large', bytes });
  const object = {
    key,
    text,
    contentType: 'application/json',
    cacheControl: CACHE_CONTROL,
    replaces,
  };
  const answer = await answerOf(() => withDeadline(clock, ms, (signal) => s3.write(object, signal)));
  switch (answer.kind) {
    case 'written':
      return { kind: 'saved' };
    case 'changed':
    case 'conflict':
      return { kind: 'overtaken' };
    case 'refused':
      return unusable({
        kind: 'unavailable',
        certain: true,
        why: `S3 refused the write: ${answer.reason}.`,
      });
    case 'no-answer':
      return answer;
    default:
      return answer satisfies never;
  }
}

function opened(text: string, etag: string | null, fields: S3JobStoreOptions['fields']): Loaded {
  const parsed = parseDocument(text, fields);
  return parsed.kind === 'ok' ? { kind: 'document', doc: parsed.doc, etag } : unusable(parsed);
}

function unusable(result: Unusable) {
  return { kind: 'unusable', result } as const;
}

/** S3 says AccessDenied of a missing object to whoever may not list the bucket. */
function refusedRead(reason: string): string {
  const hint =
    reason === 'AccessDenied' ? ' The key needs s3:ListBucket as well, if there is no document yet.' : '';
  return `S3 refused the read: ${reason}.${hint}`;
}

/** What was answered, or that nothing was. What only the operator can mend is thrown. */
async function answerOf<Answer>(
  ask: () => Promise<Answer>,
): Promise<Answer | { readonly kind: 'no-answer'; readonly why: string }> {
  try {
    return await ask();
  } catch (error) {
    const mayPass = error instanceof RelayError && error.code !== 'settings_missing';
    if (mayPass) return { kind: 'no-answer', why: error.message };
    throw error;
  }
}
