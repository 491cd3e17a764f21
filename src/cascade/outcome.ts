import type { DispatchConfig } from '../config/dispatch';
import type { CallEvent, CallRecord } from './call-record';
import { LONG_TALK_SECONDS } from './decide';
import { isOver, type Leg, type LegRecord } from './leg-record';
import { findDispatcher } from './plan';

/** How a call ended. `open`: not over, or not known yet. */
export type CallOutcome =
  | { readonly kind: 'answered'; readonly by: string | null }
  | { readonly kind: 'message'; readonly recording: string; readonly seconds: number }
  | { readonly kind: 'missed' }
  | { readonly kind: 'open' };

/** A recording shorter than this (s) is somebody hanging up, not a message. */
export const SHORTEST_MESSAGE_SECONDS = 2;

/** A leg that ended within this time (s) of the call ended because the caller hung up: nothing else can have followed it. */
const TOGETHER_SECONDS = 4;

/**
 * Says how a call ended, from what the voice routes and the callbacks stored. In any order of arrival it stays `open` until it
 * can be said for certain. A missing callback proves nothing: an open call was missed only after Twilio's own lists were read
 * (`call.reconciled`). Once the greeting was served only the recording decides.
 */
export function outcomeOf(
  config: DispatchConfig,
  call: CallRecord | null,
  legs: LegRecord | null,
): CallOutcome {
  if (call === null) return { kind: 'open' };
  const outcome = outcomeSoFar(config, call, legs);
  const isReconciled = call.events.some(({ type }) => type === 'call.reconciled');
  return outcome.kind === 'open' && isReconciled ? { kind: 'missed' } : outcome;
}

function outcomeSoFar(config: DispatchConfig, call: CallRecord, legs: LegRecord | null): CallOutcome {
  const talk = findLast(call, 'leg.over', (event) => event.verdict.talked);
  if (talk !== undefined) return { kind: 'answered', by: whoAccepted(call, talk.leg) };
  // A recording is a message, also where the decision to take one could not be stored.
  const recorded = fromRecording(call);
  if (recorded.kind === 'message') return recorded;
  const decided = findLast(call, 'call.decided');
  if (decided === undefined) return fromReplay(call);
  switch (decided.answer.kind) {
    case 'message':
      return recorded;
    case 'hangup':
      return { kind: 'missed' };
    case 'ring':
      return fromLegs(config, call, legs, { at: decided.at, ...decided.answer });
    default:
      return decided.answer satisfies never;
  }
}

/** Whether the caller was blocked: such calls raise no alert. */
export function wasBlocked(call: CallRecord): boolean {
  return call.events.some(
    (event) =>
      event.type === 'call.decided' && event.answer.kind === 'message' && event.answer.why === 'blocked',
  );
}

/** Nothing was decided about it here: what Twilio's lists say. */
function fromReplay(call: CallRecord): CallOutcome {
  const replayed = findLast(call, 'call.replayed');
  if (replayed === undefined) return { kind: 'open' };
  return replayed.talked ? { kind: 'answered', by: null } : { kind: 'missed' };
}

function fromRecording(call: CallRecord): CallOutcome {
  const recorded = findLast(call, 'message.recorded');
  if (recorded === undefined) return { kind: 'open' };
  const { status, seconds, recording } = recorded;
  if (status === 'absent' || seconds < SHORTEST_MESSAGE_SECONDS) return { kind: 'missed' };
  return { kind: 'message', recording, seconds };
}

/** The caller is gone and no `<Dial action>` came: what the callbacks say of the last phones that rang. */
function fromLegs(
  config: DispatchConfig,
  call: CallRecord,
  legs: LegRecord | null,
  last: { at: string; step: number; people: readonly string[] },
): CallOutcome {
  if (legs?.end === undefined) return { kind: 'open' };
  const rung = Object.entries(legs.legs).filter(
    ([, leg]) => leg.step === last.step && last.people.includes(leg.who),
  );
  if (rung.some(([, leg]) => !isOver(leg.status))) return { kind: 'open' };
  // The caller's leg is answered when somebody is put through. Without that there was no talk, whoever pressed 1.
  const wasPutThrough = legs.end.status === 'completed';
  for (const [sid, leg] of rung) {
    if (wasPutThrough && hasTalked(config, call, sid, leg)) return { kind: 'answered', by: leg.who };
  }
  const lastEnd = Math.max(Date.parse(last.at), ...rung.map(([, leg]) => Date.parse(leg.endedAt ?? last.at)));
  const gap = Math.abs(Date.parse(legs.end.at) - lastEnd);
  return gap <= TOGETHER_SECONDS * 1000 ? { kind: 'missed' } : { kind: 'open' };
}

function hasTalked(config: DispatchConfig, call: CallRecord, sid: string, leg: Leg): boolean {
  if (!leg.pickedUp) return false;
  if (whoAccepted(call, sid) !== null) return true;
  return findDispatcher(config, leg.who)?.screen === false || (leg.seconds ?? 0) >= LONG_TALK_SECONDS;
}

function whoAccepted(call: CallRecord, leg: string): string | null {
  return findLast(call, 'leg.accepted', (event) => event.leg === leg)?.who ?? null;
}

function findLast<Type extends CallEvent['type']>(
  call: CallRecord,
  type: Type,
  matches: (event: Extract<CallEvent, { type: Type }>) => boolean = () => true,
): Extract<CallEvent, { type: Type }> | undefined {
  return call.events.findLast(
    (event): event is Extract<CallEvent, { type: Type }> =>
      event.type === type && matches(event as Extract<CallEvent, { type: Type }>),
  );
}
