import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { DispatchConfig, OpeningHours, Weekday } from '../../../src/config/dispatch';
import { nextChange, nextOpening } from '../../../src/hours/next-change';
import { openingAt } from '../../../src/hours/opening';
import { opensInWords, weekInWords } from '../../../src/hours/words';
import { routing } from '../../support/routing';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LA = 'America/Los_Angeles';

function line(hours: Partial<OpeningHours> & Pick<OpeningHours, 'weekly'>, timeZone = LA): DispatchConfig {
  const { line: ordinary } = routing();
  return routing({ line: { ...ordinary, timeZone }, hours: { holidays: [], cascade: [], ...hours } });
}

function at(local: string, zone = LA): number {
  return DateTime.fromISO(local, { zone }).toMillis();
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['08:00', '17:00']]] as const);
const office = line({
  weekly: { ...Object.fromEntries(weekdays), sat: [['22:00', '02:00']] },
  holidays: ['2026-11-26', '2026-11-29'],
});

// 2026-11-20 is a Friday.
test.each([
  ['a minute before', '2026-11-20T07:59:59.999', 'closed'],
  ['at the minute of opening', '2026-11-20T08:00', 'open'],
  ['until the last moment', '2026-11-20T16:59:59.999', 'open'],
  ['at the minute of closing', '2026-11-20T17:00', 'closed'],
  ['on a day that is left out', '2026-11-22T12:00', 'closed'],
  ['in the evening of a span past midnight', '2026-11-21T23:59', 'open'],
  ['after midnight, on the next day', '2026-11-22T01:59', 'open'],
  ['at its end', '2026-11-22T02:00', 'closed'],
  ['before it', '2026-11-21T01:00', 'closed'],
  ['on a holiday', '2026-11-26T12:00', 'closed'],
  ['on a holiday that a span of the evening before runs into', '2026-11-29T01:00', 'open'],
])('%s', (_when, local, opening) => {
  expect(openingAt(office, at(local))).toBe(opening);
});

test('a whole day ends where the next begins, and several spans leave a break', () => {
  const config = line({
    weekly: {
      mon: [['00:00', '24:00']],
      tue: [
        ['00:00', '12:00'],
        ['13:00', '17:00'],
      ],
    },
  });
  const open = ['2026-11-23T00:00', '2026-11-23T23:59:59', '2026-11-24T00:00', '2026-11-24T13:00'];
  expect(open.map((local) => openingAt(config, at(local)))).toEqual(['open', 'open', 'open', 'open']);
  expect(openingAt(config, at('2026-11-24T12:30'))).toBe('closed');
  expect(nextChange(config, at('2026-11-23T09:00'))).toBe(at('2026-11-24T12:00'));
});

test('without opening hours the line is always open, as in a zone that this Node does not know', () => {
  expect(openingAt(routing(), 0)).toBe('open');
  expect(nextChange(routing(), 0)).toBeNull();
  expect(openingAt(line({ weekly: { mon: [['08:00', '09:00']] } }, 'Mars/Base'), 0)).toBe('open');
});

test.each([
  ['2026-11-20T06:30', 'today at 08:00'],
  ['2026-11-20T17:00', 'tomorrow at 22:00'],
  ['2026-11-22T12:00', 'tomorrow at 08:00'],
  ['2026-11-22T03:00', 'tomorrow at 08:00'],
  ['2026-11-25T18:00', 'Fri at 08:00'],
])('at %s it opens %s', (local, words) => {
  expect(opensInWords(office, at(local))).toBe(words);
});

test('more than a week ahead the date is said; never is another day', () => {
  const rare = line({ weekly: { mon: [['08:00', '09:00']] }, holidays: ['2026-11-23', '2026-11-30'] });
  expect(opensInWords(rare, at('2026-11-20T12:00'))).toBe('Mon 7 Dec at 08:00');
  expect(opensInWords(line({ weekly: {} }), 0)).toBe('another day');
});

test('a clock that is put back shows a closing time twice: the line opens again for that long', () => {
  const config = line({ weekly: { sun: [['00:00', '01:15']] } });
  const first = at('2026-11-01T01:15-07:00');
  const [again, last] = [first + 45 * MINUTE, first + 60 * MINUTE];
  expect(nextChange(config, first - MINUTE)).toBe(first);
  expect(nextChange(config, first)).toBe(again);
  expect(nextChange(config, again)).toBe(last);
});

