import { endingOf, inMegabytes, mmsTypeOf, nounOf } from '../../../src/media/types';

test.each([
  ['image/jpeg', 'image/jpeg'],
  ['IMAGE/PNG', 'image/png'],
  ['audio/L24', 'audio/l24'],
  ['image/jpeg; charset=binary', 'image/jpeg'],
  ['audio/x-wav', 'audio/vnd.wave'],
  ['application/pdf', 'application/pdf'],
])('Twilio takes %s, as %s', (given, type) => {
  expect(mmsTypeOf(given)).toBe(type);
});

test.each([
  'text/html',
  'image/svg+xml',
  'image/webp',
  'application/zip',
  'application/javascript',
  'text/plain',
  '',
  'constructor',
  '__proto__',
])('Twilio takes no %j', (given) => {
  expect(mmsTypeOf(given)).toBeNull();
  expect(endingOf(given)).toBe('bin');
});

test.each([
  ['image/jpeg', 'jpg', 'picture'],
  ['video/quicktime', 'mov', 'video'],
  ['audio/amr', 'amr', 'recording'],
  ['text/x-vcard', 'vcf', 'file'],
])('a %s ends in .%s and is a %s', (type, ending, noun) => {
  expect([endingOf(type), nounOf(type)]).toEqual([ending, noun]);
});

test.each([
  [5_000_000, '5 MB'],
  [5_000_001, '5.1 MB'],
  [1, '0.1 MB'],
  [12_340_000, '12.4 MB'],
])('%i bytes are %s', (bytes, words) => {
  expect(inMegabytes(bytes)).toBe(words);
});
