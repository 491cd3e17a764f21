import type { AvailabilityEvent } from '../availability/setting';
import type { CallEvent } from '../cascade/call-record';

/** Everything that goes on record. */
export type RelayEvent = CallEvent | AvailabilityEvent;

/** What a workflow hands back: the reply, and what happened, which the endpoint puts on record. */
export interface Outcome {
  readonly reply: Reply;
  readonly events: readonly RelayEvent[];
  /** `call:<CallSid>`, `availability:<id>`. */
  readonly subject: string;
}

/** A reply before it is a `Twilio.Response`. */
export type Reply =
  | { readonly kind: 'twiml'; readonly xml: string }
  | { readonly kind: 'done' }
  | { readonly kind: 'repeat' }
  | { readonly kind: 'json'; readonly status: number; readonly body: object };

/** A refusal as the own API words it: what is wrong and what to do about it. */
export function refuse(status: number, code: string, message: string): Reply {
  return { kind: 'json', status, body: { error: { code, message } } };
}
