import type { OutageStatus } from '../stand-in/fault';
import type { S3Reply } from './http';
import { element, xmlReply } from './xml';

/**
 * S3's refusals by their codes, with the status that each comes with.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
const ERRORS = {
  AccessDenied: [403, 'Access Denied'],
  BadDigest: [
    400,
    'The Content-MD5 or checksum value that you specified did not match what the server received.',
  ],
  ConditionalRequestConflict: [
    409,
    'The conditional request cannot succeed due to a conflicting operation against this resource.',
  ],
  InternalError: [500, 'We encountered an internal error. Please try again.'],
  InvalidAccessKeyId: [403, 'The AWS Access Key Id you provided does not exist in our records.'],
  InvalidArgument: [400, 'Invalid Argument'],
  MethodNotAllowed: [405, 'The specified method is not allowed against this resource.'],
  NoSuchBucket: [404, 'The specified bucket does not exist'],
  NoSuchKey: [404, 'The specified key does not exist.'],
  NotImplemented: [501, 'A header or query you provided implies functionality that is not implemented.'],
  PreconditionFailed: [412, 'At least one of the pre-conditions you specified did not hold'],
  RequestTimeTooSkewed: [403, 'The difference between the request time and the current time is too large.'],
  SignatureDoesNotMatch: [
    403,
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  ],
  SlowDown: [503, 'Please reduce your request rate.'],
  TooManyRequests: [429, 'Please reduce your request rate.'],
  XAmzContentSHA256Mismatch: [
    400,
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
  ],
} as const satisfies Record<string, readonly [number, string]>;

export type S3ErrorCode = keyof typeof ERRORS;

/** The reply that says so; `about` names what it is about. */
export function refuse(code: S3ErrorCode, about: Readonly<Record<string, string>> = {}): S3Reply {
  const [status, message] = ERRORS[code];
  const parts = { Code: code, Message: message, ...about, RequestId: 'LOCAL' };
  const inner = Object.entries(parts).map(([name, value]) => element(name, value));
  return xmlReply(status, element('Error', ...inner));
}

/** What S3 answers while it has an outage that shows as this HTTP status. */
export function outage(status: OutageStatus): S3Reply {
  switch (status) {
    case 429:
      return refuse('TooManyRequests');
    case 500:
      return refuse('InternalError');
    case 503:
      return refuse('SlowDown');
    default:
      return status satisfies never;
  }
}
