import type { CascadeStep, DispatchConfig, OpeningHours, Weekday } from '../config/dispatch';
import { dateOf, startOfDay, wallClock } from './wall-clock';

/** Whether the line is in its opening hours; without any it always is. */
export type Opening = 'open' | 'closed';

/** From and to in milliseconds of the wall clock. */
export interface WallSpan {
  readonly from: number;
  readonly to: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** As `Date.getUTCDay` counts. */
const WEEKDAYS: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/**
 * Whether the line is open at `now` (ms), by the clock on the wall in the line's zone: from the minute at which a span
 * begins up to, but not including, the one at which it ends.
 */
export function openingAt({ hours, line }: DispatchConfig, now: number): Opening {
  if (hours === null) return 'open';
  try {
    const wall = wallClock(now, line.timeZone);
    const today = startOfDay(wall);
    const spans = [...spansOf(hours, today - DAY_MS), ...spansOf(hours, today)];
    return spans.some(({ from, to }) => from <= wall && wall < to) ? 'open' : 'closed';
  } catch {
    // A zone that this Node does not know: rather ring a phone too many.
    return 'open';
  }
}

/** Who is rung then, step after step. */
export function cascadeOf(config: DispatchConfig, opening: Opening): readonly CascadeStep[] {
  return opening === 'closed' && config.hours !== null ? config.hours.cascade : config.cascade;
}

/** The steps of every cascade there is. */
export function allSteps({ cascade, hours }: DispatchConfig): readonly CascadeStep[] {
  return [...cascade, ...(hours?.cascade ?? [])];
}

/**
 * The spans that begin on the day whose midnight `day` is, on the wall clock. None begins on a holiday; one that began the
 * evening before goes on into it.
 */
export function spansOf({ weekly, holidays }: OpeningHours, day: number): readonly WallSpan[] {
  if (holidays.includes(dateOf(day))) return [];
  const weekday = WEEKDAYS[new Date(day).getUTCDay()] as Weekday;
  return (weekly[weekday] ?? []).map(([from, to]) => {
    const [begin, end] = [minutesOf(from), minutesOf(to)];
    const isOvernight = end <= begin;
    return {
      from: day + begin * MINUTE_MS,
      to: day + end * MINUTE_MS + (isOvernight ? DAY_MS : 0),
    };
  });
}

/** "08:30" → 510. */
function minutesOf(time: string): number {
  const [hours = NaN, minutes = NaN] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
