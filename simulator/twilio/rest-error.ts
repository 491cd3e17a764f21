/** What a product of Twilio's refuses, for one error code. */
export interface Refusal {
  /** HTTP status. */
  readonly status: number;
  readonly message: string;
}

/** A request that Twilio refuses, with the HTTP status that goes with its code. */
export class RestError<Code extends number> extends Error {
  readonly code: Code;
  readonly status: number;

  constructor(code: Code, { status, message }: Refusal) {
    super(message);
    this.code = code;
    this.status = status;
  }

  /** The body of Twilio's error replies. */
  toJSON(): { code: number; message: string; more_info: string; status: number } {
    const { code, message, status } = this;
    return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  }
}
