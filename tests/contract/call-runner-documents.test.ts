import { CallBench, CUSTOMER, CUT, LINE, NEVER, SERGIO, XML } from '../support/call-bench';

let bench: CallBench;

beforeEach(async () => {
  bench = await CallBench.open();
});

afterEach(() => bench.close());

describe('What a call asks for', () => {
  it('asks the voice URL with the parameters of an incoming call', async () => {
    bench.on('/voice', '<Pause length="5"/>');
    const call = await bench.call(CUSTOMER, { FromCity: 'RENO', StirVerstat: 'TN-Validation-Passed-A' });
    expect(bench.at('/voice')).toEqual([
      {
        CallSid: call.sid,
        AccountSid: `AC${'0'.repeat(32)}`,
        From: CUSTOMER,
        To: LINE,
        Caller: CUSTOMER,
        Called: LINE,
        CallStatus: 'ringing',
        Direction: 'inbound',
        ApiVersion: '2010-04-01',
        FromCity: 'RENO',
        StirVerstat: 'TN-Validation-Passed-A',
      },
    ]);
    expect(call.sid).toMatch(/^CA[0-9a-f]{32}$/);
  });

  it('takes about a second for fourteen characters of speech', async () => {
    bench.on('/voice', `<Say>${'abcdefghijklm '.repeat(4).trim()}.</Say><Say>End.</Say>`);
    const call = await bench.call();
    await bench.pass(3.9);
    expect(call.heard).toHaveLength(1);
    await bench.pass(0.2);
    expect(call.heard).toHaveLength(2);
    await bench.pass(1);
    expect(call).toMatchObject({ ended: true, status: 'completed' });
  });

  it('follows a Redirect', async () => {
    bench.on('/voice', '<Redirect method="GET">/other?step=1</Redirect>');
    bench.on('/other', '<Hangup/>');
    await bench.call();
    expect(bench.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /voice',
      'GET /other',
    ]);
    expect(bench.at('/other')).toMatchObject([{ step: '1', CallStatus: 'ringing' }]);
  });

  it.each([
    ['<Reject/>', 'no-answer', 0],
    ['<Reject reason="busy"/>', 'busy', 0],
    ['<Hangup/>', 'completed', 1],
    ['', 'completed', 1],
  ])('ends at “%s” as %s', async (verbs, status, answered) => {
    bench.on('/voice', verbs);
    expect(await bench.call()).toMatchObject({ ended: true, status });
    expect(bench.of('call.answered')).toHaveLength(answered);
  });
});

describe('Keys', () => {
  const open = (attributes: string): void =>
    bench.on('/voice', `<Gather timeout="3" ${attributes}><Say>Choose.</Say></Gather><Say>No key.</Say>`);

  it('takes the keys that are pressed during the prompt or after it', async () => {
    open('action="/keys" numDigits="2"');
    bench.on('/keys', '<Hangup/>');
    const call = await bench.call();
    call.press('1');
    await bench.pass(2);
    call.press('2');
    await bench.settle();
    expect(bench.at('/keys')).toMatchObject([{ Digits: '12' }]);
  });

  it('stops talking when a key is pressed, and waits for the next one', async () => {
    const prompts = '<Say>Choose.</Say><Say>Or wait.</Say>';
    bench.on('/voice', `<Gather action="/keys" timeout="3" numDigits="2">${prompts}</Gather>`);
    bench.on('/keys', '<Hangup/>');
    const call = await bench.call();
    call.press('1');
    await bench.pass(3);
    expect(call.heard).toEqual(['Choose.']);
    expect(bench.at('/keys')).toMatchObject([{ Digits: '1' }]);
  });

  it('stops at the finishing key, which is no digit', async () => {
    open('action="/keys"');
    bench.on('/keys', '<Hangup/>');
    const call = await bench.call();
    for (const key of ['7', '8', '#']) call.press(key);
    await bench.settle();
    expect(bench.at('/keys')).toMatchObject([{ Digits: '78' }]);
  });

  it('goes on with the document when no key comes', async () => {
    open('action="/keys"');
    const call = await bench.call();
    await bench.pass(3.9);
    expect(call.heard).toEqual(['Choose.']);
    await bench.pass(0.1);
    expect(call.heard).toEqual(['Choose.', 'No key.']);
  });

  it('asks for the action without a key when the document wants that', async () => {
    open('action="/keys" actionOnEmptyResult="true"');
    bench.on('/keys', '<Hangup/>');
    await bench.call();
    await bench.pass(4);
    expect(bench.at('/keys')).toMatchObject([{ Digits: '' }]);
  });

  it('asks for the same document again when there is no action', async () => {
    open('numDigits="1"');
    const call = await bench.call();
    call.press('1');
    await bench.settle();
    expect(bench.at('/voice')).toMatchObject([{}, { Digits: '1' }]);
  });
});

