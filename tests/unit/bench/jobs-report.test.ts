import { jobsTable, type Change } from '../../../bench/jobs-report';

function changes(...times: readonly number[]): Change[] {
  return times.map((ms) => ({ done: true, tries: 2, ms, lost: false }));
}

const [fast] = changes(100);
const lost: Change = { ...fast!, lost: true };
const failed: Change = { done: false, tries: 8, ms: 6000, lost: false };

test('each row has both sides, and how many times longer the store takes', () => {
  const cell = {
    load: '3 at once',
    size: 100,
    store: [...changes(300, 1_000), failed],
    unconditional: [...changes(200, 300), lost],
  };
  const row = jobsTable([cell]).split('\n').at(-1)!;
  expect(row.split(/ {3,}/)).toEqual([
    '3 at once',
    '100',
    '67 %',
    '4.0',
    '0.65 s',
    '1.00 s',
    '0 %',
    '0.20 s',
    '0.30 s',
    '33 %',
    '3.3',
  ]);
});

test('one lost of a thousand is not none, and one failed of a thousand is not all', () => {
  const many = Array.from({ length: 999 }, () => fast!);
  const cell = { load: '', size: 1, store: [...many, failed], unconditional: [...many, lost] };
  expect(jobsTable([cell]).split('\n').at(-1)).toMatch(/ 99 % .* 1 % /);
});

test('where nothing got through there are no times', () => {
  const cell = { load: '', size: 1, store: [failed], unconditional: changes(100) };
  expect(jobsTable([cell]).split('\n').at(-1)).toMatch(/ 0 % +8\.0 +– +– +– .* –$/);
});
