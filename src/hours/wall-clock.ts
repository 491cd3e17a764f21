const DAY_MS = 24 * 60 * 60 * 1000;

/** Making a formatter takes much longer than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * What the clock on the wall shows at `now` (ms) in an IANA zone, as the milliseconds at which a clock in UTC shows the
 * same. Plain `Intl`: this is on the way to the TwiML, where luxon would be most of what is loaded. Throws `RangeError`
 * for a zone that this Node does not know.
 */
export function wallClock(now: number, timeZone: string): number {
  const shown: Record<string, number> = {};
  for (const { type, value } of formatterFor(timeZone).formatToParts(now)) shown[type] = Number(value);
  const { year = NaN, month = NaN, day = NaN, hour = NaN, minute = NaN, second = NaN } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((now % 1000) + 1000) % 1000);
}

/** Midnight of the day that a wall clock shows. */
export function startOfDay(wall: number): number {
  return Math.floor(wall / DAY_MS) * DAY_MS;
}

/** The date that a wall clock shows: `2026-12-25`. */
export function dateOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10);
}

/** The moments (ms) at which a clock in the zone may show `wall`: two where it is put back, and one near by where it leaves it out. */
export function momentsOf(wall: number, timeZone: string): readonly number[] {
  const offsetAt = (moment: number): number => wallClock(moment, timeZone) - moment;
  // No zone is put forward or back twice within two days.
  return [...new Set([wall - offsetAt(wall - DAY_MS), wall - offsetAt(wall + DAY_MS)])];
}

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(timeZone, formatter);
  return formatter;
}
