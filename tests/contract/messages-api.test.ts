import { CUSTOMER, failureOf, LINE, MessagesBench, SERVICE, START } from '../support/messages-bench';

let bench: MessagesBench;
beforeEach(async () => {
  bench = await MessagesBench.open();
  bench.on('/sms', '');
});
afterEach(() => bench.close());

const text = { to: CUSTOMER, from: LINE, body: 'On our way' };
const inMinutes = (minutes: number): Date => new Date(START + minutes * 60_000);
const scheduled = { ...text, messagingServiceSid: SERVICE, scheduleType: 'fixed' as const };

test('Twilio’s own SDK sends a text and reads it back by its SID', async () => {
  const { sid, status } = await bench
    .sdk()
    .messages.create({ ...text, mediaUrl: ['https://example.com/a.jpg'] });
  expect({ sid, status }).toEqual({
    sid: expect.stringMatching(/^MM[0-9a-f]{32}$/) as string,
    status: 'queued',
  });
  await bench.pass(5);
  expect(await bench.sdk().messages(sid).fetch()).toMatchObject({
    ...text,
    sid,
    status: 'delivered',
    direction: 'outbound-api',
    numMedia: '1',
    numSegments: '1',
    errorCode: null,
    dateCreated: new Date(START),
    dateSent: new Date(START),
  });
});

test('an emoji makes a text of 71 characters two segments', async () => {
  const { numSegments } = await bench.sdk().messages.create({ ...text, body: '🚚'.padEnd(71, 'a') });
  expect(numSegments).toBe('2');
});

test.each([
  [21211, { to: '5550123' }],
  [21266, { to: LINE }],
  [21602, { body: '' }],
  [21603, { from: undefined }],
  [21606, { from: '+15550100199' }],
  [21609, { statusCallback: 'http://my_host.example.com/status' }],
  [21617, { body: 'a'.repeat(1601) }],
  [21620, { mediaUrl: ['a.jpg'] }],
  [21623, { mediaUrl: Array.from({ length: 11 }, () => 'https://example.com/a.jpg') }],
  [21705, { messagingServiceSid: `MG${'1'.repeat(32)}` }],
])('refuses with %i', async (code, change) => {
  const create = bench.sdk().messages.create({ ...text, ...change } as typeof text);
  expect(await failureOf(create)).toMatchObject({ code, status: 400 });
  expect(bench.standIn.messages).toEqual([]);
});

test('refuses a wrong API key and knows no other account', async () => {
  const wrongKey = bench.sdk({ secret: 'wrong' }).messages.create(text);
  expect(await failureOf(wrongKey)).toMatchObject({ code: 20003, status: 401 });
  const otherAccount = bench.sdk({ account: `AC${'1'.repeat(32)}` }).messages.create(text);
  expect(await failureOf(otherAccount)).toMatchObject({ code: 20404, status: 404 });
  const unknown = bench
    .sdk()
    .messages(`SM${'1'.repeat(32)}`)
    .fetch();
  expect(await failureOf(unknown)).toMatchObject({ code: 20404, status: 404 });
});

test('lists texts by phone, the newest first, page by page', async () => {
  for (const body of ['one', 'two', 'three']) await bench.sdk().messages.create({ ...text, body });
  await bench.sdk().messages.create({ ...text, to: '+12025550124' });
  const listed = await bench.sdk().messages.list({ to: CUSTOMER, from: LINE, pageSize: 2 });
  expect(listed.map(({ body }) => body)).toEqual(['three', 'two', 'one']);
  const page = await bench.sdk().messages.page({ pageSize: 3 });
  expect([page.instances.length, page.nextPageUrl]).toEqual([3, expect.stringContaining('Page=1')]);
});

test('lists by the day of sending, which a text that still waits does not have', async () => {
  await bench.sdk().messages.create({ ...text, body: 'yesterday' });
  await bench.pass(86_400);
  bench.customer.text('today');
  await bench.sdk().messages.create({ ...text, body: 'waits' });
  const since = await bench.sdk().messages.list({ dateSentAfter: bench.now() });
  expect(since.map(({ body }) => body)).toEqual(['today']);
  const before = await bench.sdk().messages.list({ dateSentBefore: new Date(START) });
  expect(before.map(({ body }) => body)).toEqual(['yesterday']);
  expect(await bench.sdk().messages.list()).toHaveLength(3);
});

