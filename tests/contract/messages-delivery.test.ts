import { CUSTOMER, LINE, MessagesBench, SERVICE, START } from '../support/messages-bench';

let bench: MessagesBench;
beforeEach(async () => {
  bench = await MessagesBench.open();
});
afterEach(() => bench.close());

const send = (more: { messagingServiceSid?: string } = {}) =>
  bench
    .sdk()
    .messages.create({ to: CUSTOMER, from: LINE, body: 'Hi', statusCallback: bench.statusCallback, ...more });

const statuses = () =>
  bench.events.flatMap((event) => (event.type === 'text.status' ? [[event.status, event.errorCode]] : []));

test('a text goes from queued to delivered, and the product is told of sent and delivered', async () => {
  const { sid } = await send();
  await bench.pass(10);
  expect(statuses()).toEqual([
    ['sending', null],
    ['sent', null],
    ['delivered', null],
  ]);
  const about = { MessageSid: sid, SmsSid: sid, From: LINE, To: CUSTOMER, ApiVersion: '2010-04-01' };
  expect(bench.at('/status')).toMatchObject([
    { ...about, MessageStatus: 'sent', SmsStatus: 'sent' },
    { ...about, MessageStatus: 'delivered', RawDlrDoneDate: '2611201200' },
  ]);
  expect(bench.at('/status')[0]).not.toHaveProperty('ErrorCode');
  expect(bench.customer.inbox).toEqual([{ from: LINE, body: 'Hi', mediaUrls: [] }]);
});

test('a text through a Messaging Service is accepted first, and queued is told too', async () => {
  expect((await send({ messagingServiceSid: SERVICE })).status).toBe('accepted');
  await bench.pass(10);
  expect(bench.told()).toEqual(['queued', 'sent', 'delivered']);
  expect(bench.at('/status')[0]).toMatchObject({ MessagingServiceSid: SERVICE });
});

test.each([
  ['is filtered by the carrier', 'filtered', '30007'],
  ['goes to a phone out of reach', 'unreachable', '30003'],
  ['goes to a landline', 'landline', '30006'],
] as const)('a text that %s is sent and stays undelivered', async (_name, kind, code) => {
  bench.customer[kind]();
  const { sid } = await send();
  await bench.pass(10);
  expect(bench.told()).toEqual(['sent', 'undelivered']);
  expect(bench.at('/status')[1]).toMatchObject({ ErrorCode: code });
  expect(await bench.sdk().messages(sid).fetch()).toMatchObject({ errorCode: Number(code) });
  expect(bench.customer.inbox).toEqual([]);
});

test('a text that Twilio cannot hand over fails', async () => {
  bench.customer.fails(30001);
  await send();
  await bench.pass(10);
  expect(bench.at('/status')).toMatchObject([{ MessageStatus: 'failed', ErrorCode: '30001' }]);
});

test('a late text arrives when it does, and not before', async () => {
  bench.customer.late({ after: 3600 });
  await send();
  await bench.pass(3599);
  expect([bench.told(), bench.customer.inbox]).toEqual([['sent'], []]);
  await bench.pass(5);
  expect([bench.told(), bench.customer.inbox.length]).toEqual([['sent', 'delivered'], 1]);
  bench.customer.delivers();
  await send();
  await bench.pass(5);
  expect(bench.customer.inbox).toHaveLength(2);
});

test('a canceled text is told as canceled', async () => {
  const { sid } = await bench.sdk().messages.create({
    to: CUSTOMER,
    messagingServiceSid: SERVICE,
    body: 'Reminder',
    statusCallback: bench.statusCallback,
    scheduleType: 'fixed',
    sendAt: new Date(START + 600_000),
  });
  await bench.sdk().messages(sid).update({ status: 'canceled' });
  await bench.pass(3600);
  expect(bench.told()).toEqual(['canceled']);
});

test('a callback is delivered twice where Twilio does', async () => {
  bench.customer.callBack({ repeat: 1 });
  await send();
  await bench.pass(10);
  expect(bench.told()).toEqual(['sent', 'sent', 'delivered', 'delivered']);
});

test('callbacks overtake each other where Twilio lets them', async () => {
  await bench.close();
  const draws = [0, 0.9, 0.5, 0, 0, 0.5];
  bench = await MessagesBench.open({ random: () => draws.shift() ?? 0.5 });
  bench.customer.callBack({ shuffle: true });
  await send();
  await bench.pass(10);
  expect(bench.told()).toEqual(['delivered', 'sent']);
});

test('a callback that is not taken shows as a fault, and nothing else changes', async () => {
  bench.on('/status', 500);
  await send();
  await bench.pass(10);
  expect(bench.faults()).toEqual([11200, 11200]);
  expect(bench.customer.inbox).toHaveLength(1);
});

test('after a restart texts go on where they were, and no SID is given twice', async () => {
  const { sid } = await send();
  const restore = structuredClone(bench.standIn.toJSON());
  await bench.close();
  bench = await MessagesBench.open({ restore });
  expect(bench.standIn.messages).toMatchObject([{ sid, status: 'queued' }]);
  expect((await send()).sid).not.toBe(sid);
  await bench.pass(10);
  expect(bench.customer.inbox).toHaveLength(2);
});
