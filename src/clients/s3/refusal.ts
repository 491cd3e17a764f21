import { RelayError } from '../../errors';

/** What S3 says when it certainly did not do what was asked. */
export type Refusal =
  /** There is no such object. */
  | { readonly kind: 'missing' }
  /** The object is not what the condition says (412). */
  | { readonly kind: 'changed' }
  /** Somebody writes it at this very moment (409): read again, then try again. */
  | { readonly kind: 'conflict' }
  /** Asking again does not help; `reason` is S3's own error code. */
  | { readonly kind: 'refused'; readonly reason: string };

const NOT_FOUND = 404;
const CONFLICT = 409;
const PRECONDITION_FAILED = 412;
/** Client errors that pass by themselves. */
const PASSING = ['RequestTimeout', 'SlowDown', 'TooManyRequests'];

/**
 * Reads what the SDK threw; throws `RelayError` (`s3_unavailable`) when nobody knows what was done.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof RelayError) throw error;
  const { name, $metadata } = error as { name?: unknown; $metadata?: { httpStatusCode?: number } };
  const code = typeof name === 'string' && /^\w{1,60}$/.test(name) ? name : 'Unknown';
  const status = $metadata?.httpStatusCode ?? 0;
  // Nothing else that is not there, such as the bucket, is a missing object: a new one would be written on the strength of it.
  if (status === NOT_FOUND && code === 'NoSuchKey') return { kind: 'missing' };
  if (status === PRECONDITION_FAILED) return { kind: 'changed' };
  if (status === CONFLICT) return { kind: 'conflict' };
  if (status >= 400 && status < 500 && !PASSING.includes(code)) return { kind: 'refused', reason: code };
  throw unavailable(`S3 gave no clear answer: ${code}.`, error);
}

/** The error for what nobody knows. */
export function unavailable(text: string, cause?: unknown): RelayError {
  return new RelayError('s3_unavailable', {
    text,
    advice: 'Look at health.aws.amazon.com; the same request may be sent again.',
    cause,
  });
}
