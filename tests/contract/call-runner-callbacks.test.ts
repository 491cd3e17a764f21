import type { BehaviourOptions } from '../../simulator/twilio/calls';
import { CallBench, CUSTOMER, NEVER, SERGIO } from '../support/call-bench';

let bench: CallBench;

const EVERYTHING = 'initiated ringing answered completed';

async function open(events: string, options: { behaviour?: BehaviourOptions; random?: () => number } = {}) {
  bench = await CallBench.open(options);
  const number = `<Number statusCallback="/leg?who=sergio" statusCallbackEvent="${events}">${SERGIO}</Number>`;
  bench.on('/voice', `<Dial action="/next" answerOnBridge="true">${number}</Dial>`);
  bench.on('/next', '<Hangup/>');
  bench.on('/leg', { status: 204 });
  return bench.call();
}

afterEach(() => bench.close());

const statuses = (): (string | undefined)[] => bench.at('/leg').map(({ CallStatus }) => CallStatus);

it('tells how far a leg got, in order and with the time of each', async () => {
  const call = await open(EVERYTHING);
  await bench.pass(4);
  bench.phone(SERGIO).answer();
  await bench.pass(65);
  bench.phone(SERGIO).hangUp();
  await bench.pass(1);
  const [rings] = bench.of('leg.rings');
  const leg = { who: 'sergio', CallSid: rings?.callSid, ParentCallSid: call.sid, From: CUSTOMER, To: SERGIO };
  const progress = { ...leg, Direction: 'outbound-dial', CallbackSource: 'call-progress-events' };
  expect(bench.at('/leg')).toMatchObject([
    {
      ...progress,
      CallStatus: 'initiated',
      SequenceNumber: '0',
      Timestamp: 'Fri, 20 Nov 2026 12:00:00 +0000',
    },
    { ...progress, CallStatus: 'ringing', SequenceNumber: '1' },
    {
      ...progress,
      CallStatus: 'in-progress',
      SequenceNumber: '2',
      Timestamp: 'Fri, 20 Nov 2026 12:00:04 +0000',
    },
    { ...progress, CallStatus: 'completed', SequenceNumber: '3', CallDuration: '65' },
  ]);
  expect(bench.at('/leg')[0]).not.toHaveProperty('CallDuration');
});

it('tells only what was asked for', async () => {
  await open('answered');
  bench.phone(SERGIO).answer();
  await bench.pass(1);
  expect(statuses()).toEqual(['in-progress']);
});

it.each(['busy', 'no-answer', 'canceled', 'failed'])('ends a leg as %s', async (status) => {
  const call = await open('completed');
  if (status === 'busy') bench.phone(SERGIO).decline();
  if (status === 'canceled') call.hangUp();
  if (status === 'failed') {
    call.hangUp();
    bench.phone(SERGIO).unreachable();
    await bench.call();
  }
  await bench.pass(40);
  expect(statuses().at(-1)).toBe(status);
});

it('tells the number that the call is over', async () => {
  const call = await open(EVERYTHING);
  bench.phone(SERGIO).answer();
  await bench.pass(30);
  call.hangUp();
  await bench.pass(1);
  const end = { CallSid: call.sid, CallStatus: 'completed', CallDuration: '30', SequenceNumber: '0' };
  expect(bench.at('/status')).toMatchObject([end]);
  expect(bench.at('/status')[0]).not.toHaveProperty('ParentCallSid');
});

it('never lets a call wait for a callback', async () => {
  const call = await open('initiated');
  bench.on('/leg', NEVER);
  await bench.pass(1);
  bench.phone(SERGIO).answer();
  await bench.settle();
  expect(call.state).toBe('talking');
  expect(bench.runner.idle()).toBe(false);
});

it('reports a callback that was not taken', async () => {
  await open('initiated');
  bench.on('/leg', { status: 500 });
  await bench.pass(1);
  expect(bench.faults()).toEqual([11200]);
});

it('delivers a callback twice where Twilio does', async () => {
  await open('initiated', { behaviour: { callbacks: { repeat: 1 } } });
  await bench.pass(1);
  expect(statuses()).toEqual(['initiated', 'initiated']);
});

it('lets callbacks overtake each other where Twilio does', async () => {
  const draws = [0, 0.9, 0.5, 0, 0.1, 0.5];
  const random = (): number => draws.shift() ?? 0.5;
  await open('initiated ringing', { behaviour: { callbacks: { shuffle: true } }, random });
  await bench.pass(5);
  expect(statuses()).toEqual(['ringing', 'initiated']);
});

it('keeps callbacks in order on a calm day, however long each takes', async () => {
  const draws = [0.9, 0.5, 0, 0.5];
  await open('initiated ringing', { random: () => draws.shift() ?? 0.5 });
  await bench.pass(5);
  expect(statuses()).toEqual(['initiated', 'ringing']);
});

it('is idle only when calls and callbacks are through', async () => {
  const call = await open('completed');
  expect(bench.runner.idle()).toBe(false);
  call.hangUp();
  await bench.settle();
  expect(bench.runner.idle()).toBe(false);
  await bench.pass(1);
  expect(bench.runner.idle()).toBe(true);
});
