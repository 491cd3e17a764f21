import type { Answer } from './answer';
import type { Skip } from './plan';

/** Why a leg counts as a conversation, or not (design decision 0004). */
export type Verdict =
  | { readonly talked: true; readonly because: 'accepted' | 'not-screened' | 'record-unreadable' | 'long' }
  | { readonly talked: false; readonly because: 'not-bridged' | 'not-accepted' };

/** One thing that a voice route learned or decided about a call. `key` makes a repeat of the same webhook harmless. */
export type CallEvent = { readonly at: string; readonly key: string } & (
  | {
      readonly type: 'call.decided';
      readonly answer: Answer;
      readonly skipped: readonly Skip[];
      /** On what evidence each person counted as reachable or not. */
      readonly known?: Readonly<Record<string, string>>;
    }
  | { readonly type: 'leg.screened'; readonly leg: string; readonly who: string; readonly step: number }
  | { readonly type: 'leg.accepted'; readonly leg: string; readonly who: string; readonly step: number }
  | { readonly type: 'leg.reminded'; readonly leg: string; readonly who: string; readonly step: number }
  | { readonly type: 'leg.refused'; readonly leg: string; readonly who: string; readonly step: number }
  | {
      readonly type: 'leg.over';
      readonly step: number;
      readonly leg: string;
      readonly status: string;
      readonly seconds: number;
      readonly verdict: Verdict;
      readonly callerGone: boolean;
    }
  | { readonly type: 'message.ended'; readonly seconds: number }
  | {
      readonly type: 'message.recorded';
      readonly recording: string;
      readonly status: 'completed' | 'absent';
      readonly seconds: number;
    }
  | { readonly type: 'message.transcribed'; readonly status: string; readonly text: string }
  /** Found in Twilio's list: our functions took no part in it. */
  | { readonly type: 'call.replayed'; readonly talked: boolean; readonly seconds: number }
  /** Twilio's lists were read after the end: no callback that is still missing can change the outcome. */
  | { readonly type: 'call.reconciled' }
  | { readonly type: 'alert.raised'; readonly alert: 'missed' | 'message'; readonly to: readonly string[] }
);

/** The document `call-<CallSid>`, written by the voice routes only. */
export interface CallRecord {
  readonly v: 1;
  readonly sid: string;
  /** E.164, or null for a withheld number. */
  readonly from: string | null;
  readonly to: string;
  /** Twilio's `StirVerstat` of the caller, as soon as a webhook said it. */
  readonly stir?: string;
  readonly events: readonly CallEvent[];
}

/** The record as it was found. */
export type RecordReading =
  | { readonly kind: 'read'; readonly record: CallRecord }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable' };

/** Sync refuses documents over 16 KiB (54006); this leaves room for one more event. */
const MAX_BYTES = 15_000;
const MAX_TRANSCRIPT = 2_000;

/** An event without the time and key that `append` gives it, kept apart for each member of the union. */
type WithoutTime<Event> = Event extends unknown ? Omit<Event, 'at'> : never;
export type NewCallEvent = WithoutTime<CallEvent>;

/** Adds `events` that are not there yet; returns the same record when all of them are. Never grows past Sync's limit. */
export function append(record: CallRecord, events: readonly NewCallEvent[], now: number): CallRecord {
  const known = new Set(record.events.map((event) => event.key));
  const added = events.filter((event) => !known.has(event.key));
  if (added.length === 0) return record;
  const at = new Date(now).toISOString();
  const stamped = added.map((event) => shortenTranscript({ at, ...event }));
  return fit({ ...record, events: [...record.events, ...stamped] });
}

/** The answer that was given under this key, if the webhook was answered before. */
export function answerGiven(record: CallRecord, key: string): Answer | undefined {
  const event = record.events.find((candidate) => candidate.type === 'call.decided' && candidate.key === key);
  return event?.type === 'call.decided' ? event.answer : undefined;
}

/** Who was screened on this leg (the callee's CallSid), and whether the leg was accepted. */
export function screeningOf(record: CallRecord, leg: string): { who: string; accepted: boolean } | undefined {
  const screened = record.events.find((event) => event.type === 'leg.screened' && event.leg === leg);
  const accepted = record.events.find((event) => event.type === 'leg.accepted' && event.leg === leg);
  const event = accepted ?? screened;
  if (event?.type !== 'leg.screened' && event?.type !== 'leg.accepted') return undefined;
  return { who: event.who, accepted: accepted !== undefined };
}

/** Whether a value read from Sync is a call record of this version. */
export function isCallRecord(value: unknown): value is CallRecord {
  const candidate = value as Partial<CallRecord> | null;
  return candidate?.v === 1 && typeof candidate.sid === 'string' && Array.isArray(candidate.events);
}

function shortenTranscript(event: CallEvent): CallEvent {
  return event.type === 'message.transcribed'
    ? { ...event, text: event.text.slice(0, MAX_TRANSCRIPT) }
    : event;
}

/** Gives up the oldest evidence first, never a decision. */
function fit(record: CallRecord): CallRecord {
  let events = record.events;
  while (Buffer.byteLength(JSON.stringify({ ...record, events })) > MAX_BYTES) {
    const index = events.findIndex((event) => event.type === 'call.decided' && event.known !== undefined);
    if (index < 0) break;
    events = events.map((event, at) => (at === index ? withoutKnown(event) : event));
  }
  return { ...record, events };
}

function withoutKnown(event: CallEvent): CallEvent {
  if (event.type !== 'call.decided') return event;
  const { known: _known, ...rest } = event;
  return rest;
}
