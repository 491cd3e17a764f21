import type { CallerLeg } from '../caller-leg';
import type { Act } from '../party';
import { waitFor, type Source } from '../wait';
import type { CalleeLeg, LegEvent } from './callee-leg';

/** Who took the call. `gone`: the caller hung up. */
export type RingOutcome =
  { readonly kind: 'picked-up'; readonly leg: CalleeLeg } | { readonly kind: 'nobody' | 'gone' };

/** Rings phones together, at most `ms` milliseconds. The first to pick up, person or mailbox, stops the others. */
export function ringTogether(
  caller: CallerLeg,
  legs: readonly CalleeLeg[],
  ms: number,
): Promise<RingOutcome> {
  const sources: Source<Act | LegEvent>[] = [
    (listener) => caller.party.listen(listener),
    ...legs.map((leg) => (listener: (event: LegEvent) => void) => leg.listen(listener)),
  ];
  const endOthers = (status: 'canceled' | 'no-answer', winner?: CalleeLeg): void => {
    for (const leg of legs) if (leg !== winner) leg.finish(status);
  };
  const outcome = waitFor<Act | LegEvent, RingOutcome>(caller.context.clock, ms, sources, (event) => {
    switch (event.kind) {
      case 'picked-up':
        endOthers('canceled', event.leg);
        return event;
      case 'elapsed':
        endOthers('no-answer');
        return { kind: 'nobody' };
      case 'gone':
        endOthers('canceled');
        return { kind: 'gone' };
      case 'leg-over':
        return legs.every((leg) => leg.ending !== null) ? { kind: 'nobody' } : undefined;
      case 'key':
      case 'spoke':
        return undefined;
      default:
        return event satisfies never;
    }
  });
  for (const leg of legs) leg.begin();
  return outcome;
}
