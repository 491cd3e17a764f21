import { logLine, withoutNumbers } from '../../../src/http/log-line';

test.each([
  ['+12025550123', '…0123'],
  ['call +12025550123 back', 'call …0123 back'],
  ['2025550123', '…0123'],
  ['step 12', 'step 12'],
  ['CA' + '0'.repeat(32), 'CA' + '0'.repeat(32)],
])('%p is logged as %p', (value, logged) => {
  expect(withoutNumbers(value)).toBe(logged);
});

test('numbers are shortened however deep they are', () => {
  expect(withoutNumbers({ a: [{ b: '+12025550123' }], n: 15 })).toEqual({ a: [{ b: '…0123' }], n: 15 });
});

test('what a caller said is not logged, only how much', () => {
  const line = logLine('call:CA', {
    at: 'T',
    key: 't',
    type: 'message.transcribed',
    status: 'completed',
    text: 'secret',
  });
  expect(line).toEqual({
    level: 'info',
    at: 'T',
    subject: 'call:CA',
    type: 'message.transcribed',
    data: { status: 'completed', text: '6 characters' },
  });
});
