import { RestError, type Refusal } from '../rest-error';

/**
 * What the Messages API refuses, by Twilio's error code.
 * @see https://www.twilio.com/docs/api/errors
 */
const REFUSALS = {
  20001: { status: 400, message: 'Invalid parameter' },
  20003: { status: 401, message: 'Authenticate' },
  20004: { status: 405, message: 'Method not allowed' },
  20404: { status: 404, message: 'The requested resource was not found' },
  21211: { status: 400, message: "The 'To' number is not a valid phone number" },
  21266: { status: 400, message: "'To' and 'From' number cannot be the same" },
  21602: { status: 400, message: 'Message body is required' },
  21603: { status: 400, message: "A 'From' phone number is required" },
  21604: { status: 400, message: "A 'To' phone number is required" },
  21606: { status: 400, message: "The 'From' phone number is not a message-capable number of this account" },
  21609: { status: 400, message: "The 'StatusCallback' URL is not a valid URL" },
  21610: { status: 400, message: 'Attempt to send to unsubscribed recipient' },
  21617: { status: 400, message: 'The concatenated message body exceeds the 1600 character limit' },
  21620: { status: 400, message: 'Invalid media URL' },
  21623: { status: 400, message: 'Number of media files exceeds allowed limit' },
  21705: { status: 400, message: 'The Messaging Service is invalid' },
  30409: { status: 400, message: 'This message cannot be canceled' },
  35111: { status: 400, message: 'SendAt timestamp is missing' },
  35114: { status: 400, message: 'SendAt must be more than 300 seconds and at most 35 days in the future' },
} as const satisfies Record<number, Refusal>;

/** The codes that the stand-in can refuse with. */
export type MessagesErrorCode = keyof typeof REFUSALS;

/** A request that Twilio refuses, with the HTTP status that goes with its code. */
export class MessagesError extends RestError<MessagesErrorCode> {
  override readonly name = 'MessagesError';

  constructor(code: MessagesErrorCode, message: string = REFUSALS[code].message) {
    super(code, { status: REFUSALS[code].status, message });
  }
}
