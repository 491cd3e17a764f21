import { isOver } from '../cascade/leg-record';
import type { ListedCall } from '../clients/calls';

/** Twilio's times are whole seconds, so that a shorter overlap (ms) proves nothing. */
const SHORTEST_TALK_MS = 2000;

/**
 * Whether somebody talked in a call of which our functions know nothing. `<Dial answerOnBridge>` answers the caller's leg when
 * it connects it, in the fallback document too: so a talk is a picked-up leg that went on while the caller's leg was answered.
 * A caller's leg that was never answered, or was answered only for the words at the end, had none.
 */
export function hasTalkedWithoutUs(call: ListedCall, legs: readonly ListedCall[]): boolean {
  if (call.status !== 'completed' || call.seconds === 0) return false;
  const end = endOf(call);
  const answeredAt = end - call.seconds * 1000;
  return legs
    .filter(({ status, seconds }) => isOver(status) && status === 'completed' && seconds > 0)
    .some((leg) => {
      const legEnd = endOf(leg);
      const overlap = Math.min(end, legEnd) - Math.max(answeredAt, legEnd - leg.seconds * 1000);
      return overlap >= SHORTEST_TALK_MS;
    });
}

/** When a call or leg ended, in milliseconds since the epoch. */
export function endOf({ startedAt, endedAt, seconds }: ListedCall): number {
  return endedAt ?? startedAt + seconds * 1000;
}
