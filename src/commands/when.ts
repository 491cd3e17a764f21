import { DateTime } from 'luxon';
import { momentOf, readClockTime } from './clock-time';

/** How long somebody wants to be away. */
export type When =
  /** Milliseconds since the epoch. */
  | { readonly kind: 'until'; readonly until: number }
  /** Nothing is said about it. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'wrong';
      readonly why: 'not-understood' | 'past' | 'too-far';
      /** Says what to write instead; plain characters only, so that it fits one SMS. */
      readonly message: string;
    };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The furthest a setting may reach, in milliseconds. */
export const LONGEST_MS = 31 * DAY_MS;

/** The furthest one may reach that came by text: a caller id is no proof (design §5). */
export const LONGEST_BY_TEXT_MS = DAY_MS;

/** "1630" or "830" without a unit is more likely a clock time than minutes. */
const MOST_BARE_MINUTES = 120;

const DURATION =
  /^(?:for )?(?:(\d{1,3}) ?d(?:ays?)?)? ?(?:(\d{1,4}(?:[.,]\d{1,2})?) ?h(?:rs?|ours?)?)? ?(?:and )?(?:(\d{1,5}) ?(m(?:ins?|inutes?)?)?)?$/;
const UNTIL = /^(?:until|till?) /;

const EXAMPLES = 'Write 2h, 45m, until 16:30 or until tomorrow 8:00.';

/**
 * Reads "2h", "1h30", "90 min", "30" (minutes), "until 16:30", "until 4:30pm", "until mon 8:00" at `now` (ms); clock times
 * are in `timeZone`, on the 24-hour clock unless they say am or pm, and the next ones of their kind. What is more than
 * `longest` milliseconds ahead is wrong.
 */
export function readWhen(words: string, now: number, timeZone: string, longest = LONGEST_MS): When {
  const text = words.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  if (text === '') return { kind: 'none' };
  const length = readDuration(text);
  if (length !== null) return limited(now + length, now, longest);
  const clock = /^\d+$/.test(text) ? null : readClockTime(text.replace(UNTIL, ''));
  if (clock === null) return { kind: 'wrong', why: 'not-understood', message: EXAMPLES };
  const moment = momentOf(clock, now, timeZone);
  return limited(moment ?? now, now, longest);
}

/**
 * A moment (ms) as people say it in `timeZone`: "16:30", "Mon 16:30" on another day, with the date from a week on. Where
 * the clock goes back and shows a time twice, the zone's name tells which.
 */
export function spokenTime(moment: number, now: number, timeZone: string): string {
  const [at, today] = [moment, now].map((ms) =>
    DateTime.fromMillis(ms, { zone: timeZone, locale: 'en-US' }),
  ) as [DateTime, DateTime];
  const days = Math.round(at.startOf('day').diff(today.startOf('day'), 'days').days);
  const day = days === 0 ? '' : days > 0 && days < 7 ? 'ccc ' : 'ccc d LLL ';
  const zone = at.getPossibleOffsets().length > 1 ? ` ${at.offsetNameShort ?? ''}` : '';
  return `${at.toFormat(`${day}HH:mm`)}${zone}`;
}

/** In milliseconds, or null. */
function readDuration(text: string): number | null {
  const [whole, days, hours, minutes, unit] = DURATION.exec(text) ?? [];
  if (whole === undefined || (days ?? hours ?? minutes) === undefined) return null;
  const isBare = days === undefined && hours === undefined && unit === undefined;
  if (isBare && Number(minutes) > MOST_BARE_MINUTES) return null;
  const inHours = Number((hours ?? '0').replace(',', '.'));
  return Math.round(Number(days ?? 0) * DAY_MS + inHours * HOUR_MS + Number(minutes ?? 0) * MINUTE_MS);
}

function limited(until: number, now: number, longest: number): When {
  if (until <= now) {
    return { kind: 'wrong', why: 'past', message: `That leaves no time at all. ${EXAMPLES}` };
  }
  if (until - now <= longest) return { kind: 'until', until };
  const most = longest > DAY_MS ? `${longest / DAY_MS} days` : `${longest / HOUR_MS} hours`;
  return { kind: 'wrong', why: 'too-far', message: `That is more than ${most} ahead. ${EXAMPLES}` };
}
