/** How the gateway ends an exchange: with an HTTP answer, or by breaking the connection. */
export type Outcome = Reply | { readonly kind: 'reset' };

export interface Reply {
  readonly kind: 'reply';
  readonly status: number;
  /** Name, value, name, value and so on, without the content's length. */
  readonly headers: readonly string[];
  readonly body: Buffer;
}

/** An answer of the gateway's own that says in a sentence why there is no other. */
export function refusal(status: number, message: string, headers: readonly string[] = []): Reply {
  return {
    kind: 'reply',
    status,
    headers: ['content-type', 'application/json', ...headers],
    body: Buffer.from(JSON.stringify({ message })),
  };
}

/** A function that ended in a 5xx is error 82002 to Twilio (https://www.twilio.com/docs/api/errors/82002). */
export function functionFailed(status: 500 | 502 | 504, message: string): Reply {
  return refusal(status, message, ['x-twilio-error-code', '82002']);
}
