import { median, percentile, ratioAbove } from '../../../bench/statistics';

test('the median is the middle value, or the mean of the two middle ones', () => {
  expect(median([30, 10, 20])).toBe(20);
  expect(median([40, 10, 30, 20])).toBe(25);
  expect(median([7])).toBe(7);
});

test('values are put in order by size, not as text, and the list that was given keeps its order', () => {
  const values = [10, 9, 8];
  expect(median(values)).toBe(9);
  expect(values).toEqual([10, 9, 8]);
});

test('the 95th percentile is the smallest value that 95 % do not exceed', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(percentile(hundred, 0.95)).toBe(95);
  expect(percentile([3, 1, 2], 0.95)).toBe(3);
  expect(percentile([3, 1, 2], 1)).toBe(3);
});

test('two times are compared above the time that both have in common', () => {
  expect(ratioAbove(100, 300, 900)).toBe(0.25);
});

test('nothing can be said of no values, nor above a reference that takes no time', () => {
  expect(() => median([])).toThrow('There are no values');
  expect(() => percentile([], 0.95)).toThrow('There are no values');
  expect(() => ratioAbove(100, 300, 100)).toThrow('take more samples');
});
