import type { CallEvent } from '../cascade/call-record';

/** What a workflow hands back: the reply, and what happened, which the endpoint puts on record. */
export interface Outcome {
  readonly reply: Reply;
  readonly events: readonly CallEvent[];
  /** `call:<CallSid>`. */
  readonly subject: string;
}

/** A reply before it is a `Twilio.Response`. */
export type Reply =
  { readonly kind: 'twiml'; readonly xml: string } | { readonly kind: 'done' } | { readonly kind: 'repeat' };
