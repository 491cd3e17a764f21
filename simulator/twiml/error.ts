/** Why Twilio would not execute a document. */
export class TwimlError extends Error {
  override readonly name = 'TwimlError';
  /** Twilio's code, see `TWIML_CODES`. */
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Twilio's codes for documents. 12200 and 13223 are only warnings at Twilio, which then does something else than was
 * written; here they refuse the document.
 * @see https://www.twilio.com/docs/api/errors
 */
export const TWIML_CODES = {
  tooLarge: 11750,
  notWellFormed: 12100,
  invalid: 12200,
  notAPhoneNumber: 13223,
} as const;

/** Refuses a document that breaks a rule. Always throws `TwimlError`. */
export function refuse(message: string, code: number = TWIML_CODES.invalid): never {
  throw new TwimlError(code, message);
}
