import type { Presence, Presences } from '../cascade/plan';
import type { DispatchConfig } from '../config/dispatch';
import { allSteps } from '../hours/opening';
import { nameOf } from './names';
import { spokenTime } from './when';

/** One plain line for each dispatcher: available or until when not, and whether on a call. */
export function statusLines(config: DispatchConfig, presences: Presences, now: number): readonly string[] {
  const inPlan = new Set(allSteps(config).flatMap(({ ring }) => ring));
  return config.dispatchers.map(({ id }) => {
    const presence = presences[id];
    const onCall = presence?.onCall === true ? ', on a call' : '';
    const noStep = inPlan.has(id) ? '' : ', in no step of the cascade';
    return `${nameOf(config, id)}: ${stateOf(config, presence, now)}${onCall}${noStep}`;
  });
}

/** "available", "away until 16:30", "not to be disturbed until Mon 8:00". */
export function stateOf(config: DispatchConfig, presence: Presence | undefined, now: number): string {
  const reach = presence?.reach;
  if (reach?.available !== false) {
    return reach?.because === 'unreadable' ? 'available (the setting could not be read)' : 'available';
  }
  const state = reach.because === 'dnd' ? 'not to be disturbed' : 'away';
  return `${state} until ${spokenTime(Date.parse(reach.until), now, config.line.timeZone)}`;
}
