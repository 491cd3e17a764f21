import type { OutageStatus } from '../../stand-in/fault';
import { RestError, type Refusal } from '../rest-error';

/**
 * What Sync refuses, by Twilio's error code and in Twilio's words.
 * @see https://www.twilio.com/docs/api/errors
 */
const REFUSALS = {
  20001: { status: 400, message: 'Invalid parameter' },
  20003: { status: 401, message: 'Authenticate' },
  20004: { status: 405, message: 'Method not allowed' },
  20404: { status: 404, message: 'The requested resource was not found' },
  20429: { status: 429, message: 'Too Many Requests' },
  20500: { status: 500, message: 'An internal server error has occurred' },
  20503: { status: 503, message: 'Service unavailable' },
  54003: { status: 400, message: 'Invalid If-Match header' },
  54006: { status: 413, message: 'Request entity too large' },
  54008: { status: 400, message: 'Invalid request body: the type of one of the attributes is invalid' },
  54009: { status: 429, message: 'Rate limit exceeded' },
  54010: { status: 400, message: 'No parameters specified' },
  54011: { status: 400, message: 'Invalid TTL' },
  54100: { status: 404, message: 'Document not found' },
  54103: { status: 412, message: 'The revision of the Document does not match the expected revision' },
  54301: { status: 409, message: 'Unique name already exists' },
} as const satisfies Record<number, Refusal>;

/** The codes that the stand-in can answer with. */
export type SyncErrorCode = keyof typeof REFUSALS;

/** A request that Sync refuses, with the HTTP status that goes with its code. */
export class SyncError extends RestError<SyncErrorCode> {
  override readonly name = 'SyncError';

  constructor(code: SyncErrorCode, message: string = REFUSALS[code].message) {
    super(code, { status: REFUSALS[code].status, message });
  }
}

/** Returns Twilio's error for an outage that shows as this HTTP status. */
export function outage(status: OutageStatus): SyncError {
  const codes = { 429: 20429, 500: 20500, 503: 20503 } as const;
  return new SyncError(codes[status]);
}
