import type { DispatchConfig, Weekday } from '../config/dispatch';
import { nextOpening } from './next-change';
import { startOfDay, wallClock } from './wall-clock';

const DAY_MS = 24 * 60 * 60 * 1000;

const NAMES: Readonly<Record<Weekday, string>> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
};

/**
 * When the line opens, for a customer: "today at 08:00", "tomorrow at 08:00", "Mon at 08:00", "Mon 4 Jan at 08:00". Without
 * luxon, which would be loaded for these few words alone.
 */
export function opensInWords(config: DispatchConfig, now: number): string {
  const opens = nextOpening(config, now);
  if (opens === null) return 'another day';
  const [at, today] = [opens, now].map((ms) => wallClock(ms, config.line.timeZone)) as [number, number];
  const days = Math.round((startOfDay(at) - startOfDay(today)) / DAY_MS);
  return `${dayInWords(at, days)} at ${new Date(at).toISOString().slice(11, 16)}`;
}

/** When something happened, for our own people: "at 14:05", "yesterday at 14:05", "on Fri 20 Nov at 14:05"; both in ms. */
export function timeInWords({ line }: DispatchConfig, at: number, now: number): string {
  const [then, today] = [at, now].map((ms) => wallClock(ms, line.timeZone)) as [number, number];
  const days = Math.round((startOfDay(today) - startOfDay(then)) / DAY_MS);
  const time = `at ${new Date(then).toISOString().slice(11, 16)}`;
  if (days === 0) return time;
  return days === 1 ? `yesterday ${time}` : `on ${dateInWords(then)} ${time}`;
}

/** The week in lines: "Mon 08:00-12:00, 13:00-17:00", "Sat closed". */
export function weekInWords({ hours }: DispatchConfig): readonly string[] {
  if (hours === null) return [];
  return (Object.keys(NAMES) as Weekday[]).map((day) => {
    const spans = hours.weekly[day] ?? [];
    const words = spans.map(([from, to]) => `${from}-${to}${to <= from ? ' the next day' : ''}`);
    return `${NAMES[day]} ${words.length === 0 ? 'closed' : words.join(', ')}`;
  });
}

function dayInWords(wall: number, days: number): string {
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  const date = dateInWords(wall);
  return days < 7 ? date.slice(0, 3) : date;
}

/** The day that a wall clock shows: "Fri 20 Nov". */
function dateInWords(wall: number): string {
  const date = new Date(wall);
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' }).format(date);
  return `${part({ weekday: 'short' })} ${date.getUTCDate()} ${part({ month: 'short' })}`;
}