describe('When a document cannot be had', () => {
  it.each([
    ['a server error', { status: 500 }, '11200'],
    ['a broken connection', CUT, '11200'],
    ['a redirect', { status: 302 }, '11200'],
    ['a document that is no XML', { status: 200, type: 'text/plain', body: 'Hello' }, '12300'],
    ['a document that is refused', { status: 200, type: XML, body: '<Response><Sing/></Response>' }, '12200'],
    ['a document that is broken', { status: 200, type: XML, body: '<Response>' }, '12100'],
  ] as const)('gets the fallback document by GET after %s', async (_, answer, code) => {
    bench.on('/voice', answer);
    bench.on('/fallback', `<Dial answerOnBridge="true">${SERGIO}</Dial>`);
    const call = await bench.call();
    expect(bench.received.at(-1)).toMatchObject({ method: 'GET', path: '/fallback' });
    expect(bench.at('/fallback')).toMatchObject([
      { CallSid: call.sid, ErrorCode: code, ErrorUrl: `${bench.origin}/voice` },
    ]);
    expect(bench.phone(SERGIO).ringing).toBe(true);
    expect(bench.faults().map(String)).toContain(code);
  });

  it('gets the fallback document after 15 seconds without an answer', async () => {
    bench.on('/voice', NEVER);
    bench.on('/fallback', '<Say>One moment.</Say>');
    const call = await bench.call();
    await bench.pass(15);
    expect(call.heard).toEqual(['One moment.']);
  });

  it('gets the fallback document for the action of a Dial too', async () => {
    bench.on('/voice', `<Dial action="/next" timeout="5">${SERGIO}</Dial>`);
    bench.on('/fallback', '<Say>One moment.</Say>');
    const call = await bench.call();
    await bench.pass(10);
    expect(call.heard).toEqual(['One moment.']);
    expect(bench.at('/fallback')).toMatchObject([{ ErrorUrl: `${bench.origin}/next` }]);
  });

  it('fails the call when the fallback document cannot be had either', async () => {
    bench.on('/voice', { status: 500 });
    bench.on('/fallback', { status: 500 });
    expect(await bench.call()).toMatchObject({ ended: true, status: 'failed' });
    expect(bench.faults()).toEqual([11200, 11200]);
    await bench.pass(1);
    expect(bench.at('/status')).toMatchObject([{ CallStatus: 'failed' }]);
  });

  it('executes nothing for a caller who hung up while the document was on its way', async () => {
    bench.on('/voice', NEVER);
    bench.on('/fallback', `<Dial>${SERGIO}</Dial>`);
    const call = await bench.call();
    await bench.pass(3);
    call.hangUp();
    await bench.pass(20);
    expect(bench.at('/fallback')).toEqual([]);
    expect(bench.of('leg.rings')).toEqual([]);
  });

  it('stops documents that lead to each other for ever', async () => {
    bench.on('/voice', '<Redirect>/other</Redirect>');
    bench.on('/other', '<Redirect>/voice</Redirect>');
    expect(await bench.call()).toMatchObject({ ended: true, status: 'failed' });
    expect(bench.faults()).toEqual(['loop']);
    expect(bench.received.filter(({ path }) => path !== '/status')).toHaveLength(20);
  });
});
