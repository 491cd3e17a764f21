import { createCalls, type Calls } from '../../src/clients/calls';
import { BACKUP, CallBench, CUSTOMER, LINE, SERGIO } from '../support/call-bench';
import { ACCOUNT, MessagesBench, START } from '../support/messages-bench';

/** Our own lean client against the stand-in's list of calls that the call runner has really made. */
const signal = new AbortController().signal;
const key = { apiKey: `SK${'0'.repeat(32)}`, apiSecret: 'secret' };
let phones: CallBench;
let bench: MessagesBench;

beforeEach(async () => {
  phones = await CallBench.open();
  bench = await MessagesBench.open({ calls: () => phones.runner.list() });
  phones.on('/voice', ring(SERGIO, '/next'));
  phones.on('/next', ring(BACKUP, '/end'));
  phones.on('/end', '<Hangup/>');
});
afterEach(async () => {
  await phones.close();
  await bench.close();
});

function ring(number: string, action: string): string {
  const reported = `<Number statusCallback="/leg" statusCallbackEvent="completed">${number}</Number>`;
  return `<Dial action="${action}" answerOnBridge="true" timeout="15">${reported}</Dial>`;
}

const client = (options: { apiSecret?: string } = {}): Calls =>
  createCalls({ ...key, accountSid: ACCOUNT, line: LINE, baseUrl: bench.api, ...options });
const sidsSince = async (since: number): Promise<string[]> =>
  (await client().inboundSince(since, signal)).map(({ sid }) => sid);

/** Sergio's phone rings 20 s, Backup's 4.5 s, and then they talk 42 s. */
async function talkWithBackup(): Promise<string> {
  const { sid } = await phones.call();
  await phones.pass(24.5);
  phones.phone(BACKUP).answer();
  await phones.pass(42);
  phones.phone(BACKUP).hangUp();
  await phones.pass(1);
  return sid;
}

test('lists a call that was taken, with the time it was connected', async () => {
  const sid = await talkWithBackup();
  expect(await client().inboundSince(START, signal)).toEqual([
    {
      sid,
      parent: null,
      from: CUSTOMER,
      to: LINE,
      status: 'completed',
      direction: 'inbound',
      seconds: 42,
      startedAt: START,
      endedAt: START + 66_000,
    },
  ]);
  expect(phones.at('/status')).toMatchObject([{ CallSid: sid, CallDuration: '42' }]);
});

test('lists the legs of a call as the callbacks told of them, the oldest first', async () => {
  phones.on('/leg', { status: 204 });
  const parent = await talkWithBackup();
  const legs = await client().legsOf(parent, signal);
  const leg = { parent, from: CUSTOMER, direction: 'outbound-dial' };
  expect(legs).toMatchObject([
    { ...leg, to: SERGIO, status: 'no-answer', seconds: 0, startedAt: START, endedAt: START + 20_000 },
    { ...leg, to: BACKUP, status: 'completed', seconds: 42, startedAt: START + 20_000 },
  ]);
  expect(
    phones.at('/leg').map((told) => [told['CallSid'], told['CallStatus'], told['CallDuration']]),
  ).toEqual(legs.map(({ sid, status, seconds }) => [sid, status, String(seconds)]));
});

test('lists what is still ringing, and what is being said, without an end', async () => {
  const { sid } = await phones.call();
  const [call] = await client().inboundSince(START, signal);
  expect(call).toMatchObject({ sid, status: 'ringing', seconds: 0, endedAt: null });
  phones.phone(SERGIO).answer();
  await phones.pass(10);
  const [leg] = await client().legsOf(sid, signal);
  expect(leg).toMatchObject({ status: 'in-progress', seconds: 0, endedAt: null });
});

test('a caller who hung up was never connected', async () => {
  const call = await phones.call();
  await phones.pass(7);
  call.hangUp();
  await phones.settle();
  const ended = { seconds: 0, endedAt: START + 7000 };
  expect(await client().inboundSince(START, signal)).toMatchObject([{ ...ended, status: 'no-answer' }]);
  expect(await client().legsOf(call.sid, signal)).toMatchObject([{ ...ended, status: 'canceled' }]);
});

test('lists every call to the line since a moment, the oldest first, and no leg', async () => {
  await talkWithBackup();
  await phones.pass(3600);
  const since = phones.clock.now();
  const second = await talkWithBackup();
  const third = await talkWithBackup();
  expect(await sidsSince(since)).toEqual([second, third]);
  expect(await client().legsOf(third, signal)).toHaveLength(2);
});

test('finds a call of yesterday evening after midnight', async () => {
  await phones.pass(12 * 3600 - 60);
  const since = phones.clock.now();
  const sid = await talkWithBackup();
  await phones.pass(3600);
  expect(await sidsSince(since)).toEqual([sid]);
});

test('follows all pages of a busy day', async () => {
  const sid = await talkWithBackup();
  const [call] = phones.runner.list().slice(-1);
  const many = Array.from({ length: 450 }, (_, index) => ({ ...call!, sid: `CA${index}` })).reverse();
  await bench.close();
  bench = await MessagesBench.open({ calls: () => [...many, ...phones.runner.list()] });
  expect(await sidsSince(START)).toEqual([sid, ...many.map((other) => other.sid).reverse()]);
});

test('Twilio’s own SDK can ask by status, by caller and by day', async () => {
  await talkWithBackup();
  await phones.call('+12025550124');
  const { calls } = bench.sdk();
  const count = async (wanted: Parameters<typeof calls.list>[0]): Promise<number> =>
    (await calls.list(wanted)).length;
  expect(await count({})).toBe(5);
  expect(await count({ status: 'no-answer' })).toBe(1);
  expect(await count({ from: '+12025550124' })).toBe(2);
  expect(await count({ endTimeAfter: new Date(START) })).toBe(3);
  expect(await count({ startTimeAfter: new Date(START + 86_400_000) })).toBe(0);
  expect(await count({ startTimeBefore: new Date(START - 86_400_000) })).toBe(0);
});

test.each([
  ['is down', { kind: 'down' }],
  ['answers 503', { kind: 'status', status: 503 }],
  ['has too many requests', { kind: 'status', status: 429 }],
] as const)('says twilio_unavailable when Twilio %s', async (_name, fault) => {
  bench.standIn.fault = fault;
  const unavailable = { code: 'twilio_unavailable' };
  await expect(sidsSince(START)).rejects.toMatchObject(unavailable);
  await expect(client().legsOf(`CA${'0'.repeat(32)}`, signal)).rejects.toMatchObject(unavailable);
});

test('says twilio_unavailable with a wrong key', async () => {
  const asked = client({ apiSecret: 'wrong' }).inboundSince(START, signal);
  await expect(asked).rejects.toMatchObject({ code: 'twilio_unavailable' });
});

test('an unknown call has no legs', async () => {
  expect(await client().legsOf(`CA${'0'.repeat(32)}`, signal)).toEqual([]);
});
