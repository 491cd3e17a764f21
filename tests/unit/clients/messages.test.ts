import { startLoopbackServer, type LoopbackServer } from '../../../simulator/loopback-server';
import { createMessages } from '../../../src/clients/messages';

const signal = new AbortController().signal;
const text = { to: '+12025550123', body: 'Hi' };
let server: LoopbackServer;
let answer: { status: number; body: string };
let requests: string[];

beforeEach(async () => {
  requests = [];
  server = await startLoopbackServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    request.resume().on('end', () => response.writeHead(answer.status).end(answer.body));
  });
});
afterEach(() => server.close());

const client = (messagingServiceSid?: string) =>
  createMessages({
    apiKey: 'key',
    apiSecret: 'secret',
    accountSid: `AC${'0'.repeat(32)}`,
    from: '+15550100100',
    messagingServiceSid,
    baseUrl: server.origin,
  });

test('asks the core API of the account once', async () => {
  answer = { status: 201, body: '{"sid":"SM1"}' };
  expect(await client().send(text, signal)).toEqual({ kind: 'sent', sid: 'SM1' });
  expect(requests).toEqual([`POST /2010-04-01/Accounts/AC${'0'.repeat(32)}/Messages.json`]);
});

test.each([
  ['a success without a SID', 201, '{}'],
  ['a success that is no JSON', 200, '<html>'],
  ['a refusal that is not Twilio’s', 400, '<html>Bad request</html>'],
  ['a refusal without a code', 403, '{"message":"no"}'],
  ['a time-out on the way', 408, '{"code":20408,"message":"slow"}'],
  ['an error of the server', 500, '{"code":20500,"message":"oops"}'],
  ['a bad gateway', 502, ''],
])('%s says nothing sure about the text', async (_name, status, body) => {
  answer = { status, body };
  await expect(client().send(text, signal)).rejects.toMatchObject({
    code: 'twilio_unavailable',
    message: expect.not.stringContaining(text.to) as string,
  });
  expect(requests).toHaveLength(1);
});

test('a refusal with a code that is not known is final', async () => {
  answer = { status: 400, body: '{"code":29999,"message":"new","status":400}' };
  expect(await client().send(text, signal)).toEqual({
    kind: 'refused',
    code: 29999,
    final: true,
    reason: 'Twilio gave error 29999.',
  });
});

test.each([401, 403, 429])(
  'a refusal that says nothing about the text, %i, is not final whatever its code',
  async (status) => {
    answer = { status, body: `{"code":29999,"message":"new","status":${status}}` };
    expect(await client().send(text, signal)).toMatchObject({ kind: 'refused', code: 29999, final: false });
  },
);

test('a known code says more than the status that it comes with', async () => {
  answer = { status: 403, body: '{"code":21408,"message":"no such country","status":403}' };
  expect(await client().send(text, signal)).toMatchObject({ kind: 'refused', code: 21408, final: true });
});

test('asks nobody when a schedule would be dropped', async () => {
  expect(await client().send({ ...text, sendAt: 0 }, signal)).toMatchObject({ code: 35118 });
  expect(requests).toEqual([]);
});

test('a text from another number of ours to the line did not come in', async () => {
  const listed = { body: 'Hi', num_media: '0', date_created: 'Fri, 20 Nov 2026 12:00:00 +0000' };
  const messages = [
    { ...listed, sid: 'SM2', direction: 'outbound-api' },
    { ...listed, sid: 'SM1', direction: 'inbound' },
  ];
  answer = { status: 200, body: JSON.stringify({ messages, page: 0 }) };
  expect(await client().inboundSince(0, signal)).toMatchObject([{ sid: 'SM1' }]);
});

test('a request that was left says nothing sure', async () => {
  const leave = new AbortController();
  leave.abort();
  await expect(client().send(text, leave.signal)).rejects.toMatchObject({ code: 'twilio_unavailable' });
});
