import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { deriveToken } from '../../../src/http/bearer';
import { createLink, createToken, linkExpiry, readToken } from '../../../src/magic-links/token';

const NOW = Date.parse('2026-11-20T20:00:00Z');
const HOUR = 3_600_000;
const secrets = ['new-secret', 'old-secret'];
const subject = { job: 'J-1042', crew: 'crew-7', expiresAt: NOW + HOUR };
const token = (more: Partial<typeof subject> = {}, secret = 'new-secret') =>
  createToken(secret, { ...subject, ...more });
const read = (t: unknown, now = NOW, known = secrets) => readToken(t, known, now);

const id = (most: number) => fc.string({ unit: 'grapheme', minLength: 1, maxLength: most });
const asciiId = (most: number) => fc.stringMatching(new RegExp(`^[ -~]{1,${most}}$`));

test('a link is our address and one short parameter', () => {
  const link = createLink({ ...subject, origin: 'https://line.example.com', secret: 'new-secret' });
  expect(link).toBe(`https://line.example.com/claim?t=${token()}`);
  expect(token()).toMatch(/^[\w-]{46}$/);
});

test.each([
  ['at once', NOW, 'valid'],
  ['just before it ends', NOW + HOUR - 1, 'valid'],
  ['when it ends', NOW + HOUR, 'expired'],
  ['a year later', NOW + 365 * 24 * HOUR, 'expired'],
])('%s', (_name, now, kind) => expect(read(token(), now)).toEqual({ kind, job: 'J-1042', crew: 'crew-7' }));

test.each([
  ['the secret before it, during a rotation', 'old-secret', secrets, 'valid'],
  ['a secret that is rotated out', 'older-secret', secrets, 'forged'],
  ['an empty secret, where none is set', '', [''], 'forged'],
  ['a secret, where none is set', 'new-secret', [], 'forged'],
  ['another purpose’s key', deriveToken('new-secret', 'media'), secrets, 'forged'],
])('signed with %s', (_name, secret, known, kind) => {
  expect(read(token({}, secret), NOW, known).kind).toBe(kind);
});

test.each([
  undefined,
  null,
  7,
  '',
  'A',
  [token()],
  { t: token() },
  ` ${token()}`,
  `${token()}=`,
  `${token()}\n`,
])('%j is no token', (t) => expect(read(t)).toEqual({ kind: 'forged' }));

test('a token that is old and forged is forged', () => {
  expect(read(token({ expiresAt: 0 }, 'older-secret'))).toEqual({ kind: 'forged' });
});

/** Signed as it says in `token.ts`, by hand: with a key of this purpose alone. */
function signed(version: number, purpose = 'claim'): string {
  const content = Buffer.from([version, 0xff, 0xff, 0xff, 0xff, 6, ...Buffer.from('crew-7J-1042')]);
  const mac = createHmac('sha256', deriveToken('new-secret', purpose)).update(content).digest();
  return Buffer.concat([content, mac.subarray(0, 16)]).toString('base64url');
}

test.each([
  ['this version', signed(1), 'valid'],
  ['another version', signed(2), 'forged'],
  ['another purpose', signed(1, 'media'), 'forged'],
])('a token of %s, signed by hand', (_name, t, kind) => expect(read(t).kind).toBe(kind));

test('it ends in a letter or a digit, whatever it says: phones leave other characters out of the link', () => {
  // Every length, since how the last character comes about depends on it.
  const ends = Array.from({ length: 3000 }, (_, number) =>
    token({ job: `J-${'7'.repeat(number % 3)}${number}` }).at(-1),
  );
  expect(ends.filter((end) => !/[A-Za-z0-9]/.test(end ?? ''))).toEqual([]);
});

test('it says what it was made of, and stays within 200 characters', () => {
  fc.assert(
    fc.property(asciiId(64), asciiId(32), fc.integer({ min: 1, max: 35 * 24 * 60 }), (job, crew, minutes) => {
      const t = token({ job, crew, expiresAt: NOW + minutes * 60_000 });
      expect(t.length).toBeLessThanOrEqual(200);
      expect(read(t)).toEqual({ kind: 'valid', job, crew });
      expect(read(t, NOW + minutes * 60_000)).toEqual({ kind: 'expired', job, crew });
    }),
  );
});

test('any id of any script comes back as it was', () => {
  fc.assert(
    fc.property(id(64), id(32), (job, crew) => {
      fc.pre(Buffer.byteLength(crew) <= 255 && Buffer.byteLength(job) < 600);
      expect(read(token({ job, crew }))).toEqual({ kind: 'valid', job, crew });
    }),
  );
});

test('any change of a character is a forgery', () => {
  const t = token();
  const change = fc.record({
    at: fc.nat(t.length),
    cut: fc.nat(2),
    by: fc.oneof(fc.stringMatching(/^[\w-]{0,2}$/), fc.string({ maxLength: 2 })),
  });
  fc.assert(
    fc.property(change, ({ at, cut, by }) => {
      const changed = t.slice(0, at) + by + t.slice(at + cut);
      fc.pre(changed !== t);
      expect(read(changed)).toEqual({ kind: 'forged' });
    }),
    { numRuns: 2000 },
  );
});

test('any change of a bit is a forgery', () => {
  const bytes = Buffer.from(token(), 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(read(changed.toString('base64url'))).toEqual({ kind: 'forged' });
  }
});

test('where one id ends cannot be moved into the other', () => {
  fc.assert(
    fc.property(asciiId(20), asciiId(20), asciiId(20), asciiId(20), (job, crew, otherJob, otherCrew) => {
      fc.pre(job !== otherJob || crew !== otherCrew);
      expect(token({ job, crew })).not.toBe(token({ job: otherJob, crew: otherCrew }));
    }),
  );
  expect(token({ job: '71', crew: 'crew-' })).not.toBe(token({ job: '1', crew: 'crew-7' }));
});

test.each([
  ['a crew of 256 bytes', { crew: 'c'.repeat(256) }],
  ['a job of 1024 bytes', { job: 'j'.repeat(1024) }],
  ['half a character', { job: '\ud83d' }],
  ['an end before 1970', { expiresAt: -1 }],
  ['an end that is none', { expiresAt: NaN }],
  ['an end after 2106', { expiresAt: 2 ** 32 * 1000 }],
])('%s is refused when the link is made', (_name, more) => {
  expect(() => token(more)).toThrow(RangeError);
});

test('no text throws when it is read', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String()), (t) => {
      expect(read(t)).toEqual({ kind: 'forged' });
    }),
  );
  expect(read('A'.repeat(100_000))).toEqual({ kind: 'forged' });
});

test('a link outlives its job by a week', () => {
  expect(linkExpiry(NOW, { completeWithinMinutes: 480 })).toBe(NOW + 8 * HOUR + 7 * 24 * HOUR);
});
