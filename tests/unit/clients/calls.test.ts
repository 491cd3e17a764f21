import { startLoopbackServer, type LoopbackServer } from '../../../simulator/loopback-server';
import { createCalls } from '../../../src/clients/calls';

const ACCOUNT = `AC${'0'.repeat(32)}`;
const LINE = '+15550100100';
const CUSTOMER = '+12025550123';
const START = Date.parse('2026-11-20T12:00:00Z');
const PATH = `/2010-04-01/Accounts/${ACCOUNT}/Calls.json`;
const signal = new AbortController().signal;

const listed = {
  sid: 'CA1',
  parent_call_sid: null,
  from: CUSTOMER,
  to: LINE,
  status: 'completed',
  direction: 'inbound',
  duration: '42',
  date_created: 'Fri, 20 Nov 2026 12:00:00 +0000',
  start_time: 'Fri, 20 Nov 2026 12:00:01 +0000',
  end_time: 'Fri, 20 Nov 2026 12:01:00 +0000',
};

let server: LoopbackServer;
/** One answer for each request; the last one stays. */
let answers: { status: number; body: string }[];
let requests: URL[];

beforeEach(async () => {
  requests = [];
  server = await startLoopbackServer((request, response) => {
    requests.push(new URL(request.url ?? '', 'http://twilio.test'));
    const { status, body } = (answers.length > 1 ? answers.shift() : answers[0])!;
    request.resume().on('end', () => response.writeHead(status).end(body));
  });
});
afterEach(() => server.close());

const client = () =>
  createCalls({
    apiKey: 'key',
    apiSecret: 'secret',
    accountSid: ACCOUNT,
    line: LINE,
    baseUrl: server.origin,
  });
const page = (calls: readonly object[], next: string | null = null) => ({
  status: 200,
  body: JSON.stringify({ calls, page: 0, next_page_uri: next }),
});

test('asks for the calls to the line since the day, and returns plain values', async () => {
  answers = [page([listed])];
  expect(await client().inboundSince(START, signal)).toEqual([
    {
      sid: 'CA1',
      parent: null,
      from: CUSTOMER,
      to: LINE,
      status: 'completed',
      direction: 'inbound',
      seconds: 42,
      startedAt: START + 1000,
      endedAt: START + 60_000,
    },
  ]);
  const [url] = requests;
  expect(url!.pathname).toBe(PATH);
  expect(Object.fromEntries(url!.searchParams)).toEqual({
    To: LINE,
    'StartTime>': '2026-11-20T12:00:00Z',
    PageSize: '200',
  });
});

test('asks for the legs by the call that dialled them', async () => {
  const leg = { ...listed, direction: 'outbound-dial', parent_call_sid: 'CA1' };
  answers = [
    page([
      { ...leg, sid: 'CA3' },
      { ...leg, sid: 'CA2' },
    ]),
  ];
  expect(await client().legsOf('CA1', signal)).toMatchObject([
    { sid: 'CA2', parent: 'CA1', direction: 'outbound-dial' },
    { sid: 'CA3', parent: 'CA1' },
  ]);
  expect(Object.fromEntries(requests[0]!.searchParams)).toEqual({ ParentCallSid: 'CA1', PageSize: '200' });
});

test('follows the pages to the end', async () => {
  const next = `${PATH}?Page=1&PageToken=PACA2`;
  answers = [page([{ ...listed, sid: 'CA2' }], next), page([{ ...listed, sid: 'CA1' }])];
  expect(await client().inboundSince(START, signal)).toMatchObject([{ sid: 'CA1' }, { sid: 'CA2' }]);
  expect(requests.map(({ search }) => search).slice(1)).toEqual(['?Page=1&PageToken=PACA2']);
});

test.each([
  ['null', null],
  ['nothing between quotation marks', ''],
])('a call without times and duration, given as %s, has begun when it was listed', async (_name, empty) => {
  const queued = { ...listed, status: 'queued', duration: empty, start_time: empty, end_time: empty };
  answers = [page([{ ...queued, parent_call_sid: empty }])];
  expect(await client().legsOf('CA0', signal)).toMatchObject([
    { parent: null, seconds: 0, startedAt: START, endedAt: null },
  ]);
});

test('a call that the account made to the line did not come in', async () => {
  const ownCalls = ['outbound-api', 'outbound-dial'].map((direction) => ({ ...listed, direction }));
  answers = [page([...ownCalls, listed])];
  expect(await client().inboundSince(START, signal)).toHaveLength(1);
});

test.each([
  ['before the moment', '11:59:59', 0],
  ['in its very second', '12:00:00', 1],
])('of the same day, a call %s counts as Twilio’s whole seconds allow', async (_name, time, count) => {
  answers = [page([{ ...listed, start_time: `Fri, 20 Nov 2026 ${time} +0000` }])];
  expect(await client().inboundSince(START + 900, signal)).toHaveLength(count);
});

test.each([
  ['a list without calls', 200, '{}'],
  ['a list that is no JSON', 200, '<html>'],
  ['a refusal', 401, '{"code":20003,"message":"Authenticate","status":401}'],
  ['an error of the server', 500, '{"code":20500,"message":"oops"}'],
  ['a reply over 1 MB', 200, ' '.repeat(1_000_001)],
])('%s is no answer', async (_name, status, body) => {
  answers = [{ status, body }];
  const unavailable = { code: 'twilio_unavailable' };
  await expect(client().inboundSince(START, signal)).rejects.toMatchObject(unavailable);
  await expect(client().legsOf('CA1', signal)).rejects.toMatchObject(unavailable);
  expect(requests).toHaveLength(2);
});

test('half a list is no answer', async () => {
  answers = [page([listed], `${PATH}?Page=1`), { status: 503, body: '' }];
  const unavailable = { code: 'twilio_unavailable', message: expect.not.stringContaining(LINE) as string };
  await expect(client().inboundSince(START, signal)).rejects.toMatchObject(unavailable);
});

test('a question that was left is no answer', async () => {
  const leave = new AbortController();
  leave.abort();
  answers = [page([listed])];
  const left = client().inboundSince(START, leave.signal);
  await expect(left).rejects.toMatchObject({ code: 'twilio_unavailable' });
});

test('a page of the longest calls is within the limit of a reply', async () => {
  answers = [page([])];
  await client().inboundSince(START, signal);
  const pageSize = Number(requests[0]!.searchParams.get('PageSize'));
  const uri = `${PATH.replace('.json', '')}/CA${'0'.repeat(32)}/UserDefinedMessageSubscriptions.json`;
  const subresources = Object.fromEntries(
    Array.from({ length: 9 }, (_, index) => [`user_defined_message_subscriptions${index}`, uri]),
  );
  const longest = { ...listed, caller_name: 'x'.repeat(500), subresource_uris: subresources };
  answers = [page(Array.from({ length: pageSize }, () => longest))];
  expect(await client().inboundSince(START, signal)).toHaveLength(pageSize);
});
