import { CUSTOMER, failureOf, LINE, MessagesBench } from '../support/messages-bench';

let bench: MessagesBench;
beforeEach(async () => {
  bench = await MessagesBench.open();
});
afterEach(() => bench.close());

const send = () => bench.sdk().messages.create({ to: CUSTOMER, from: LINE, body: 'Hi' });

test.each([500, 429] as const)('the API answers %i and takes nothing', async (status) => {
  bench.standIn.fault = { kind: 'status', status };
  expect(await failureOf(send())).toMatchObject({ status });
  expect(bench.standIn.messages).toEqual([]);
});

test('the API is down until the fault is switched off', async () => {
  bench.standIn.fault = { kind: 'down' };
  expect(await failureOf(send())).toMatchObject({ code: 'ECONNRESET' });
  bench.standIn.fault = { kind: 'none' };
  expect((await send()).status).toBe('queued');
});

test('only writes fail, reads work', async () => {
  bench.standIn.fault = { kind: 'status', status: 500, op: 'write' };
  expect(await failureOf(send())).toMatchObject({ status: 500 });
  expect(await bench.sdk().messages.list()).toEqual([]);
});

test('a text is sent although its reply is lost', async () => {
  bench.standIn.fault = { kind: 'status', status: 500, afterWrite: true };
  expect(await failureOf(send())).toMatchObject({ status: 500 });
  await bench.pass(5);
  expect(bench.customer.inbox).toHaveLength(1);
});

test('a slow API does everything late, and nothing for a client that has left', async () => {
  bench.standIn.fault = { kind: 'slow', ms: 700 };
  const leave = new AbortController();
  const path = bench.path('Messages.json');
  const body = new URLSearchParams({ To: CUSTOMER, From: LINE, Body: 'Hi' });
  const left = failureOf(bench.fetch(path, { method: 'POST', body, signal: leave.signal }));
  const stayed = bench.fetch(path, { method: 'POST', body });
  await bench.parked(2);
  await bench.clock.advance(699);
  expect(bench.standIn.messages).toEqual([]);
  leave.abort();
  await left;
  await bench.clock.advance(1);
  expect((await stayed).status).toBe(201);
  expect(bench.standIn.messages).toHaveLength(1);
});

test('a silent API never answers, and closing it ends the wait', async () => {
  bench.standIn.fault = { kind: 'silent' };
  const failure = failureOf(send());
  await bench.parked(1);
  await bench.pass(3600);
  bench.standIn.close();
  expect(await failure).toMatchObject({ code: 'ECONNRESET' });
});

test('texts from phones come in while the API is down', async () => {
  bench.standIn.fault = { kind: 'down' };
  bench.on('/sms', '<Message>Got it</Message>');
  bench.customer.text('Hello');
  await bench.pass(5);
  expect(bench.customer.inbox).toMatchObject([{ body: 'Got it' }]);
});