test('the week in words', () => {
  expect(weekInWords(office).slice(4)).toEqual([
    'Fri 08:00-17:00',
    'Sat 22:00-02:00 the next day',
    'Sun closed',
  ]);
});

const DAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const ZONES = Intl.supportedValuesOf('timeZone');
/** With their own kinds of change: by half an hour, at midnight, in winter, twice a year for Ramadan. */
const CHANGING = [LA, 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Santiago', 'Africa/Casablanca'];

/** The moments in 2026 and 2027 at which the clock of a zone is changed, to the hour. */
function changesOf(zone: string): number[] {
  const offset = (ms: number): number => DateTime.fromMillis(ms, { zone }).offset;
  const start = Date.parse('2026-01-01T00:00:00Z');
  const days = Array.from({ length: 730 }, (_, day) => start + day * 24 * HOUR);
  const changing = days.filter((ms) => offset(ms) !== offset(ms + 24 * HOUR));
  const hours = changing.flatMap((day) => Array.from({ length: 24 }, (_, hour) => day + (hour + 1) * HOUR));
  return hours.filter((ms) => offset(ms) !== offset(ms - HOUR));
}

const changes = CHANGING.flatMap((zone) => changesOf(zone).map((change) => ({ zone, change })));
const moments = fc.oneof(
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -30 * 60, max: 30 * 60 }), fc.nat(MINUTE - 1))
    .map(([{ zone, change }, minutes, ms]) => ({ zone, now: change + minutes * MINUTE + ms })),
  fc.record({
    zone: fc.constantFrom(...ZONES),
    now: fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2040-01-01') }),
  }),
);

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const spans = fc.array(
  fc
    .tuple(fc.nat(1439), fc.integer({ min: 1, max: 1440 }))
    .filter(([from, to]) => from !== to)
    .map(([from, to]) => [clock(from), clock(to)] as const),
  { maxLength: 2 },
);
const weeks = fc.tuple(...DAYS.map(() => spans)).map((days) => ({
  weekly: Object.fromEntries(DAYS.map((day, index) => [day, days[index] ?? []])),
}));

/** The same rule, told by luxon: what its clock shows today, and yesterday's spans past midnight. */
function isOpenByLuxon({ hours }: DispatchConfig, now: number, zone: string): boolean {
  const local = DateTime.fromMillis(now, { zone });
  const isWithin = (daysAgo: number): boolean => {
    const day = DAYS[(local.weekday - 1 - daysAgo + 7) % 7] as Weekday;
    const shown = local.toFormat('HH:mm');
    return (hours?.weekly[day] ?? []).some(([from, to]) => {
      if (daysAgo === 1) return to <= from && shown < to;
      return from <= shown && (to <= from || shown < to);
    });
  };
  return isWithin(0) || isWithin(1);
}

test('in every zone, and where clocks are changed, luxon says the same', () => {
  fc.assert(
    fc.property(moments, weeks, ({ zone, now }, week) => {
      const config = line(week, zone);
      expect(openingAt(config, now) === 'open').toBe(isOpenByLuxon(config, now, zone));
    }),
    { numRuns: 1000 },
  );
});

test('the next change is the first minute at which it is otherwise', () => {
  fc.assert(
    fc.property(moments, weeks, ({ zone, now }, week) => {
      const config = line(week, zone);
      const present = openingAt(config, now);
      const change = nextChange(config, now);
      const next = Math.floor(now / MINUTE) * MINUTE + MINUTE;
      const minutes = Array.from({ length: 2 * 24 * 60 }, (_, minute) => next + minute * MINUTE);
      const first = minutes.find((ms) => openingAt(config, ms) !== present);
      if (first !== undefined) expect(change).toBe(first);
      else if (change !== null) expect(change).toBeGreaterThan(minutes.at(-1) as number);
      expect(nextOpening(config, now)).toBe(present === 'open' ? null : change);
    }),
    { numRuns: 60 },
  );
});
