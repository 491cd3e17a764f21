import { BACKUP, CallBench, CUSTOMER, LINE, SERGIO } from '../support/call-bench';

let bench: CallBench;

afterEach(() => bench.close());

const ring = (attributes = '', numbers = `<Number>${SERGIO}</Number>`): string =>
  `<Dial action="/next" answerOnBridge="true" timeout="15" ${attributes}>${numbers}</Dial>`;

async function open(voice: string, options: Parameters<typeof CallBench.open>[0] = {}): Promise<void> {
  bench = await CallBench.open(options);
  bench.on('/voice', voice);
  bench.on('/next', '<Hangup/>');
}

describe('How long a phone rings', () => {
  it('rings five seconds longer than the timeout says, and reports both', async () => {
    await open(ring());
    await bench.call();
    expect(bench.of('leg.rings')).toMatchObject([
      { to: SERGIO, callerId: CUSTOMER, askedSeconds: 15, reallySeconds: 20 },
    ]);
    await bench.pass(19.9);
    expect(bench.phone(SERGIO).ringing).toBe(true);
    await bench.pass(0.1);
    expect(bench.phone(SERGIO).ringing).toBe(false);
    expect(bench.at('/next')).toMatchObject([{ DialCallStatus: 'no-answer', DialCallDuration: '0' }]);
  });

  it('asks for the action with the leg that rang, while the call itself still rings', async () => {
    await open(ring());
    const call = await bench.call();
    expect(call).toMatchObject({ state: 'ringing', status: 'ringing' });
    await bench.pass(20);
    const [leg] = bench.of('leg.ended');
    expect(bench.at('/next')).toMatchObject([
      { CallSid: call.sid, CallStatus: 'ringing', DialBridged: 'false', DialCallSid: leg?.callSid },
    ]);
  });
});

describe('Who takes the call', () => {
  it('connects the caller who hears ringing until then, and counts from the pick-up', async () => {
    await open(ring());
    const call = await bench.call();
    await bench.pass(6);
    bench.phone(SERGIO).answer();
    await bench.settle();
    expect(call).toMatchObject({ state: 'talking', status: 'in-progress', bridgedTo: SERGIO });
    await bench.pass(42);
    bench.phone(SERGIO).hangUp();
    await bench.settle();
    expect(bench.at('/next')).toMatchObject([
      { CallStatus: 'in-progress', DialCallStatus: 'completed', DialBridged: 'true', DialCallDuration: '42' },
    ]);
    expect(call).toMatchObject({ ended: true, status: 'completed' });
  });

  it('answers the call at once when the bridge is not waited for', async () => {
    await open(`<Dial>${SERGIO}</Dial>`);
    expect(await bench.call()).toMatchObject({ state: 'ringing', status: 'in-progress' });
  });

  it('stops every other phone when the first is picked up', async () => {
    await open(ring('', `<Number>${SERGIO}</Number><Number>${BACKUP}</Number>`));
    await bench.call();
    bench.phone(BACKUP).answer();
    expect(() => bench.phone(SERGIO).answer()).toThrow('it does not ring');
    await bench.settle();
    expect(bench.of('leg.ended')).toMatchObject([{ to: SERGIO, status: 'canceled', bridged: false }]);
  });

  it('takes a mailbox for an answer', async () => {
    await open(ring());
    const call = await bench.call();
    bench.phone(SERGIO).mailbox({ after: 30 });
    await bench.settle();
    expect(bench.of('leg.picked-up')).toMatchObject([{ by: 'mailbox' }]);
    expect(call.state).toBe('talking');
    await bench.pass(30);
    expect(bench.at('/next')).toMatchObject([{ DialCallStatus: 'completed', DialCallDuration: '30' }]);
  });

  it('rings one after another when the document says so', async () => {
    await open(ring('sequential="true"', `<Number>${SERGIO}</Number><Number>${BACKUP}</Number>`));
    await bench.call();
    expect(bench.phone(BACKUP).ringing).toBe(false);
    bench.phone(SERGIO).decline();
    await bench.settle();
    expect(bench.phone(BACKUP).ringing).toBe(true);
    await bench.pass(20);
    expect(bench.at('/next')).toMatchObject([{ DialCallStatus: 'no-answer' }]);
  });

  it('ends a conversation at its time limit', async () => {
    await open(ring('timeLimit="60"'));
    await bench.call();
    bench.phone(SERGIO).answer();
    await bench.pass(59.9);
    expect(bench.phone(SERGIO).inCall).toBe(true);
    await bench.pass(0.1);
    expect(bench.phone(SERGIO).inCall).toBe(false);
  });
});

describe('Why a phone does not ring', () => {
  it.each([
    ['busy', (): void => bench.phone(SERGIO).busy()],
    ['failed', (): void => bench.phone(SERGIO).unreachable()],
  ])('reports a phone as %s', async (status, prepare) => {
    await open(ring());
    prepare();
    await bench.call();
    await bench.pass(2);
    expect(bench.of('leg.rings')).toEqual([]);
    expect(bench.at('/next')).toMatchObject([{ DialCallStatus: status }]);
  });

  it('reports a declined call as busy', async () => {
    await open(ring());
    await bench.call();
    bench.phone(SERGIO).decline();
    await bench.settle();
    expect(bench.at('/next')).toMatchObject([{ DialCallStatus: 'busy' }]);
  });

  it('finds a phone engaged that is in another call', async () => {
    await open(ring());
    const first = await bench.call();
    bench.phone(SERGIO).answer();
    await bench.call();
    await bench.pass(2);
    expect(bench.at('/next')).toMatchObject([{ DialCallStatus: 'busy' }]);
    expect(first.state).toBe('talking');
  });

  it('dials numbers in E.164 form only', async () => {
    await open(ring('', '<Number>5550100001</Number>'));
    await bench.call();
    expect(bench.faults()).toEqual([13224]);
    expect(bench.at('/next')).toMatchObject([{ DialCallStatus: 'failed', DialBridged: 'false' }]);
    expect(bench.at('/next')[0]).not.toHaveProperty('DialCallSid');
  });
});

