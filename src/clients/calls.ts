import { CallListInstance, type CallInstance } from 'twilio/lib/rest/api/v2010/account/call';
import { attempt, coreApi, isSince } from './core-api';
import type { TransportOptions } from './transport';

/**
 * A call, or a leg of one, as Twilio lists it; times in milliseconds since the epoch, of whole seconds.
 * @see https://www.twilio.com/docs/voice/api/call-resource#call-properties
 */
export interface ListedCall {
  readonly sid: string;
  /** The call that dialled this leg. */
  readonly parent: string | null;
  readonly from: string;
  readonly to: string;
  /** `queued`, `ringing`, `in-progress`, `completed`, `busy`, `failed`, `no-answer` or `canceled`. */
  readonly status: string;
  /** `inbound`, `outbound-dial` for a leg, `outbound-api` and others. */
  readonly direction: string;
  /** How long it was connected; 0 when nobody answered, and until it is over. */
  readonly seconds: number;
  readonly startedAt: number;
  /** Twilio promises it for completed calls only: whether a call is over is in its status. */
  readonly endedAt: number | null;
}

/** The calls of the line. Every question throws `RelayError` (`twilio_unavailable`) when Twilio gives no answer. */
export interface Calls {
  /** Every call to the line that started since then (ms), the oldest first. */
  inboundSince(since: number, signal: AbortSignal): Promise<readonly ListedCall[]>;
  /** The legs that a call dialled, the oldest first. */
  legsOf(callSid: string, signal: AbortSignal): Promise<readonly ListedCall[]>;
}

export interface CallsOptions extends TransportOptions {
  readonly accountSid: string;
  /** E.164. */
  readonly line: string;
}

/** A call takes up to 3 KB, so a page stays within the transport's limit. */
const PAGE_SIZE = 200;

/** Asks the Calls API through the SDK's own resource class over our lean transport. */
export function createCalls(options: CallsOptions): Calls {
  const list = (wanted: Wanted, signal: AbortSignal): Promise<readonly ListedCall[]> =>
    attempt(async () => {
      const calls = CallListInstance(coreApi(options, signal), options.accountSid);
      const newestFirst = await calls.list({ ...wanted, pageSize: PAGE_SIZE });
      return newestFirst.map(toListedCall).reverse();
    });
  return {
    inboundSince: async (since, signal) => {
      const calls = await list({ to: options.line, startTimeAfter: new Date(since) }, signal);
      // Twilio promises to compare the day only, so the hour is compared here.
      return calls.filter(({ direction, startedAt }) => direction === 'inbound' && isSince(startedAt, since));
    },
    legsOf: (parentCallSid, signal) => list({ parentCallSid }, signal),
  };
}

type Wanted = { readonly to: string; readonly startTimeAfter: Date } | { readonly parentCallSid: string };

/** Plain fields only: what the SDK lists cannot be asked to do anything. */
function toListedCall(call: CallInstance): ListedCall {
  const { sid, parentCallSid, from, to, status, direction, duration } = call;
  return {
    sid,
    parent: parentCallSid || null,
    from,
    to,
    status,
    direction,
    seconds: Number(duration),
    startedAt: timeOf(call.startTime) ?? call.dateCreated.getTime(),
    endedAt: timeOf(call.endTime),
  };
}

/** Contrary to its types the SDK passes on whatever is no date: null, or nothing between quotation marks. */
function timeOf(date: unknown): number | null {
  return date instanceof Date ? date.getTime() : null;
}
