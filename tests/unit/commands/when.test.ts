import fc from 'fast-check';
import { LONGEST_BY_TEXT_MS, readWhen, spokenTime } from '../../../src/commands/when';

const LA = 'America/Los_Angeles';
const BERLIN = 'Europe/Berlin';

/** Friday, 12:00 in Los Angeles. */
const FRIDAY = Date.parse('2026-11-20T20:00:00Z');
const at = (iso: string) => Date.parse(iso);
const minutes = (count: number) => count * 60_000;

/** The moment in ISO 8601, or why there is none. */
function read(words: string, now = FRIDAY, zone = LA, longest?: number): string {
  const when = readWhen(words, now, zone, longest);
  if (when.kind === 'until') return new Date(when.until).toISOString();
  return when.kind === 'wrong' ? when.why : when.kind;
}

describe('a length', () => {
  test.each([
    ['2h', 120],
    ['2 H', 120],
    ['for 2 hours', 120],
    ['90m', 90],
    ['90 min', 90],
    ['90 minutes', 90],
    ['1h30', 90],
    ['1h30m', 90],
    ['1 h 30 m', 90],
    ['1 hour and 30 minutes', 90],
    ['1.5h', 90],
    ['1,5 h', 90],
    ['30', 30],
    ['120', 120],
    ['2d', 2880],
    ['  45\u00a0min ', 45],
  ])('%j is that many minutes: %d', (words, length) => {
    expect(readWhen(words, FRIDAY, LA)).toEqual({ kind: 'until', until: FRIDAY + minutes(length) });
  });

  test('counts real hours, whatever the clock does meanwhile', () => {
    const beforeGap = at('2026-03-08T09:30:00Z');
    expect(read('2h', beforeGap)).toBe('2026-03-08T11:30:00.000Z');
  });
});

describe('a clock time', () => {
  test.each([
    ['until 16:30', '2026-11-21T00:30'],
    ['till 16:30', '2026-11-21T00:30'],
    ['til 16.30', '2026-11-21T00:30'],
    ['UNTIL 1630', '2026-11-21T00:30'],
    ['16:30', '2026-11-21T00:30'],
    ['until 4:30pm', '2026-11-21T00:30'],
    ['until 4:30 p.m.', '2026-11-21T00:30'],
    ['4pm', '2026-11-21T00:00'],
    ['until 18', '2026-11-21T02:00'],
    ['until 12pm', '2026-11-21T20:00'],
    ['until 12am', '2026-11-21T08:00'],
    ['until 12:00', '2026-11-21T20:00'],
    ['until 11:59', '2026-11-21T19:59'],
    ['until 12:01', '2026-11-20T20:01'],
    ['until tomorrow 08:00', '2026-11-21T16:00'],
    ['until 8:00 tomorrow', '2026-11-21T16:00'],
    ['until today 13:00', '2026-11-20T21:00'],
    ['until mon 8:00', '2026-11-23T16:00'],
    ['until Monday at 8am', '2026-11-23T16:00'],
    ['mon 8:00', '2026-11-23T16:00'],
    ['until fri 13:00', '2026-11-20T21:00'],
    ['until fri 11:00', '2026-11-27T19:00'],
    ['until thurs 11:00', '2026-11-26T19:00'],
  ])('%j is the next such moment in the zone: %s', (words, iso) => {
    expect(read(words)).toBe(`${iso}:00.000Z`);
  });
});

describe('where the clock jumps', () => {
  test.each([
    // Los Angeles goes from 02:00 to 03:00 on 8 March 2026, and from 02:00 back to 01:00 on 1 November.
    ['a time that is skipped', 'until 02:30', '2026-03-08T09:00:00Z', LA, '2026-03-08T10:30'],
    ['the same, asked the day before', 'until tomorrow 2:30', '2026-03-07T20:00:00Z', LA, '2026-03-08T10:30'],
    ['a day with 23 hours', 'until tomorrow 12:00', '2026-03-07T20:00:00Z', LA, '2026-03-08T19:00'],
    ['the first of two', 'until 01:30', '2026-11-01T07:00:00Z', LA, '2026-11-01T08:30'],
    ['the second, when the first is past', 'until 01:30', '2026-11-01T08:45:00Z', LA, '2026-11-01T09:30'],
    ['neither, when both are past', 'until 01:30', '2026-11-01T09:45:00Z', LA, '2026-11-02T09:30'],
    ['a day with 25 hours', 'until tomorrow 12:00', '2026-10-31T19:00:00Z', LA, '2026-11-01T20:00'],
    // Berlin goes from 02:00 to 03:00 on 29 March 2026, and from 03:00 back to 02:00 on 25 October.
    ['a time that is skipped in Berlin', 'until 02:30', '2026-03-29T00:30:00Z', BERLIN, '2026-03-29T01:30'],
    ['the first of two in Berlin', 'until 02:30', '2026-10-24T23:00:00Z', BERLIN, '2026-10-25T00:30'],
    ['the second in Berlin', 'until 02:30', '2026-10-25T00:31:00Z', BERLIN, '2026-10-25T01:30'],
    ['a weekday across it', 'until mon 8:00', '2026-10-23T12:00:00Z', BERLIN, '2026-10-26T07:00'],
  ])('%s', (_what, words, now, zone, iso) => {
    expect(read(words, at(now), zone)).toBe(`${iso}:00.000Z`);
  });
});

