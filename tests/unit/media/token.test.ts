import fc from 'fast-check';
import { LINK_MS, mediaLink, readMediaLink } from '../../../src/media/token';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const origin = 'https://line.example.com';
const secrets = ['new-secret', 'old-secret'];

const linkOf = (fileId = 'F0PICTURE', secret = 'new-secret', now = NOW) =>
  mediaLink({ origin, secret, fileId, now });
const paramsOf = (link: string): Record<string, string> => Object.fromEntries(new URL(link).searchParams);
const read = (params: Record<string, unknown>, now = NOW, known = secrets) =>
  readMediaLink(params, known, now);

test('a link names the file, its end and nothing else', () => {
  expect(linkOf()).toMatch(/^https:\/\/line\.example\.com\/media\?f=F0PICTURE&e=1795179600&s=[0-9a-f]{64}$/);
});

test.each([
  ['at once', NOW, { kind: 'file', fileId: 'F0PICTURE' }],
  ['just before its hour is over', NOW + LINK_MS - 1, { kind: 'file', fileId: 'F0PICTURE' }],
  ['when its hour is over', NOW + LINK_MS, { kind: 'expired' }],
  ['a year later', NOW + 365 * 24 * LINK_MS, { kind: 'expired' }],
])('%s', (_name, now, link) => {
  expect(read(paramsOf(linkOf()), now)).toEqual(link);
});

test.each([
  ['the secret before it, during a rotation', 'old-secret', secrets, 'file'],
  ['a secret that is rotated out', 'older-secret', secrets, 'forged'],
  ['an empty secret, where none is set', '', [''], 'forged'],
  ['a secret, where none is set', 'new-secret', [], 'forged'],
])('signed with %s', (_name, secret, known, kind) => {
  expect(read(paramsOf(linkOf('F0PICTURE', secret)), NOW, known).kind).toBe(kind);
});

test.each(['', 'F', 'F0', 'f0picture', 'F0PICTURE\n', 'C0PICTURE', 'F0/../X', 'https://files.slack.com/x'])(
  'what is no file’s id (%j) is let in by no signature',
  (fileId) => {
    const params = paramsOf(mediaLink({ origin, secret: 'new-secret', fileId: 'F0PICTURE', now: NOW }));
    expect(read({ ...params, f: fileId })).toEqual({ kind: 'forged' });
    const signed = mediaLink({ origin, secret: 'new-secret', fileId, now: NOW });
    const [, expiry, signature] = /&e=(\d+)&s=(\w+)$/.exec(signed)!;
    expect(read({ f: fileId, e: expiry, s: signature })).toEqual({ kind: 'forged' });
  },
);

test('a forged link is forged, however old it says it is', () => {
  expect(read({ ...paramsOf(linkOf()), e: '1' })).toEqual({ kind: 'forged' });
});

test.each(['f', 'e', 's'])('without “%s”, or with a list of it, a link is forged', (name) => {
  const params = paramsOf(linkOf());
  expect(read({ ...params, [name]: undefined })).toEqual({ kind: 'forged' });
  expect(read({ ...params, [name]: [params[name]] })).toEqual({ kind: 'forged' });
});

test('a signature in capital letters is none', () => {
  const params = paramsOf(linkOf());
  expect(read({ ...params, s: params['s']!.toUpperCase() })).toEqual({ kind: 'forged' });
});

test('any change of one character is a forgery', () => {
  const params = paramsOf(linkOf());
  const place = fc.constantFrom('f', 'e', 's').chain((name) =>
    fc.record({
      name: fc.constant(name),
      at: fc.nat(params[name]!.length - 1),
      by: fc.oneof(fc.stringMatching(/^[0-9a-fA-F +-]$/), fc.string({ maxLength: 2 })),
    }),
  );
  fc.assert(
    fc.property(place, ({ name, at, by }) => {
      const value = params[name]!;
      const changed = value.slice(0, at) + by + value.slice(at + 1);
      fc.pre(changed !== value);
      expect(read({ ...params, [name]: changed })).toEqual({ kind: 'forged' });
    }),
    { numRuns: 500 },
  );
});

test('a link for one file and hour is none for another', () => {
  const id = fc.stringMatching(/^F[A-Z0-9]{2,10}$/);
  fc.assert(
    fc.property(id, id, fc.nat(1e9), fc.nat(1e9), (one, other, early, late) => {
      fc.pre(one !== other || early !== late);
      const [first, second] = [
        paramsOf(linkOf(one, 'new-secret', NOW + early * 1000)),
        paramsOf(linkOf(other, 'new-secret', NOW + late * 1000)),
      ];
      expect(read({ ...second, s: first['s'] }).kind).toBe('forged');
    }),
  );
});