test('sends a scheduled text when its time has come, and not before', async () => {
  const { sid, status } = await bench.sdk().messages.create({ ...scheduled, sendAt: inMinutes(10) });
  expect(status).toBe('scheduled');
  await bench.pass(599);
  expect(bench.customer.inbox).toEqual([]);
  await bench.pass(10);
  expect(bench.customer.inbox).toMatchObject([{ body: 'On our way' }]);
  expect((await bench.sdk().messages(sid).fetch()).dateSent).toEqual(inMinutes(10));
});

test.each([
  ['300 seconds ahead', 35114, 5],
  ['more than 35 days ahead', 35114, 35 * 1440 + 1],
  ['without a time', 35111, undefined],
])('refuses a schedule %s', async (_name, code, minutes) => {
  const sendAt = minutes === undefined ? {} : { sendAt: inMinutes(minutes) };
  const create = bench.sdk().messages.create({ ...scheduled, ...sendAt });
  expect(await failureOf(create)).toMatchObject({ code, status: 400 });
});

test('takes a schedule 301 seconds and 35 days ahead', async () => {
  for (const minutes of [301 / 60, 35 * 1440]) {
    const { sid, status } = await bench.sdk().messages.create({ ...scheduled, sendAt: inMinutes(minutes) });
    expect(status).toBe('scheduled');
    await bench.sdk().messages(sid).update({ status: 'canceled' });
  }
});

test('without a Messaging Service a schedule, right or wrong, is dropped and shows as a fault', async () => {
  const create = { ...text, scheduleType: 'fixed' as const, sendAt: inMinutes(1) };
  expect((await bench.sdk().messages.create(create)).status).toBe('queued');
  expect(bench.faults()).toEqual([35118]);
});

test('a canceled text is never sent, and a sent one cannot be canceled', async () => {
  const { sid } = await bench.sdk().messages.create({ ...scheduled, sendAt: inMinutes(10) });
  expect((await bench.sdk().messages(sid).update({ status: 'canceled' })).status).toBe('canceled');
  await bench.pass(3600);
  expect(bench.customer.inbox).toEqual([]);
  const again = bench.sdk().messages(sid).update({ status: 'canceled' });
  expect(await failureOf(again)).toMatchObject({ code: 30409 });
});

test('lists the files of a text and leads to their content', async () => {
  const url = `${bench.origin}/picture.jpg`;
  const sid = bench.customer.text('Look', { media: [{ contentType: 'image/jpeg', url }] });
  const [media] = await bench.sdk().messages(sid).media.list();
  expect(media).toMatchObject({ contentType: 'image/jpeg', parentSid: sid });
  const reply = await bench.fetch(media!.uri.replace('.json', ''));
  expect([reply.status, reply.headers.get('location')]).toEqual([307, url]);
});

test('lists the calls of a number since a day', async () => {
  const call = {
    from: CUSTOMER,
    to: LINE,
    status: 'completed',
    parent: null,
    answeredAt: START,
    endedAt: START + 61_500,
  };
  const sidOf = (digit: string): string => `CA${digit.padStart(32, '0')}`;
  bench.calls = [
    { ...call, sid: sidOf('3'), startedAt: START },
    { ...call, sid: sidOf('2'), startedAt: START, to: '+15550100199' },
    { ...call, sid: sidOf('1'), startedAt: START - 86_400_000 },
  ];
  const listed = await bench.sdk().calls.list({ to: LINE, startTimeAfter: new Date(START) });
  expect(listed).toHaveLength(1);
  expect(listed[0]).toMatchObject({ sid: sidOf('3'), startTime: new Date(START), duration: '62' });
});

test('leaves every other address, and starting calls, to others', async () => {
  const path = bench.path('Calls.json');
  expect((await bench.fetch(path, { method: 'POST' })).status).toBe(418);
  expect((await bench.fetch('/sync/v1/Services')).status).toBe(418);
});
