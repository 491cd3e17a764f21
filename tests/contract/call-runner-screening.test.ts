import type { Call } from '../../simulator/twilio/calls';
import { CallBench, CUSTOMER, NEVER, SERGIO } from '../support/call-bench';

const PROMPT = '<Gather action="/accept" numDigits="1" timeout="8"><Say>Press 1 to accept.</Say></Gather>';

let bench: CallBench;

async function open(options: Parameters<typeof CallBench.open>[0] = {}): Promise<void> {
  bench = await CallBench.open(options);
  bench.on(
    '/voice',
    `<Dial action="/next" answerOnBridge="true"><Number url="/screen">${SERGIO}</Number></Dial>`,
  );
  bench.on('/screen', `${PROMPT}<Hangup/>`);
  bench.on('/accept', ({ params }) => (params['Digits'] === '1' ? '' : '<Hangup/>'));
  bench.on('/next', '<Hangup/>');
}

async function pickUp(): Promise<Call> {
  const call = await bench.call();
  await bench.pass(2);
  bench.phone(SERGIO).answer();
  await bench.settle();
  return call;
}

afterEach(() => bench.close());

it('runs the screening on the leg of the person who was rung, with both call SIDs', async () => {
  await open();
  const call = await pickUp();
  const [leg] = bench.of('leg.picked-up');
  expect(bench.at('/screen')).toEqual([
    expect.objectContaining({
      CallSid: leg?.callSid,
      ParentCallSid: call.sid,
      From: CUSTOMER,
      To: SERGIO,
      Direction: 'outbound-dial',
      CallStatus: 'in-progress',
    }),
  ]);
  expect(bench.phone(SERGIO).heard).toEqual(['Press 1 to accept.']);
  expect(call).toMatchObject({ state: 'ringing', status: 'ringing', heard: [] });
});

it('connects the caller when the screening ends without a Hangup', async () => {
  await open();
  const call = await pickUp();
  await bench.pass(1);
  bench.phone(SERGIO).press('1');
  await bench.settle();
  expect(bench.at('/accept')).toMatchObject([{ Digits: '1', ParentCallSid: call.sid }]);
  expect(call).toMatchObject({ state: 'talking', status: 'in-progress' });
});

it('connects the caller even when no key was pressed and the document just ends', async () => {
  await open();
  bench.on('/screen', PROMPT);
  const call = await pickUp();
  await bench.pass(11);
  expect(call.state).toBe('talking');
});

it('ends the leg at a Hangup and asks for the action, not bridged', async () => {
  await open();
  const call = await pickUp();
  await bench.pass(1);
  bench.phone(SERGIO).press('2');
  await bench.settle();
  expect(bench.of('leg.ended')).toMatchObject([{ status: 'completed', bridged: false, seconds: 1 }]);
  expect(bench.at('/next')).toMatchObject([
    { DialCallStatus: 'completed', DialBridged: 'false', DialCallDuration: '1', CallStatus: 'ringing' },
  ]);
  expect(call.bridgedTo).toBeNull();
});

it.each(['no-answer', 'busy'] as const)('can call a refused screening %s', async (refusedScreeningStatus) => {
  await open({ behaviour: { refusedScreeningStatus } });
  await pickUp();
  bench.phone(SERGIO).press('2');
  await bench.settle();
  expect(bench.at('/next')).toMatchObject([{ DialCallStatus: refusedScreeningStatus, DialBridged: 'false' }]);
});

it('lets a mailbox listen to the prompt and refuses it when nothing is pressed', async () => {
  await open();
  bench.phone(SERGIO).mailbox({ after: 30 });
  await bench.call();
  // 2 s of prompt and 8 s of silence.
  await bench.pass(9);
  expect(bench.at('/next')).toEqual([]);
  await bench.pass(1);
  expect(bench.at('/next')).toMatchObject([{ DialBridged: 'false', DialCallDuration: '10' }]);
});

it('ends the dialling when the person hangs up during the prompt', async () => {
  await open();
  await pickUp();
  bench.phone(SERGIO).hangUp();
  await bench.settle();
  expect(bench.at('/next')).toMatchObject([{ DialBridged: 'false' }]);
});

it('does not wait for a screening that nobody is there to hear', async () => {
  await open();
  bench.on('/screen', NEVER);
  await pickUp();
  bench.phone(SERGIO).hangUp();
  await bench.settle();
  expect(bench.phone(SERGIO).inCall).toBe(false);
  expect(bench.at('/next')).toMatchObject([{ DialBridged: 'false' }]);
});

it('ends the leg when the caller hangs up during the prompt', async () => {
  await open();
  const call = await pickUp();
  await bench.pass(1);
  call.hangUp();
  await bench.settle();
  expect(bench.phone(SERGIO).inCall).toBe(false);
  expect(bench.of('leg.ended')).toMatchObject([{ status: 'completed', bridged: false }]);
});

it('stops the other phones even when the person who picked up refuses', async () => {
  await open();
  const other = '+15550100002';
  const numbers = [SERGIO, other].map((number) => `<Number url="/screen">${number}</Number>`).join('');
  bench.on('/voice', `<Dial action="/next" answerOnBridge="true">${numbers}</Dial>`);
  await pickUp();
  bench.phone(SERGIO).press('2');
  await bench.settle();
  expect(bench.phone(other).ringing).toBe(false);
  const [refused] = bench.of('leg.picked-up');
  expect(bench.at('/next')).toMatchObject([{ DialCallSid: refused?.callSid, DialCallStatus: 'completed' }]);
});

it.each([
  ['hangup', 'false'],
  ['bridge', 'true'],
] as const)('can answer a broken screening with %s', async (screenFailure, bridged) => {
  await open({ behaviour: { screenFailure } });
  bench.on('/screen', { status: 500 });
  await pickUp();
  if (bench.phone(SERGIO).inCall) bench.phone(SERGIO).hangUp();
  await bench.settle();
  expect(bench.at('/next')).toMatchObject([{ DialBridged: bridged }]);
  expect(bench.faults()).toEqual([11200]);
});

it('refuses a verb that cannot run on that leg', async () => {
  await open();
  bench.on('/screen', '<Record/>');
  await pickUp();
  expect(bench.of('twiml.refused')).toHaveLength(1);
  expect(bench.at('/next')).toMatchObject([{ DialBridged: 'false' }]);
});
