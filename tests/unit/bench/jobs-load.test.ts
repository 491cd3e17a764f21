import { documentOf, addMark, jobId, marksIn } from '../../../bench/jobs-document';
import { arrivals, planOf, randomFrom, wordsOf } from '../../../bench/jobs-load';
import { parseDocument, toText, withJob } from '../../../src/jobs/document';
import { MOST_DOCUMENT_BYTES } from '../../../src/jobs/store-document';

test('the whole plan goes to 100 writers, 10 changes a second and 10,000 jobs', () => {
  const { sizes, loads } = planOf({ quick: false });
  expect(sizes).toEqual([100, 1_000, 10_000]);
  expect(loads.map(wordsOf)).toEqual([
    '1 at once',
    '10 at once',
    '50 at once',
    '100 at once',
    '1 a second',
    '2 a second',
    '5 a second',
    '10 a second',
  ]);
});

test('the quick plan is a part of the same', () => {
  const [whole, quick] = [planOf({ quick: false }), planOf({ quick: true })];
  expect(whole.sizes).toEqual(expect.arrayContaining([...quick.sizes]));
  expect(whole.loads.map(wordsOf)).toEqual(expect.arrayContaining(quick.loads.map(wordsOf)));
});

test('writers at once come at one moment', () => {
  expect(arrivals({ kind: 'at-once', writers: 3 }, randomFrom(1))).toEqual([0, 0, 0]);
});

test('steady changes come in order, as many as the rate says, the same for the same seed', () => {
  const load = { kind: 'steady', perSecond: 10, seconds: 100 } as const;
  const times = arrivals(load, randomFrom(7));
  expect(times).toHaveLength(1_000);
  expect(times).toEqual([...times].sort((one, other) => one - other));
  expect(times.at(-1)! / 1000).toBeGreaterThan(80);
  expect(times.at(-1)! / 1000).toBeLessThan(120);
  expect(arrivals(load, randomFrom(7))).toEqual(times);
  expect(arrivals(load, randomFrom(8))).not.toEqual(times);
});

test('random numbers fill the range from 0 to 1 evenly', () => {
  const random = randomFrom(1);
  const tenths = Array.from({ length: 10 }, () => 0);
  for (let draw = 0; draw < 10_000; draw += 1) tenths[Math.floor(random() * 10)]! += 1;
  expect(tenths.every((count) => count > 850 && count < 1_150)).toBe(true);
});

test('the largest document fits the store, with room for what the changes add', () => {
  const text = documentOf(10_000);
  expect(text.length).toBeGreaterThan(3_500_000);
  expect(text.length).toBeLessThan(MOST_DOCUMENT_BYTES - 200 * 500);
});

test('a mark that was made is found, and no other', () => {
  const parsed = parseDocument(documentOf(3));
  if (parsed.kind !== 'ok') throw new Error(parsed.why);
  const job = { id: jobId(1), status: 'pending', title: 'Gate' } as const;
  const decided = addMark('#7')(job);
  if (decided.kind !== 'change') throw new Error('no change');
  expect(marksIn(toText(withJob(parsed.doc, decided.job)))).toEqual(new Set(['#7']));
});
