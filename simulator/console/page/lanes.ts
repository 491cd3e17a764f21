import type { DispatchConfig } from '../../../src/config/dispatch';
import type { WorldEvent } from '../../events';
import type { CallState } from '../../state';

/** A stretch of a call on one phone. */
export interface Stretch {
  readonly kind: 'waiting' | 'ringing' | 'listening' | 'talking' | 'recording';
  readonly from: number;
  /** Null while it lasts. */
  readonly to: number | null;
}

/** One row of the drawing: the caller or a rung phone. */
export interface Lane {
  readonly name: string;
  readonly stretches: readonly Stretch[];
}

/** What each event begins, on whose lane; `null` ends what was. */
type Turn = { readonly lane: string; readonly kind: Stretch['kind'] | null };

/** Draws a call as stretches of time on each phone. */
export function lanesOf(config: DispatchConfig, call: CallState): readonly Lane[] {
  const lanes = new Map<string, Stretch[]>();
  for (const event of call.events) {
    for (const { lane, kind } of turnsOf(config, event)) {
      const stretches = lanes.get(lane) ?? [];
      const last = stretches.at(-1);
      if (last?.to === null) stretches[stretches.length - 1] = { ...last, to: event.at };
      if (kind !== null) stretches.push({ kind, from: event.at, to: null });
      lanes.set(lane, stretches);
    }
  }
  return [...lanes].map(([name, stretches]) => ({ name, stretches }));
}

function turnsOf(config: DispatchConfig, event: WorldEvent): readonly Turn[] {
  const on = (number: string, kind: Turn['kind']): Turn => ({
    lane: config.dispatchers.find(({ phone }) => phone === number)?.name ?? number,
    kind,
  });
  switch (event.type) {
    case 'call.started':
      return [{ lane: CALLER, kind: 'waiting' }];
    case 'leg.rings':
      return [on(event.to, 'ringing')];
    case 'leg.picked-up':
      return [on(event.to, 'listening')];
    case 'leg.bridged':
      return [on(event.to, 'talking'), { lane: CALLER, kind: 'talking' }];
    case 'leg.ended':
      return event.bridged ? [on(event.to, null), { lane: CALLER, kind: 'waiting' }] : [on(event.to, null)];
    case 'recording.started':
      return [{ lane: CALLER, kind: 'recording' }];
    case 'recorded':
      return [{ lane: CALLER, kind: 'waiting' }];
    case 'call.ended':
      return [{ lane: CALLER, kind: null }];
    default:
      return [];
  }
}

const CALLER = 'Caller';
