import type { DispatchConfig } from '../config/dispatch';
import { openingAt, spansOf } from './opening';
import { momentsOf, startOfDay, wallClock } from './wall-clock';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Somebody who is closed for longer (days) has no use for opening hours. */
const FURTHEST_DAYS = 400;

/** The next moment (ms) after `now` at which the line opens or closes; null when it stays as it is for a year. */
export function nextChange(config: DispatchConfig, now: number): number | null {
  const { hours, line } = config;
  if (hours === null) return null;
  const present = openingAt(config, now);
  const today = startOfDay(wallClock(now, line.timeZone));
  let before = now;
  for (let days = -1; days <= FURTHEST_DAYS; days += 1) {
    const ends = spansOf(hours, today + days * DAY_MS).flatMap(({ from, to }) => [from, to]);
    // Also just before: a clock that is put back shows the time before an end once more.
    const moments = ends.flatMap((wall) => momentsOf(wall, line.timeZone)).flatMap((at) => [at - 1, at]);
    for (const at of moments.filter((ms) => ms > now).sort((one, other) => one - other)) {
      if (openingAt(config, at) !== present) return firstAfter(config, before, at);
      before = Math.max(before, at);
    }
  }
  return null;
}

/** The next moment (ms) at which the line opens; null when it is open, or does not open within a year. */
export function nextOpening(config: DispatchConfig, now: number): number | null {
  return openingAt(config, now) === 'open' ? null : nextChange(config, now);
}

/** Where the clock is put forward past an end of a span, the change is when that happens: halving finds it. */
function firstAfter(config: DispatchConfig, from: number, to: number): number {
  const present = openingAt(config, from);
  let [before, after] = [from, to];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (openingAt(config, middle) === present) before = middle;
    else after = middle;
  }
  return after;
}
