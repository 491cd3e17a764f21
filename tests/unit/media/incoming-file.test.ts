import { insteadOf, mayBeMissing, nameOf } from '../../../src/media/incoming-file';

const file = (contentType: string, number = 1) => ({ sid: `MM${'0'.repeat(32)}`, number, contentType });

test.each([
  ['image/jpeg', 'image/jpeg', 'picture-1.jpg'],
  ['image/jpeg', 'application/octet-stream', 'picture-1.jpg'],
  ['', 'audio/amr; x=y', 'recording-1.amr'],
  ['text/x-vcard', 'text/x-vcard', 'file-1.vcf'],
  ['image/<!channel>', 'application/zip', 'picture-1.bin'],
  ['../../x', '', 'file-1.bin'],
])('announced as %j and fetched as %j it is called %s', (announced, fetched, name) => {
  expect(nameOf(file(announced), fetched)).toBe(name);
});

test.each([
  [
    { kind: 'too-large', bytes: 6_000_000 },
    'A picture of 6 MB could not be taken over. Ask the customer to send a smaller one.',
  ],
  [
    { kind: 'too-large', bytes: null },
    'A picture of more than 5.3 MB could not be taken over. Ask the customer to send a smaller one.',
  ],
  [
    { kind: 'gone' },
    'Picture 2 could not be taken over: Twilio no longer has it. Ask the customer to send it again.',
  ],
  [{ kind: 'refused' }, 'Picture 2 could not be taken over. Ask the customer to send it again.'],
] as const)('%j is said as: %s', (why, words) => {
  expect(insteadOf(file('image/png', 2), why)).toBe(words);
});

test('what may be missing is said so', () => {
  expect(mayBeMissing(file('video/mp4'))).toBe(
    'Video 1 of this text may be missing here. If you cannot see it, ask the customer to send it again.',
  );
});
