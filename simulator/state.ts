import type { LogLine } from '../src/host';
import type { WorldEvent } from './events';

/** What a phone of a dispatcher is doing. */
export type PhoneStatus = 'idle' | 'ringing' | 'listening' | 'talking';

/** A dispatcher's phone as a person sees it. */
export interface PhoneState {
  readonly number: string;
  readonly status: PhoneStatus;
  /** The CallSid of the leg that rings it or is connected to it. */
  readonly leg: string | null;
  /** What it shows while it rings or is in a call. */
  readonly shows: string | null;
  /** Whether a mailbox picked up in place of the person. */
  readonly mailbox: boolean;
  /** The last thing that was said into it. */
  readonly heard: string | null;
}

/** A call, present or past, with everything that happened in it. */
export interface CallState {
  readonly sid: string;
  readonly from: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly status: 'ringing' | 'connected' | 'recording' | 'ended';
  readonly outcome: 'answered' | 'message' | 'missed' | 'failed' | null;
  readonly heard: string | null;
  readonly events: readonly WorldEvent[];
}

/** Twilio's own answer to STOP, START or HELP, which no list of messages has. */
export interface CarrierText {
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly body: string;
}

/** Everything that the console page and the story show, and that only events tell. */
export interface WorldState {
  readonly phones: Readonly<Record<string, PhoneState>>;
  /** Newest first. */
  readonly calls: readonly CallState[];
  /** Oldest first. */
  readonly carrierTexts: readonly CarrierText[];
}

export const emptyWorld: WorldState = { phones: {}, calls: [], carrierTexts: [] };

/** Kept in memory and in the page. */
const MOST_CALLS = 50;
const MOST_CARRIER_TEXTS = 100;

/** Takes in one event; the server and the page use the very same function. */
export function reduce(state: WorldState, event: WorldEvent): WorldState {
  return {
    phones: reducePhones(state.phones, event),
    calls: reduceCalls(state.calls, event),
    carrierTexts: reduceCarrierTexts(state.carrierTexts, event),
  };
}

function reducePhones(phones: WorldState['phones'], event: WorldEvent): WorldState['phones'] {
  const change = (number: string, next: Partial<PhoneState>): WorldState['phones'] => ({
    ...phones,
    [number]: { ...(phones[number] ?? idle(number)), ...next },
  });
  switch (event.type) {
    case 'leg.rings':
      return change(event.to, {
        status: 'ringing',
        leg: event.callSid,
        shows: event.callerId,
        mailbox: false,
        heard: null,
      });
    case 'leg.picked-up':
      return change(event.to, { status: 'listening', mailbox: event.by === 'mailbox' });
    case 'leg.bridged':
      return change(event.to, { status: 'talking' });
    case 'leg.ended':
      // A leg that found the phone engaged ends without having touched it.
      return phones[event.to]?.leg === event.callSid ? change(event.to, idle(event.to)) : phones;
    case 'said':
      return event.to === 'caller' ? phones : change(event.to, { heard: event.text });
    default:
      return phones;
  }
}

function reduceCarrierTexts(texts: readonly CarrierText[], event: WorldEvent): readonly CarrierText[] {
  if (event.type !== 'text.sent' || event.messageSid !== null) return texts;
  const { at, from, to, body } = event;
  return [...texts, { at, from, to, body }].slice(-MOST_CARRIER_TEXTS);
}

function idle(number: string): PhoneState {
  return { number, status: 'idle', leg: null, shows: null, mailbox: false, heard: null };
}

function reduceCalls(calls: readonly CallState[], event: WorldEvent): readonly CallState[] {
  if (event.type === 'call.started') {
    const call: CallState = {
      sid: event.callSid,
      from: event.from,
      startedAt: event.at,
      endedAt: null,
      status: 'ringing',
      outcome: null,
      heard: null,
      events: [event],
    };
    return [call, ...calls].slice(0, MOST_CALLS);
  }
  return calls.map((call) => (call.sid === event.call ? reduceCall(call, event) : call));
}

function reduceCall(call: CallState, event: WorldEvent): CallState {
  const next = { ...call, events: [...call.events, event] };
  switch (event.type) {
    case 'call.answered':
      return { ...next, status: 'connected' };
    case 'call.ended':
      return {
        ...next,
        status: 'ended',
        endedAt: event.at,
        outcome: next.outcome ?? outcomeAtEnd(call, event),
      };
    case 'leg.bridged':
      return { ...next, outcome: 'answered' };
    case 'said':
      return event.to === 'caller' ? { ...next, heard: event.text } : next;
    case 'recording.started':
      return { ...next, status: 'recording' };
    case 'recorded':
      return { ...next, status: 'connected' };
    case 'function.log':
      return { ...next, outcome: outcomeFromLog(event.line) ?? next.outcome };
    default:
      return next;
  }
}

function outcomeAtEnd(call: CallState, event: WorldEvent & { type: 'call.ended' }): CallState['outcome'] {
  if (call.outcome !== null) return call.outcome;
  return event.by === 'error' ? 'failed' : null;
}

/** The product's own word on it outranks what the phones seem to have done. */
function outcomeFromLog(line: LogLine): CallState['outcome'] {
  const data = (line['data'] ?? {}) as { alert?: unknown; verdict?: { talked?: unknown } };
  if (line['type'] === 'alert.raised') return data.alert === 'message' ? 'message' : 'missed';
  return line['type'] === 'leg.over' && data.verdict?.talked === true ? 'answered' : null;
}
