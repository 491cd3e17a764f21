import { availabilityPurpose, deriveToken, readBearer } from '../../../src/http/bearer';

const secrets = { apiTokens: ['new-token', 'old-token'], linkSecrets: ['new-secret', 'old-secret'] };
const ids = ['sergio', 'backup'];
const own = (id: string, secret = 'new-secret') => `Bearer ${deriveToken(secret, availabilityPurpose(id))}`;

test.each([
  ['the service’s token', 'Bearer new-token', { kind: 'service' }],
  ['the token before it, during a rotation', 'Bearer old-token', { kind: 'service' }],
  ['Sergio’s own token', own('sergio'), { kind: 'dispatcher', id: 'sergio' }],
  ['his token from before a rotation', own('sergio', 'old-secret'), { kind: 'dispatcher', id: 'sergio' }],
  ['a lower-case scheme', 'bearer new-token', { kind: 'service' }],
  ['somebody’s token who is no dispatcher any more', own('gone'), { kind: 'nobody' }],
  ['a token of another secret', own('sergio', 'other'), { kind: 'nobody' }],
  ['a token that is almost right', 'Bearer new-tokem', { kind: 'nobody' }],
  ['no scheme', 'new-token', { kind: 'nobody' }],
  ['an empty token', 'Bearer ', { kind: 'nobody' }],
  ['nothing', undefined, { kind: 'nobody' }],
  ['a list', ['Bearer new-token'], { kind: 'nobody' }],
])('%s', (_name, header, bearer) => {
  expect(readBearer(header, secrets, ids)).toEqual(bearer);
});

test('where no secret is set nobody gets in, not even with an empty one', () => {
  const unset = { apiTokens: [''], linkSecrets: [] };
  expect(readBearer('Bearer ', unset, ids)).toEqual({ kind: 'nobody' });
  expect(readBearer('Bearer x', unset, ids)).toEqual({ kind: 'nobody' });
});

test('a derived token is the HMAC-SHA256 of its purpose (RFC 4231, test case 2)', () => {
  expect(deriveToken('Jefe', 'what do ya want for nothing?')).toMatch(/^5bdcc146bf60754e.*64ec3843$/);
});
