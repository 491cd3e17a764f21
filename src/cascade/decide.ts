import type { DispatchConfig } from '../config/dispatch';
import { cascadeOf, type Opening } from '../hours/opening';
import type { Answer } from './answer';
import { screeningOf, type CallRecord, type RecordReading, type Verdict } from './call-record';
import type { Caller } from './caller';
import { findDispatcher, planFrom, type Plan, type Presences, type Skip } from './plan';

/** A talk this long (s) cannot be a screening: prompt and key together are kept under 30 s at build. */
export const LONG_TALK_SECONDS = 45;

/** What a voice webhook is answered with, and whom it passed over. */
export interface Decision {
  readonly answer: Answer;
  readonly skipped: readonly Skip[];
}

/** What every decision about a call needs to know. */
export interface Situation {
  readonly config: DispatchConfig;
  readonly presences: Presences;
  readonly caller: Caller;
  /** The line's own number, E.164. */
  readonly line: string;
  /** Which cascade the call began with. */
  readonly opening: Opening;
  /** Whose phone forwarded this call to the line (an id). */
  readonly forwarder?: string;
}

/** What Twilio says of a leg, or of several that rang together, when it is over. */
export interface LegEnd {
  /** The step that rang; null when the URL named none. */
  readonly step: number | null;
  /** Which cascade that step is of. */
  readonly opening: Opening;
  /** Set when the step rang for the second time, without this person. */
  readonly without: string | null;
  readonly status: string;
  readonly bridged: boolean;
  /** The callee's CallSid; empty when there was no leg. */
  readonly leg: string;
  readonly seconds: number;
  /** The caller has hung up. */
  readonly callerGone: boolean;
}

/** Decides what an incoming call gets. */
export function decideIncoming(situation: Situation, blocked: boolean): Decision {
  if (blocked) return { answer: { kind: 'message', why: 'blocked' }, skipped: [] };
  if (cascadeOf(situation.config, situation.opening).length === 0) {
    return { answer: { kind: 'message', why: 'closed' }, skipped: [] };
  }
  return fromPlan(situation, planFrom({ ...situation, from: 0 }));
}

/** Says whether a leg was a conversation (design decision 0004). `DialCallStatus` never decides: a mailbox is `completed`, too. */
export function judge(config: DispatchConfig, end: LegEnd, reading: RecordReading): Verdict {
  if (!end.bridged) return { talked: false, because: 'not-bridged' };
  if (reading.kind !== 'read') return { talked: true, because: 'record-unreadable' };
  const screening = screeningOf(reading.record, end.leg);
  if (screening?.accepted === true) return { talked: true, because: 'accepted' };
  if (screening === undefined && !isScreened(config, end, reading.record)) {
    return { talked: true, because: 'not-screened' };
  }
  if (end.seconds >= LONG_TALK_SECONDS) return { talked: true, because: 'long' };
  return { talked: false, because: 'not-accepted' };
}

/** Decides what follows when a leg is over. */
export function decideAfterLeg(
  situation: Situation,
  end: LegEnd,
  verdict: Verdict,
  reading: RecordReading,
): Decision {
  if (verdict.talked) return { answer: { kind: 'hangup', why: 'talked' }, skipped: [] };
  if (end.callerGone) return { answer: { kind: 'hangup', why: 'caller-gone' }, skipped: [] };
  const step = end.step === null ? undefined : cascadeOf(situation.config, situation.opening)[end.step];
  if (end.step === null || step === undefined) {
    return { answer: { kind: 'message', why: 'no-such-step' }, skipped: [] };
  }
  const again = whoToLeaveOut(end, reading);
  if (again === null) return fromPlan(situation, planFrom({ ...situation, from: end.step + 1 }));
  const plan = planFrom({ ...situation, from: end.step, without: again });
  return fromPlan(situation, plan, plan.ring?.step === end.step ? again : undefined);
}

/** The key under which the answer to a `<Dial action>` is kept. */
export function legKey(end: Pick<LegEnd, 'step' | 'without'>): string {
  return `next:${end.step ?? '?'}${end.without === null ? '' : `:${end.without}`}`;
}

/** Who of this step's phones was rung when it rang, as far as is known. */
export function peopleRung(record: CallRecord, end: Pick<LegEnd, 'step' | 'without'>): readonly string[] {
  for (const event of record.events) {
    if (event.type !== 'call.decided' || event.answer.kind !== 'ring') continue;
    const { step, without = null, people } = event.answer;
    if (step === end.step && without === end.without) return people;
  }
  return [];
}

function isScreened(config: DispatchConfig, end: LegEnd, record: CallRecord): boolean {
  const rung = peopleRung(record, end);
  const people = rung.length > 0 ? rung : (cascadeOf(config, end.opening)[end.step ?? -1]?.ring ?? []);
  return people.length === 0 || people.every((who) => findDispatcher(config, who)?.screen !== false);
}

/** Somebody who picked up without accepting stopped the other phones of the step: those deserve their ring, once. */
function whoToLeaveOut(end: LegEnd, reading: RecordReading): string | null {
  if (end.without !== null || reading.kind !== 'read') return null;
  const screening = screeningOf(reading.record, end.leg);
  const others = peopleRung(reading.record, end).filter((who) => who !== screening?.who);
  return screening !== undefined && others.length > 0 ? screening.who : null;
}

function fromPlan({ opening }: Situation, { ring, skipped }: Plan, without?: string): Decision {
  if (ring === null) return { answer: { kind: 'message', why: 'nobody-left' }, skipped };
  const again = without === undefined ? {} : { without };
  return {
    answer: { kind: 'ring', ...ring, ...again, ...(opening === 'open' ? {} : { hours: opening }) },
    skipped,
  };
}
