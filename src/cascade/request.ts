import { isE164, readCaller, type Caller } from './caller';
import type { LegEnd } from './decide';
import type { Callback } from './leg-record';

/** Request parameters as a function gets them: query and body in one, each value of any type. */
export type Params = Readonly<Record<string, unknown>>;

/** What every voice webhook says about the call it belongs to. */
export interface CallIdentity {
  /** The caller's CallSid; empty when there is none, and then nothing can be stored. */
  readonly sid: string;
  readonly caller: Caller;
  /** The number that was called, E.164; empty when Twilio sent none. */
  readonly to: string;
  /** How sure the carriers are of the caller's number, Twilio's `StirVerstat`; left out when nothing is said about it. */
  readonly stir?: string;
  /** The phone that forwarded the call to the line, as its carrier writes it (`ForwardedFrom`). */
  readonly forwardedFrom?: string;
  /** The dispatcher (an id) who forwarded it, from the address of a later step. */
  readonly forwarder?: string;
}

const CALL_SID = /^CA[0-9a-f]{32}$/;
/** `TN-Validation-Passed-A`, perhaps with `-Diverted` or `-Passthrough`; bounded, because it is stored. */
const STIR = /^[\w-]{1,60}$/;
const GONE = new Set(['completed', 'canceled', 'busy', 'failed', 'no-answer']);

/** The parameter as text; arrays and objects, which anybody can send, count as absent. */
export function textOf(params: Params, name: string): string {
  const value = params[name];
  return typeof value === 'string' ? value : '';
}

/** The parameter as a whole number from 0 up, or null. */
export function numberOf(params: Params, name: string): number | null {
  const text = textOf(params, name);
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** Reads a webhook about the caller's own leg. */
export function readCall(params: Params): CallIdentity {
  const sid = sidOf(params, 'CallSid');
  const to = textOf(params, 'To');
  const stir = textOf(params, 'StirVerstat');
  const forwardedFrom = textOf(params, 'ForwardedFrom');
  const forwarder = textOf(params, 'forwarder');
  return {
    sid,
    caller: readCaller(textOf(params, 'From')),
    to: isE164(to) ? to : '',
    ...(STIR.test(stir) ? { stir } : {}),
    ...(forwardedFrom === '' ? {} : { forwardedFrom }),
    ...(forwarder === '' ? {} : { forwarder }),
  };
}

/** The leg that a screening webhook runs on: the callee's CallSid, the caller's, and who was rung in which step. */
export interface ScreenedLeg {
  readonly leg: string;
  readonly call: string;
  readonly who: string;
  readonly step: number;
  /** What the rung phone showed. */
  readonly shown: Caller;
  readonly digits: string;
  /** This leg was asked again after a wrong key. */
  readonly reminded: boolean;
}

/** Reads a webhook about a callee's leg. */
export function readScreenedLeg(params: Params): ScreenedLeg {
  return {
    leg: sidOf(params, 'CallSid'),
    call: sidOf(params, 'ParentCallSid'),
    who: textOf(params, 'who'),
    step: numberOf(params, 'step') ?? 0,
    shown: readCaller(textOf(params, 'From')),
    digits: textOf(params, 'Digits'),
    reminded: textOf(params, 'reminded') === 'yes',
  };
}

/** Reads what a `<Dial action>` says of the leg that is over. */
export function readLegEnd(params: Params): LegEnd {
  const without = textOf(params, 'who');
  return {
    step: numberOf(params, 'step'),
    opening: textOf(params, 'hours') === 'closed' ? 'closed' : 'open',
    without: without === '' ? null : without,
    status: textOf(params, 'DialCallStatus'),
    bridged: textOf(params, 'DialBridged') === 'true',
    leg: sidOf(params, 'DialCallSid'),
    seconds: numberOf(params, 'DialCallDuration') ?? 0,
    callerGone: GONE.has(textOf(params, 'CallStatus')),
  };
}

/** Reads a status callback, of a leg when it names a parent call; null when it names no call at all. */
export function readCallback(params: Params, now: number): { call: string; callback: Callback } | null {
  const sid = sidOf(params, 'CallSid');
  const parent = sidOf(params, 'ParentCallSid');
  if (sid === '') return null;
  const facts = {
    status: textOf(params, 'CallStatus'),
    seconds: numberOf(params, 'CallDuration') ?? 0,
    at: timeOf(params, now),
  };
  if (parent === '') return { call: sid, callback: { about: 'call', ...facts } };
  const who = textOf(params, 'who');
  return {
    call: parent,
    callback: { about: 'leg', leg: sid, who, step: numberOf(params, 'step') ?? 0, ...facts },
  };
}

function sidOf(params: Params, name: string): string {
  const sid = textOf(params, name);
  return CALL_SID.test(sid) ? sid : '';
}

/** When it happened, by Twilio's own clock where it says so (RFC 2822), as ISO 8601. */
function timeOf(params: Params, now: number): string {
  const stamp = Date.parse(textOf(params, 'Timestamp'));
  return new Date(Number.isNaN(stamp) ? now : stamp).toISOString();
}
