import type { AvailabilityEvent } from '../availability/setting';
import type { CallEvent } from '../cascade/call-record';
import type { TextEvent } from '../conversations/text-event';

/** Everything that goes on record. */
export type RelayEvent = CallEvent | AvailabilityEvent | TextEvent;

/** What a workflow hands back: the reply, and what happened, which the endpoint puts on record. */
export interface Outcome {
  readonly reply: Reply;
  readonly events: readonly RelayEvent[];
  /** `call:<CallSid>`, `availability:<id>`, `customer:<hmac>`. */
  readonly subject: string;
}

/** A reply before it is a `Twilio.Response`. */
export type Reply =
  | { readonly kind: 'twiml'; readonly xml: string }
  | { readonly kind: 'done' }
  | { readonly kind: 'repeat' }
  | { readonly kind: 'json'; readonly status: number; readonly body: object; readonly headers?: Headers }
  | { readonly kind: 'empty'; readonly status: number; readonly headers?: Headers }
  /** A page; its content type is among the headers. */
  | { readonly kind: 'html'; readonly status: number; readonly html: string; readonly headers: Headers }
  | {
      readonly kind: 'file';
      readonly contentType: string;
      readonly body: Buffer;
      readonly headers?: Headers;
    };

type Headers = Readonly<Record<string, string>>;

/** A refusal as the own API words it: what is wrong and what to do about it. */
export function refuse(status: number, code: string, message: string): Reply {
  return { kind: 'json', status, body: { error: { code, message } } };
}
