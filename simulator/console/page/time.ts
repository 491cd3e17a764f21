/** `83_000` → `1:23`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** The time of day in the line's zone, `16:30`. */
export function clockTime(moment: string | number, timeZone: string): string {
  return format(moment, { hour: '2-digit', minute: '2-digit', timeZone });
}

/** The time of day, with the day before it when that is not the day of `now`: `20 Nov, 16:30`. */
export function dayAndTime(moment: number, now: number, timeZone: string): string {
  const day = (ms: number): string => format(ms, { day: 'numeric', month: 'short', timeZone });
  const time = clockTime(moment, timeZone);
  return day(moment) === day(now) ? time : `${day(moment)}, ${time}`;
}

/** `America/Los_Angeles` → `Los Angeles`. */
export function placeOf(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

function format(moment: string | number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', options).format(new Date(moment));
}
