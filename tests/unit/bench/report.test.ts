import type { ColdStart } from '../../../bench/cold-start';
import { coldTable, comparison, impairments, warmLine } from '../../../bench/report';

const STARTS: readonly ColdStart[] = [
  { name: 'node alone', answered: 100, gone: 150, impaired: 0 },
  { name: 'minimal function', answered: 900, gone: 1000, impaired: 0 },
  { name: 'voice-cascade', answered: 300.4, gone: 405, impaired: 2 },
];

test('the table shows each time as it is and above node’s own start, and the size of each bundle', () => {
  expect(coldTable(STARTS, { 'voice-cascade': 190_045 }).split('\n')).toEqual([
    'ms                 to the answer   above node   whole process   above node   bundle',
    'node alone                   100                          150                      ',
    'minimal function             900          800            1000          850         ',
    'voice-cascade                300          200             405          255   190 KB',
  ]);
});

test('the cascade is compared to the minimal function above node’s own start', () => {
  expect(comparison(STARTS)).toContain('takes 0.25 of the minimal function’s time to the answer');
  expect(comparison(STARTS)).toContain('0.30 of its whole process');
});

test('up to 0.25 the goal is reached, above it is missed', () => {
  const withCascade = (answered: number) =>
    STARTS.map((start) => (start.name === 'voice-cascade' ? { ...start, answered } : start));
  expect(comparison(withCascade(300))).toMatch(/: reached\.$/);
  expect(comparison(withCascade(301))).toMatch(/: missed\.$/);
});

test('nothing is compared to what was not measured', () => {
  expect(() => comparison(STARTS.slice(0, 2))).toThrow('“voice-cascade” was not measured');
});

test('answers that ran into a time limit are named, and only those', () => {
  expect(impairments(STARTS, 15)).toBe('voice-cascade: 2 of 15 answers ran into a time limit.');
  expect(impairments(STARTS.slice(0, 2), 15)).toBe('');
});

test('warm requests are told by their median and their 95th percentile', () => {
  expect(warmLine([4, 1, 2.26])).toBe(
    '/voice-cascade, warm, from request to TwiML: median 2.3 ms, 95th percentile 4.0 ms (3 requests).',
  );
});
