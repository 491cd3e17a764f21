/** Request parameters of a webhook. */
export type Params = Readonly<Record<string, string>>;

/** What Twilio says of a call, or of one leg of it, in every request. */
export interface Described {
  readonly accountSid: string;
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly status: string;
  /** The caller's CallSid, on a leg that `<Dial>` started. */
  readonly parentSid?: string;
}

/**
 * The parameters of every voice webhook.
 * @see https://www.twilio.com/docs/voice/twiml#twilios-request-to-your-application
 */
export function standardParams({ accountSid, sid, from, to, status, parentSid }: Described): Params {
  return {
    CallSid: sid,
    AccountSid: accountSid,
    From: from,
    To: to,
    Caller: from,
    Called: to,
    CallStatus: status,
    Direction: parentSid === undefined ? 'inbound' : 'outbound-dial',
    ApiVersion: '2010-04-01',
    ...(parentSid === undefined ? {} : { ParentCallSid: parentSid }),
  };
}

/**
 * What a status callback has besides; `at` in milliseconds since the epoch, `seconds` only at the end.
 * @see https://www.twilio.com/docs/voice/twiml/number#statuscallback
 */
export function progressParams(sequence: number, at: number, seconds?: number): Params {
  return {
    SequenceNumber: String(sequence),
    Timestamp: new Date(at).toUTCString().replace('GMT', '+0000'),
    CallbackSource: 'call-progress-events',
    ...(seconds === undefined
      ? {}
      : { CallDuration: String(seconds), Duration: String(Math.ceil(seconds / 60)) }),
  };
}

/** Whole seconds from `since` to `now` (ms), begun ones counted; 0 when it never began. */
export function secondsSince(since: number | null, now: number): number {
  return since === null ? 0 : Math.ceil((now - since) / 1000);
}
