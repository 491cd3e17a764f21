import { planFrom, type Presence, type Presences } from '../cascade/plan';
import type { CascadeStep, DispatchConfig } from '../config/dispatch';
import { nextChange as nextOpeningOrClosing } from '../hours/next-change';
import { cascadeOf, openingAt } from '../hours/opening';
import { namesOf } from './names';
import { spokenTime } from './when';

/** One ring of a call that nobody accepts. */
export interface Ring {
  /** Ids of dispatchers. */
  readonly people: readonly string[];
  /** They are all away, and their step rings nevertheless. */
  readonly isRegardless: boolean;
}

/** Somebody who is away until then (ISO 8601) is rung again afterwards. */
const BACK: Presence['reach'] = { available: true, because: 'expired' };

/**
 * Whom a stranger's call would ring at `now` (ms), ring after ring, if nobody accepted it: asked of the very function that
 * routes calls. `line` is the line's own number, E.164.
 */
export function routeOf(
  config: DispatchConfig,
  presences: Presences,
  now: number,
  line = '',
): readonly Ring[] {
  const rings: Ring[] = [];
  const opening = openingAt(config, now);
  for (let from = 0; from < cascadeOf(config, opening).length;) {
    const { ring } = planFrom({ config, presences, caller: { kind: 'withheld' }, line, opening, from });
    if (ring === null) break;
    const areAway = ring.people.every((who) => presences[who]?.reach.available === false);
    rings.push({ people: ring.people, isRegardless: areAway });
    from = ring.step + 1;
  }
  return rings;
}

/** Whether a step is there to be rung and nobody in it can be: a mistake, most of the time. */
export function isNobodyLeft(config: DispatchConfig, presences: Presences, now: number, line = ''): boolean {
  return stepsAt(config, now).length > 0 && routeOf(config, presences, now, line).length === 0;
}

/** Says in a few plain sentences what callers meet at `now` (ms) and, where that ends by itself, until when. */
export function consequenceOf(config: DispatchConfig, presences: Presences, now: number, line = ''): string {
  const route = routeOf(config, presences, now, line);
  const at = nextChange(config, presences, now, line);
  const until = at === null ? '' : spokenTime(at, now, config.line.timeZone);
  const closed = openingAt(config, now) === 'open' ? '' : 'Closed now. ';
  if (route.length === 0) {
    const why = stepsAt(config, now).length === 0 ? 'Callers' : 'Nobody is left: callers';
    const then = at === null ? '' : ` From ${until} calls ring ${inWords(config, presences, at, line)}.`;
    return `${closed}${why} can only leave a message.${then}`;
  }
  const calls = at === null ? 'Calls' : `Until ${until} calls`;
  const words = inWords(config, presences, now, line);
  return `${closed}${calls} ring ${words}.${busySentence(config, presences, now)}`;
}

function stepsAt(config: DispatchConfig, now: number): readonly CascadeStep[] {
  return cascadeOf(config, openingAt(config, now));
}

/** The first moment (ms) at which somebody comes back, or the line opens or closes, and another route results. */
function nextChange(config: DispatchConfig, presences: Presences, now: number, line: string): number | null {
  const routeAt = (at: number): string =>
    JSON.stringify(routeOf(config, presencesAt(presences, at), at, line));
  const moments = [...returnsAfter(presences, now), ...hoursAfter(config, now)];
  return moments.sort((one, other) => one - other).find((at) => routeAt(at) !== routeAt(now)) ?? null;
}

function returnsAfter(presences: Presences, now: number): readonly number[] {
  return Object.values(presences)
    .flatMap(({ reach }) => (reach.available ? [] : [Date.parse(reach.until)]))
    .filter((at) => at > now);
}

/** When it opens or closes next, and is as now again: nothing else comes of the hours. */
function hoursAfter(config: DispatchConfig, now: number): readonly number[] {
  const first = nextOpeningOrClosing(config, now);
  const second = first === null ? null : nextOpeningOrClosing(config, first);
  return [first, second].filter((at) => at !== null);
}

function presencesAt(presences: Presences, at: number): Presences {
  const later = ({ reach, onCall }: Presence): Presence =>
    reach.available || Date.parse(reach.until) > at ? { reach, onCall } : { reach: BACK, onCall };
  return Object.fromEntries(Object.entries(presences).map(([who, presence]) => [who, later(presence)]));
}

/** The route at a moment (ms) from now on. */
function inWords(config: DispatchConfig, presences: Presences, at: number, line: string): string {
  const route = routeOf(config, presencesAt(presences, at), at, line);
  const rings = route.map(({ people, isRegardless }) => {
    const names = namesOf(config, people);
    if (!isRegardless) return names;
    return `${names} (${people.length === 1 ? 'rings' : 'ring'} even when away)`;
  });
  const [first = '', ...others] = new Set(route.flatMap(({ people }) => people));
  const hasOthers = stepsAt(config, at).some(({ ring }) => ring.some((who) => who !== first));
  return `${rings.join(', then ')}${others.length === 0 && hasOthers ? ' only' : ''}`;
}

/** A call does not last, so it is said apart from the route. */
function busySentence(config: DispatchConfig, presences: Presences, now: number): string {
  const isBusy = (who: string): boolean => presences[who]?.onCall === true && presences[who].reach.available;
  const people = [
    ...new Set(
      stepsAt(config, now)
        .flatMap(({ ring }) => ring)
        .filter(isBusy),
    ),
  ];
  if (people.length === 0) return '';
  return ` ${namesOf(config, people)} ${people.length === 1 ? 'is' : 'are'} on a call.`;
}
