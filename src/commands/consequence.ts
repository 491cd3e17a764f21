import { planFrom, type Presence, type Presences } from '../cascade/plan';
import type { DispatchConfig } from '../config/dispatch';
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
 * Whom a stranger's call would ring now, ring after ring, if nobody accepted it: asked of the very function that routes
 * calls. `line` is the line's own number, E.164.
 */
export function routeOf(config: DispatchConfig, presences: Presences, line = ''): readonly Ring[] {
  const rings: Ring[] = [];
  for (let from = 0; from < config.cascade.length;) {
    const { ring } = planFrom({ config, presences, caller: { kind: 'withheld' }, line, from });
    if (ring === null) break;
    const areAway = ring.people.every((who) => presences[who]?.reach.available === false);
    rings.push({ people: ring.people, isRegardless: areAway });
    from = ring.step + 1;
  }
  return rings;
}

/** Says in one or two plain sentences what callers meet at `now` (ms) and, where that ends by itself, until when. */
export function consequenceOf(config: DispatchConfig, presences: Presences, now: number, line = ''): string {
  const route = routeOf(config, presences, line);
  const change = nextChange(config, presences, now, line);
  const until = change === null ? '' : spokenTime(change.at, now, config.line.timeZone);
  if (route.length === 0) {
    const then = change === null ? '' : ` From ${until} calls ring ${inWords(config, change.route)}.`;
    return `Nobody is left: callers can only leave a message.${then}`;
  }
  const calls = change === null ? 'Calls' : `Until ${until} calls`;
  return `${calls} ring ${inWords(config, route)}.${busySentence(config, presences)}`;
}

/** The first moment (ms) at which somebody comes back and another route results. */
function nextChange(
  config: DispatchConfig,
  presences: Presences,
  now: number,
  line: string,
): { readonly at: number; readonly route: readonly Ring[] } | null {
  const present = JSON.stringify(routeOf(config, presences, line));
  for (const at of returnsAfter(presences, now)) {
    const route = routeOf(config, presencesAt(presences, at), line);
    if (JSON.stringify(route) !== present) return { at, route };
  }
  return null;
}

function returnsAfter(presences: Presences, now: number): readonly number[] {
  return Object.values(presences)
    .flatMap(({ reach }) => (reach.available ? [] : [Date.parse(reach.until)]))
    .filter((at) => at > now)
    .sort((one, other) => one - other);
}

function presencesAt(presences: Presences, at: number): Presences {
  const later = ({ reach, onCall }: Presence): Presence =>
    reach.available || Date.parse(reach.until) > at ? { reach, onCall } : { reach: BACK, onCall };
  return Object.fromEntries(Object.entries(presences).map(([who, presence]) => [who, later(presence)]));
}

function inWords(config: DispatchConfig, route: readonly Ring[]): string {
  const rings = route.map(({ people, isRegardless }) => {
    const names = namesOf(config, people);
    if (!isRegardless) return names;
    return `${names} (${people.length === 1 ? 'rings' : 'ring'} even when away)`;
  });
  const [first = '', ...others] = new Set(route.flatMap(({ people }) => people));
  const isAlone = others.length === 0 && config.cascade.some(({ ring }) => ring.some((who) => who !== first));
  return `${rings.join(', then ')}${isAlone ? ' only' : ''}`;
}

/** A call does not last, so it is said apart from the route. */
function busySentence(config: DispatchConfig, presences: Presences): string {
  const isBusy = (who: string): boolean => presences[who]?.onCall === true && presences[who].reach.available;
  const people = [...new Set(config.cascade.flatMap(({ ring }) => ring).filter(isBusy))];
  if (people.length === 0) return '';
  return ` ${namesOf(config, people)} ${people.length === 1 ? 'is' : 'are'} on a call.`;
}
