import { readOptions, UsageError } from '../../../bench/options';

test('the voice path is measured under the quota, with enough samples for a steady median', () => {
  expect(readOptions(['voice'])).toEqual({ measure: 'voice', samples: 15, fullCore: false });
});

test('the number of samples and the full core can be asked for', () => {
  expect(readOptions(['voice', '--samples', '5', '--full-core'])).toEqual({
    measure: 'voice',
    samples: 5,
    fullCore: true,
  });
});

test('jobs are measured whole, or quickly', () => {
  expect(readOptions(['jobs'])).toEqual({ measure: 'jobs', quick: false });
  expect(readOptions(['jobs', '--quick'])).toEqual({ measure: 'jobs', quick: true });
});

test('help is no measurement', () => {
  expect(readOptions(['--help'])).toBeNull();
  expect(readOptions(['voice', '-h'])).toBeNull();
});

test.each([
  [[], 'Say what to measure'],
  [['texts'], 'not “texts”'],
  [['voice', 'texts'], 'Say what to measure'],
  [['voice', '--samples', '0'], '--samples takes a whole number from 1'],
  [['voice', '--samples', 'many'], 'not “many”'],
  [['voice', '--quick'], '--quick belongs to “jobs”'],
  [['jobs', '--samples', '5'], 'takes only --quick'],
  [['jobs', '--full-core'], 'takes only --quick'],
  [['voice', '--slow'], '--slow'],
])('%j is refused with what to write', (args, message) => {
  expect(() => readOptions(args)).toThrow(UsageError);
  expect(() => readOptions(args)).toThrow(message);
});