describe('what cannot be used', () => {
  test.each([
    'soon',
    'until',
    'until 8',
    'until tomorrow',
    'until 25:00',
    'until 13pm',
    'until 0am',
    'until 16:75',
  ])('%j is not understood', (words) => expect(read(words)).toBe('not-understood'));

  test.each([
    '1630',
    '830',
    '121',
    'for',
    'and',
    'h',
    '-5',
    '2h backup',
    'until until 8:00',
    '9'.repeat(400),
  ])('%j is not guessed at', (words) => expect(read(words)).toBe('not-understood'));

  test.each(['0', '0h', 'until today 11:00'])('%j is over', (words) => expect(read(words)).toBe('past'));

  test.each(['', '  ', '\u00a0'])('%j says nothing', (words) => expect(read(words)).toBe('none'));

  test('31 days are the most, and 24 hours by text', () => {
    expect(read('31d')).toBe('2026-12-21T20:00:00.000Z');
    expect(read('31d 1m')).toBe('too-far');
    expect(read('24h', FRIDAY, LA, LONGEST_BY_TEXT_MS)).toBe('2026-11-21T20:00:00.000Z');
    expect(read('24h 1m', FRIDAY, LA, LONGEST_BY_TEXT_MS)).toBe('too-far');
    expect(read('until tomorrow 12:01', FRIDAY, LA, LONGEST_BY_TEXT_MS)).toBe('too-far');
  });

  test.each([
    ['soon', undefined, /^Write 2h, 45m, until 16:30/],
    ['32d', undefined, /more than 31 days ahead\. Write/],
    ['25h', LONGEST_BY_TEXT_MS, /more than 24 hours ahead\. Write/],
    ['0', undefined, /no time at all\. Write/],
  ])('%j: it is said what to write', (words, longest, message) => {
    const when = readWhen(words, FRIDAY, LA, longest);
    expect(when).toMatchObject({ kind: 'wrong', message: expect.stringMatching(message) as string });
  });
});

describe('a moment in words', () => {
  test.each([
    ['today', '2026-11-21T00:30:00Z', '16:30'],
    ['tomorrow', '2026-11-21T16:00:00Z', 'Sat 08:00'],
    ['in six days', '2026-11-26T16:00:00Z', 'Thu 08:00'],
    ['in a week, when the weekday would mislead', '2026-11-27T16:00:00Z', 'Fri 27 Nov 08:00'],
    ['yesterday', '2026-11-19T16:00:00Z', 'Thu 19 Nov 08:00'],
  ])('%s', (_what, moment, words) => {
    expect(spokenTime(at(moment), FRIDAY, LA)).toBe(words);
  });

  test('of a time that the clock shows twice, it is said which', () => {
    const now = at('2026-11-01T07:00:00Z');
    expect(spokenTime(at('2026-11-01T08:30:00Z'), now, LA)).toBe('01:30 PDT');
    expect(spokenTime(at('2026-11-01T09:30:00Z'), now, LA)).toBe('01:30 PST');
  });
});

test('every clock time, at any moment, in either zone, is ahead and within 25 hours', () => {
  const time = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) });
  const now = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });
  fc.assert(
    fc.property(time, now, fc.constantFrom(LA, BERLIN), ({ hour, minute }, start, zone) => {
      const words = `until ${hour}:${String(minute).padStart(2, '0')}`;
      const when = readWhen(words, start, zone);
      if (when.kind !== 'until') throw new Error(`${words} is ${when.kind}`);
      expect(when.until).toBeGreaterThan(start);
      expect(when.until - start).toBeLessThanOrEqual(minutes(25 * 60));
    }),
  );
});
