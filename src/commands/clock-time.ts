import { DateTime } from 'luxon';

/** A clock time as somebody wrote it, in the line's zone, and the day if one was named. */
export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly day: Day;
}

/** Which day a clock time is on. */
export type Day =
  /** Whichever comes next. */
  | { readonly kind: 'next' }
  | { readonly kind: 'in-days'; readonly days: 0 | 1 }
  /** 1 is Monday. */
  | { readonly kind: 'weekday'; readonly weekday: number };

const NEXT: Day = { kind: 'next' };
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY_WORD = /\b(today|tomorrow|(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?)\b/;
const TIME = /^(\d{1,2})(?:[:.]?(\d{2}))? ?(?:([ap])\.?m\.?)?$/;

/**
 * Reads "16:30", "4:30pm", "tomorrow 08:00" or "8:00 mon"; lower case, single blanks. Returns null for anything else,
 * "8" included: nobody knows whether it is in the morning.
 */
export function readClockTime(words: string): ClockTime | null {
  const [dayWord, name, weekday] = DAY_WORD.exec(words) ?? [];
  const day = name === undefined ? NEXT : dayOf(name, weekday);
  const time = words.replace(dayWord ?? '', ' ').replace(/\b(?:at|on)\b/g, ' ');
  const [, hours, minutes, half] = TIME.exec(time.replace(/\s+/g, ' ').trim()) ?? [];
  if (hours === undefined) return null;
  const hour = hourOf(Number(hours), half);
  const minute = Number(minutes ?? 0);
  const isClear = minutes !== undefined || half !== undefined || (hour !== null && hour > 12);
  return hour === null || minute > 59 || !isClear ? null : { hour, minute, day };
}

/**
 * The moment (ms) at which the clock shows this time for the next time after `now`, or null when the day that was named
 * is past that. A time that the clock skips counts by the offset before the gap, so 02:30 is 03:30, and of a time that it
 * shows twice the first counts, as long as that is ahead.
 * @see https://www.rfc-editor.org/rfc/rfc5545#section-3.3.5
 */
export function momentOf(time: ClockTime, now: number, timeZone: string): number | null {
  const today = DateTime.fromMillis(now, { zone: timeZone });
  return (
    daysAhead(time.day, today.weekday)
      .flatMap((days) => momentsOn(today.plus({ days }), time))
      .find((moment) => moment > now) ?? null
  );
}

function daysAhead(day: Day, today: number): readonly number[] {
  switch (day.kind) {
    case 'next':
      return [0, 1];
    case 'in-days':
      return [day.days];
    case 'weekday': {
      const days = (day.weekday - today + 7) % 7;
      return [days, days + 7];
    }
    default:
      return day satisfies never;
  }
}

/** One moment, or two where the clock goes back; the earlier one first. */
function momentsOn(day: DateTime, { hour, minute }: ClockTime): readonly number[] {
  const time = day.set({ hour, minute, second: 0, millisecond: 0 });
  return time
    .getPossibleOffsets()
    .map((one) => one.toMillis())
    .sort((one, other) => one - other);
}

function dayOf(name: string, weekday: string | undefined): Day {
  if (weekday !== undefined) return { kind: 'weekday', weekday: WEEKDAYS.indexOf(weekday) + 1 };
  return { kind: 'in-days', days: name === 'today' ? 0 : 1 };
}

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour <= 23 ? hour : null;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}
