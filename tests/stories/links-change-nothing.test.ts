import { LOCAL_ACCOUNT } from '../../simulator/settings';
import { availabilityPurpose, deriveToken } from '../../src/http/bearer';
import type { Line } from '../support/stories';

const CREW_7 = '+15550100107';
const crew = [{ id: 'crew-7', name: 'Crew 7', phone: CREW_7 }];
const SERVICE = LOCAL_ACCOUNT.relayApiToken;
const SERGIO = deriveToken(LOCAL_ACCOUNT.linkSecret, availabilityPurpose('sergio'));
const AWAY = { dispatcher: 'sergio', status: 'offline' };
const FENCE = { id: 'fence-1', title: 'Fence' };

/** What a link may pretend in its query, beside the token: each a forgery of `event.request`. */
const PRETENDED: readonly Readonly<Record<string, string>>[] = [
  {},
  { 'request[cookies]': '' },
  { 'request[cookies][a]': 'b' },
  { 'request[cookies][]': '' },
  { 'request[cookies][__proto__]': 'x' },
  { 'request[method]': 'POST', 'request[cookies][__proto__]': 'x', 'request[headers][content-length]': '40' },
];

/** Not believed, no such field in a list of jobs, or no body. */
const REFUSED = [401, 400, 415];

/** Somebody, or a message app that shows previews, opens a link. */
async function opens(
  line: Line,
  path: string,
  query: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<number> {
  const url = `${line.world.gateway.origin}${path}?${new URLSearchParams(query).toString()}`;
  return (await line.browses(url, undefined, { connection: 'close', ...headers })).status;
}

function forged(type: string, token: string | null): Record<string, string> {
  const bearer = token === null ? {} : { 'request[headers][authorization]': `Bearer ${token}` };
  return { ...bearer, 'request[headers][content-type]': type };
}

test('a link sets nobody’s availability, makes no job and changes none, whatever headers its query pretends', async () => {
  const line = await stories.open({ routing: { crew } });
  await line.api('/jobs', { id: 'gate-1', title: 'Gate stuck', requestId: 'r1' });
  await line.pass(5);
  const file = line.jobsFile();
  const changes = { id: 'gate-1', status: 'assigned' };
  for (const pretended of PRETENDED) {
    const as = (token: string) => ({ ...pretended, ...forged('application/json', token) });
    expect(REFUSED).toContain(await opens(line, '/availability', { ...AWAY, ...as(SERGIO) }));
    expect(REFUSED).toContain(await opens(line, '/jobs', { ...FENCE, ...as(SERVICE) }));
    expect(REFUSED).toContain(await opens(line, '/job-status', { ...changes, ...as(SERVICE) }));
    expect(REFUSED).toContain(await opens(line, '/job-changed', { ...changes, ...as(SERVICE) }));
  }
  expect(line.jobsFile()).toBe(file);
  const { body } = await line.api('/availability');
  expect(JSON.stringify(body)).not.toMatch(/"reachable":false|manual/);
  await line.close();
});

test('a GET with a genuine token, and even with the content type of a body, changes nothing', async () => {
  const line = await stories.open({ routing: { crew } });
  const headers = { authorization: `Bearer ${SERVICE}`, 'content-type': 'application/json' };
  expect(await opens(line, '/availability', AWAY, headers)).toBe(415);
  expect(await opens(line, '/jobs', FENCE, headers)).toBe(400);
  expect(await opens(line, '/job-status', { id: 'gate-1', status: 'completed' }, headers)).toBe(415);
  expect(line.jobsFile()).toBeNull();
  const { body } = await line.api('/availability');
  expect(JSON.stringify(body)).not.toMatch(/"reachable":false|manual/);
  await line.close();
});

test('a crew’s link claims nothing when it is opened, whatever headers its query pretends', async () => {
  const line = await stories.open({ routing: { crew } });
  await line.api('/jobs', { id: 'gate-1', title: 'Gate stuck', crewIds: ['crew-7'], requestId: 'r1' });
  await line.pass(5);
  const link = line.link(CREW_7);
  const t = new URL(link).searchParams.get('t') ?? '';
  const form = 'application/x-www-form-urlencoded';
  for (const pretended of PRETENDED) {
    await opens(line, '/claim', { t, action: 'claim', ...pretended, ...forged(form, null) });
  }
  await opens(line, '/claim', { t, action: 'claim' }, { 'content-type': form });
  expect(line.job('gate-1').claimedBy).toBeUndefined();
  await line.acts(link, 'claim');
  expect(line.job('gate-1').claimedBy).toBe('crew-7');
  await line.pass(5);
  await line.close();
});
