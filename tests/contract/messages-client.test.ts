import { withDeadline } from '../../src/deadline';
import { CUSTOMER, LINE, MessagesBench, SERVICE, START } from '../support/messages-bench';

/** Our own lean client, through the SDK's resource class, against what the SDK itself has proven. */
describe('the lean Messages client', () => {
  const signal = new AbortController().signal;
  const text = { to: CUSTOMER, body: 'On our way' };
  let bench: MessagesBench;

  beforeEach(async () => {
    bench = await MessagesBench.open();
    bench.on('/sms', '');
  });
  afterEach(() => bench.close());

  const find = (since = START) => bench.client().find({ ...text, since }, signal);

  test('sends a text from the line with files and a status callback', async () => {
    const mediaUrls = ['https://example.com/a.jpg', 'https://example.com/b.jpg'];
    const { statusCallback } = bench;
    const result = await bench.client().send({ ...text, mediaUrls, statusCallback }, signal);
    await bench.pass(5);
    const [message] = bench.standIn.messages;
    expect(result).toEqual({ kind: 'sent', sid: message?.sid });
    expect(message).toMatchObject({ from: LINE, messagingServiceSid: null });
    expect(bench.customer.inbox).toEqual([{ from: LINE, body: 'On our way', mediaUrls }]);
    expect(bench.told()).toEqual(['sent', 'delivered']);
  });

  test('schedules a text through the Messaging Service and cancels it, until it is too late', async () => {
    const sendAt = START + 600_000;
    const [first, second] = [
      await bench.client().send({ ...text, sendAt }, signal),
      await bench.client().send({ ...text, body: 'Second', sendAt }, signal),
    ].map((result) => (result.kind === 'sent' ? result.sid : ''));
    expect(await bench.client().cancel(first!, signal)).toBe('canceled');
    // The first answer may be lost: canceled is canceled.
    expect(await bench.client().cancel(first!, signal)).toBe('canceled');
    await bench.pass(700);
    expect(bench.customer.inbox).toEqual([{ from: LINE, body: 'Second', mediaUrls: [] }]);
    expect(await bench.client().cancel(second!, signal)).toBe('too-late');
    expect(bench.standIn.messages[0]).toMatchObject({ messagingServiceSid: SERVICE });
  });

  test('never lets Twilio send at once what was to be scheduled', async () => {
    const client = bench.client({ messagingServiceSid: undefined });
    expect(await client.send({ ...text, sendAt: START + 600_000 }, signal)).toMatchObject({
      kind: 'refused',
      code: 35118,
      final: true,
    });
    expect(bench.standIn.messages).toEqual([]);
  });

  test.each([
    [{ to: '123' }, 21211],
    [{ body: '' }, 21602],
    [{ body: 'a'.repeat(1601) }, 21617],
    [{ sendAt: START + 60_000 }, 35114],
  ])('a text that Twilio refuses for good comes back with the reason', async (change, code) => {
    const result = await bench.client().send({ ...text, ...change }, signal);
    expect(result).toEqual({
      kind: 'refused',
      code,
      final: true,
      reason: expect.stringMatching(/\.$/) as string,
    });
  });

  test('a customer who opted out is told apart', async () => {
    bench.customer.text('STOP');
    await bench.pass(1);
    const refused = { kind: 'refused', code: 21610, final: true };
    expect(await bench.client().send(text, signal)).toMatchObject(refused);
  });

  test('a wrong key sends nothing and is no reason to give the text up', async () => {
    const refused = { kind: 'refused', code: 20003, final: false };
    expect(await bench.client({ apiSecret: 'wrong' }).send(text, signal)).toMatchObject(refused);
    expect(bench.standIn.messages).toEqual([]);
  });

  test('too many requests at once send nothing and are no reason to give the text up', async () => {
    bench.standIn.fault = { kind: 'status', status: 429 };
    const refused = { kind: 'refused', code: 20429, final: false };
    expect(await bench.client().send(text, signal)).toMatchObject(refused);
  });

  test.each([
    ['is down', { kind: 'down' }],
    ['is down after it took the text', { kind: 'down', afterWrite: true }],
    ['answers 500', { kind: 'status', status: 500 }],
    ['answers 500 after it took the text', { kind: 'status', status: 500, afterWrite: true }],
  ] as const)('says twilio_unavailable, and does not repeat, when Twilio %s', async (_name, fault) => {
    bench.standIn.fault = fault;
    const unavailable = { code: 'twilio_unavailable' };
    await expect(bench.client().send(text, signal)).rejects.toMatchObject(unavailable);
    const isTaken = 'afterWrite' in fault;
    bench.standIn.fault = { kind: 'none' };
    expect(bench.standIn.messages).toHaveLength(isTaken ? 1 : 0);
    expect(await find()).toHaveLength(isTaken ? 1 : 0);
  });

  test('every question fails as twilio_unavailable when Twilio is down', async () => {
    bench.standIn.fault = { kind: 'down' };
    const client = bench.client();
    const unavailable = { code: 'twilio_unavailable' };
    await expect(find()).rejects.toMatchObject(unavailable);
    await expect(client.inboundSince(START, signal)).rejects.toMatchObject(unavailable);
    await expect(client.cancel(`SM${'0'.repeat(32)}`, signal)).rejects.toMatchObject(unavailable);
  });

  test('leaves a silent Twilio at the deadline, and then finds what was sent or not', async () => {
    bench.standIn.fault = { kind: 'silent', afterWrite: true };
    const sent = withDeadline(bench.clock, 2000, (limit) => bench.client().send(text, limit));
    const failed = expect(sent).rejects.toMatchObject({ code: 'deadline' });
    await bench.parked(1);
    await bench.clock.advance(2000);
    await failed;
    bench.standIn.fault = { kind: 'none' };
    const [message] = bench.standIn.messages;
    expect(await find()).toEqual([{ sid: message!.sid, status: message!.status, createdAt: START }]);
  });

  test('finds a text that still waits in the queue, whatever happened to its quotation marks', async () => {
    await bench.sdk().messages.create({ to: CUSTOMER, from: LINE, body: ' It\'s "done" ' });
    const wanted = { to: CUSTOMER, body: 'It’s “done”', since: START };
    expect(await bench.client().find(wanted, signal)).toMatchObject([{ status: 'queued' }]);
  });

  test('finds no other wording, no other phone, nothing older and nothing that came in', async () => {
    const client = bench.client();
    await client.send(text, signal);
    await bench.pass(60);
    await client.send({ ...text, body: 'On our way!' }, signal);
    await client.send({ ...text, to: '+12025550124' }, signal);
    bench.customer.text(text.body);
    expect(await find(START + 30_000)).toEqual([]);
    expect(await find()).toHaveLength(1);
    expect(await client.find({ to: LINE, body: text.body, since: START }, signal)).toEqual([]);
  });

  test('finds a text beneath a page full of newer ones, and what it has not looked through it does not call absent', async () => {
    const client = bench.client();
    await client.send(text, signal);
    const later = async (count: number): Promise<void> => {
      for (let number = 0; number < count; number += 1)
        await client.send({ to: CUSTOMER, body: `Another ${number}` }, signal);
    };
    await later(150);
    expect(await find()).toHaveLength(1);
    await later(400);
    await expect(find()).rejects.toMatchObject({ code: 'twilio_unavailable' });
    await bench.pass(60);
    expect(await find(START + 30_000)).toEqual([]);
  });

  test('counts the whole second in which the search begins, because Twilio knows no smaller part', async () => {
    await bench.pass(0.9);
    const since = bench.clock.now() - 100;
    await bench.client().send(text, signal);
    expect(await find(since)).toHaveLength(1);
  });

  test('lists every text to the line since a moment, the oldest first, over several pages', async () => {
    bench.customer.text('too old');
    await bench.pass(3600);
    const since = bench.clock.now();
    for (let number = 1; number <= 150; number += 1) bench.customer.text(`text ${number}`);
    await bench.client().send(text, signal);
    const texts = await bench.client().inboundSince(since, signal);
    expect(texts.map(({ body }) => body)).toEqual(
      Array.from({ length: 150 }, (_, index) => `text ${index + 1}`),
    );
    expect(texts[0]).toEqual({
      sid: expect.stringMatching(/^SM/) as string,
      from: CUSTOMER,
      body: 'text 1',
      numMedia: 0,
      receivedAt: since,
    });
  });

  test('lists what was sent since then with how it fared, the oldest first, and nothing that came in', async () => {
    const client = bench.client();
    await client.send({ to: CUSTOMER, body: 'Too early' }, signal);
    await bench.pass(60);
    const since = bench.clock.now();
    await client.send({ to: CUSTOMER, body: 'Arrives' }, signal);
    await bench.pass(30);
    bench.customer.unreachable();
    await client.send({ to: CUSTOMER, body: 'Does not' }, signal);
    bench.customer.text('Hello?');
    await bench.pass(30);
    const sent = await client.sentSince(since, signal);
    expect(sent).toMatchObject([
      { to: CUSTOMER, status: 'delivered', errorCode: 0 },
      { to: CUSTOMER, status: 'undelivered', errorCode: 30003 },
    ]);
    expect(sent[0]!.sentAt).toBeLessThan(sent[1]!.sentAt);
  });
});