describe('What the rung phone shows', () => {
  it.each(['+266696687', 'anonymous'])('cannot pass on the withheld number %s', async (from) => {
    await open(ring());
    await bench.call(from);
    expect(bench.faults()).toEqual([13214]);
    expect(bench.at('/next')).toMatchObject([{ DialCallStatus: 'failed' }]);
  });

  it('shows the line when the document names it', async () => {
    await open(ring(`callerId="${LINE}"`));
    await bench.call('anonymous');
    expect(bench.phone(SERGIO).showed).toEqual([LINE]);
  });

  it('refuses to show a number that is not ours', async () => {
    await open(ring(`callerId="${BACKUP}"`));
    await bench.call();
    expect(bench.faults()).toEqual([13214]);
    expect(bench.phone(SERGIO).showed).toEqual([]);
  });
});

describe('What follows', () => {
  it('never runs the verbs after a Dial that has an action', async () => {
    await open(`${ring()}<Say>Nobody is here.</Say>`);
    const call = await bench.call();
    await bench.pass(60);
    expect(call).toMatchObject({ ended: true, heard: [] });
  });

  it('goes on with the document when there is no action', async () => {
    await open(`<Dial answerOnBridge="true" timeout="5">${SERGIO}</Dial><Say>Nobody is here.</Say>`);
    const call = await bench.call();
    await bench.pass(12);
    expect(call).toMatchObject({ ended: true, status: 'completed', heard: ['Nobody is here.'] });
  });
});

describe('The caller hangs up', () => {
  it('cancels the phones that ring, and reports a call that nobody answered', async () => {
    await open(ring('', `<Number>${SERGIO}</Number><Number>${BACKUP}</Number>`));
    const call = await bench.call();
    await bench.pass(3);
    call.hangUp();
    await bench.pass(1);
    expect(bench.of('leg.ended').map(({ status }) => status)).toEqual(['canceled', 'canceled']);
    expect(bench.at('/next')).toMatchObject([{ CallStatus: 'no-answer', DialCallStatus: 'canceled' }]);
    expect(bench.at('/status')).toMatchObject([{ CallStatus: 'no-answer', CallDuration: '0' }]);
  });

  it('rings nobody else of a Dial that rings one after another', async () => {
    await open(ring('sequential="true"', `<Number>${SERGIO}</Number><Number>${BACKUP}</Number>`));
    const call = await bench.call();
    call.hangUp();
    await bench.pass(30);
    expect(bench.of('leg.ended')).toMatchObject([{ to: SERGIO, status: 'canceled' }]);
  });

  it('fetches the answer of the action and does not execute it', async () => {
    await open(ring());
    bench.on('/next', `<Dial>${BACKUP}</Dial>`);
    const call = await bench.call();
    bench.phone(SERGIO).answer();
    await bench.pass(5);
    call.hangUp();
    await bench.pass(5);
    expect(bench.at('/next')).toMatchObject([{ CallStatus: 'completed', DialCallStatus: 'completed' }]);
    expect(bench.phone(BACKUP).showed).toEqual([]);
  });

  it('asks for no action when Twilio behaves the other way', async () => {
    await open(ring(), { behaviour: { actionAfterCallerHangup: false, unansweredStatus: 'canceled' } });
    const call = await bench.call();
    call.hangUp();
    await bench.pass(5);
    expect(bench.at('/next')).toEqual([]);
    expect(call.status).toBe('canceled');
  });
});

describe('Phones that follow a plan', () => {
  it('answers, presses and hangs up by itself', async () => {
    await open(ring());
    bench.phone(SERGIO).onRing({ answerAfter: 4, press: [{ after: 3, digit: '1' }], hangUpAfter: 60 });
    await bench.call();
    await bench.pass(63.9);
    expect(bench.of('pressed')).toMatchObject([{ digit: '1' }]);
    expect(bench.phone(SERGIO).inCall).toBe(true);
    await bench.pass(0.1);
    expect(bench.at('/next')).toMatchObject([{ DialCallDuration: '60' }]);
  });

  it('follows one plan for each ring', async () => {
    await open(ring());
    bench.phone(SERGIO).onRing({ declineAfter: 1 }, { letRing: true });
    await bench.call();
    await bench.pass(1);
    await bench.call();
    await bench.pass(20);
    expect(bench.at('/next').map(({ DialCallStatus }) => DialCallStatus)).toEqual(['busy', 'no-answer']);
  });

  it('refuses what makes no sense, in words', async () => {
    await open(ring());
    expect(() => bench.phone(SERGIO).press('1')).toThrow('it is not in a call');
    expect(() => bench.phone(SERGIO).decline()).toThrow('it does not ring');
    const call = await bench.call();
    call.hangUp();
    expect(() => call.hangUp()).toThrow('the call is over');
    expect(() => bench.runner.placeCall({ from: CUSTOMER, to: SERGIO })).toThrow('has no number');
  });
});
