import type { Behaviour } from '../behaviour';
import type { Params } from '../params';
import type { LegStatus } from './callee-leg';

/** What counts of a leg for `<Dial action>`. */
export interface LegFacts {
  readonly sid: string;
  readonly ending: LegStatus | null;
  readonly bridged: boolean;
  readonly seconds: number;
}

/**
 * `DialCallStatus`, from all legs and the one that was picked up or rang last. Of several that nobody took, a phone that
 * rang counts more than one that was engaged, and that more than one that could not be reached.
 */
export function statusOf(
  legs: readonly LegFacts[],
  decisive: LegFacts | undefined,
  { refusedScreeningStatus }: Pick<Behaviour, 'refusedScreeningStatus'>,
): LegStatus {
  if (decisive?.ending === 'completed') return decisive.bridged ? 'completed' : refusedScreeningStatus;
  const endings = legs.map(({ ending }) => ending);
  const order: readonly LegStatus[] = ['canceled', 'no-answer', 'busy'];
  return order.find((status) => endings.includes(status)) ?? 'failed';
}

/**
 * What `<Dial action>` gets on top of the caller's parameters; the leg's own only when there was one.
 * @see https://www.twilio.com/docs/voice/twiml/dial#action
 */
export function dialParams(status: LegStatus, leg: LegFacts | undefined): Params {
  return {
    DialCallStatus: status,
    DialBridged: String(leg?.bridged ?? false),
    ...(leg === undefined ? {} : { DialCallSid: leg.sid, DialCallDuration: String(leg.seconds) }),
  };
}
