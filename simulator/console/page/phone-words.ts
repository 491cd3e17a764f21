import type { WorldEvent } from '../../events';
import type { CallState } from '../../state';
import { duration } from './time';

type LegEvent = Extract<WorldEvent, { type: 'leg.rings' | 'leg.picked-up' | 'leg.bridged' | 'leg.ended' }>;

/** A caller who hangs up takes the other leg along within this time, in milliseconds. */
const TOGETHER_MS = 500;

/** When a leg stops ringing by itself, in ms of the world's clock; null when it is not known. */
export function ringEndsAt(calls: readonly CallState[], leg: string | null): number | null {
  const ring = legEvents(calls, leg).find((event) => event.type === 'leg.rings');
  return ring === undefined ? null : ring.at + ring.reallySeconds * 1000;
}

/** Since when a leg is in a conversation, in ms of the world's clock; null when it is in none. */
export function talkingSince(calls: readonly CallState[], leg: string | null): number | null {
  return legEvents(calls, leg).find(({ type }) => type === 'leg.bridged')?.at ?? null;
}

/** The number of whoever talks with the caller now, or null. */
export function talkingWith(call: CallState): string | null {
  const last = call.events.findLast(({ type }) => type === 'leg.bridged' || type === 'leg.ended');
  return last?.type === 'leg.bridged' ? last.to : null;
}

/** Says why a phone is quiet again after a call; null when that call did not reach it. */
export function whyQuiet(call: CallState, number: string): string | null {
  const ended = call.events.findLast((event) => event.type === 'leg.ended' && event.to === number);
  return ended?.type === 'leg.ended' ? wordsOf(call, ended) : null;
}

/** Says how a call came to its end; null while it goes on. */
export function whyOver(call: CallState): string | null {
  if (call.endedAt === null) return null;
  const after = duration(call.endedAt - call.startedAt);
  const end = call.events.find((event) => event.type === 'call.ended');
  if (end === undefined) return 'Cut off: the local world was closed.';
  switch (end.by) {
    case 'caller':
      return `The caller hung up after ${after}.`;
    case 'twiml':
      return `The line hung up after ${after}.`;
    case 'error':
      return `The call failed after ${after}.`;
    default:
      return end.by satisfies never;
  }
}

function wordsOf(call: CallState, ended: LegEvent & { type: 'leg.ended' }): string {
  const left = didCallerLeave(call, ended.at);
  const leg = legEvents([call], ended.callSid);
  const since = (type: LegEvent['type']): string =>
    duration(ended.at - (leg.find((event) => event.type === type)?.at ?? ended.at));
  switch (ended.status) {
    case 'completed':
      if (ended.bridged)
        return `Talked for ${since('leg.bridged')}, ${left ? 'the caller' : 'then'} hung up.`;
      if (left) return 'Picked up, then the caller hung up.';
      return wasMailbox(leg) ? 'The mailbox picked up; nobody pressed 1.' : 'Picked up; nobody pressed 1.';
    case 'no-answer':
      return left ? CALLER_LEFT : `Rang for ${since('leg.rings')}; nobody answered.`;
    case 'busy':
      return leg.some(({ type }) => type === 'leg.rings') ? 'Declined.' : 'Engaged with another call.';
    case 'canceled':
      return left ? CALLER_LEFT : 'Stopped ringing: somebody else took it.';
    default:
      return 'Could not be reached.';
  }
}

const CALLER_LEFT = 'Stopped ringing: the caller hung up.';

function wasMailbox(leg: readonly LegEvent[]): boolean {
  return leg.some((event) => event.type === 'leg.picked-up' && event.by === 'mailbox');
}

function didCallerLeave(call: CallState, at: number): boolean {
  return call.events.some(
    (event) => event.type === 'call.ended' && event.by === 'caller' && event.at - at < TOGETHER_MS,
  );
}

function legEvents(calls: readonly CallState[], leg: string | null): readonly LegEvent[] {
  return calls
    .flatMap(({ events }) => events)
    .filter(
      (event): event is LegEvent =>
        event.type.startsWith('leg.') && 'callSid' in event && event.callSid === leg,
    );
}
