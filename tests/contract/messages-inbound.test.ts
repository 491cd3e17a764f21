import { CUSTOMER, failureOf, LINE, MessagesBench, SERVICE } from '../support/messages-bench';

let bench: MessagesBench;
beforeEach(async () => {
  bench = await MessagesBench.open();
  bench.on('/sms', '');
});
afterEach(() => bench.close());

/** What the customer's phone has got, as sentences. */
const inbox = (): string[] => bench.customer.inbox.map(({ body }) => body);
const send = (more: { messagingServiceSid?: string } = {}) =>
  bench.sdk().messages.create({ to: CUSTOMER, from: LINE, body: 'Hi', ...more });

test('a phone’s text is told to the number’s webhook and kept as received', async () => {
  const sid = bench.customer.text('Do you take sofas? 🛋');
  await bench.pass(1);
  const sids = { MessageSid: sid, SmsSid: sid, SmsMessageSid: sid };
  expect(bench.received).toMatchObject([{ method: 'POST', path: '/sms' }]);
  expect(bench.at('/sms')[0]).toEqual({
    ...sids,
    AccountSid: `AC${'0'.repeat(32)}`,
    MessagingServiceSid: SERVICE,
    From: CUSTOMER,
    To: LINE,
    Body: 'Do you take sofas? 🛋',
    NumMedia: '0',
    NumSegments: '1',
    SmsStatus: 'received',
    ApiVersion: '2010-04-01',
  });
  const kept = { from: CUSTOMER, to: LINE, status: 'received', direction: 'inbound' };
  expect(await bench.sdk().messages(sid).fetch()).toMatchObject(kept);
  expect(bench.faults()).toEqual([]);
});

test('the files of a text come as addresses of Twilio’s', async () => {
  const media = ['a', 'b'].map((name) => ({ contentType: 'image/png', url: `${bench.origin}/${name}.png` }));
  const sid = bench.customer.text('', { media });
  await bench.pass(1);
  const file = expect.stringMatching(
    new RegExp(`^https://api\\.twilio\\.com${bench.path('Messages')}/${sid}/Media/ME`),
  ) as string;
  const types = { MediaContentType0: 'image/png', MediaContentType1: 'image/png' };
  expect(bench.at('/sms')).toMatchObject([{ NumMedia: '2', ...types, MediaUrl0: file, MediaUrl1: file }]);
});

test('the answer’s texts go to the sender, or to whom they name, with their own callbacks', async () => {
  const sergio = '+15550100001';
  bench.on(
    '/sms',
    `<Message statusCallback="/status">Thanks</Message><Message to="${sergio}"><Body>New text</Body><Media>/a.jpg</Media></Message>`,
  );
  bench.customer.text('Hello');
  await bench.pass(10);
  expect(inbox()).toEqual(['Thanks']);
  expect(bench.standIn.phone(sergio).inbox).toEqual([
    { from: LINE, body: 'New text', mediaUrls: [`${bench.origin}/a.jpg`] },
  ]);
  expect(bench.told()).toEqual(['sent', 'delivered']);
  expect(bench.standIn.messages.map(({ direction }) => direction)).toEqual([
    'outbound-reply',
    'outbound-reply',
    'inbound',
  ]);
});

test('a redirect leads to another document with the same parameters, and what stands after it is not done', async () => {
  bench.on('/sms', '<Redirect>/next</Redirect><Message>Never</Message>');
  bench.on('/next', '<Message>From next</Message>');
  bench.customer.text('Hello');
  await bench.pass(10);
  expect(inbox()).toEqual(['From next']);
  expect(bench.at('/next')).toEqual(bench.at('/sms'));
});

test('documents that lead to each other end as a fault', async () => {
  bench.on('/sms', '<Redirect>/sms</Redirect>');
  bench.customer.text('Hello');
  await bench.pass(1);
  expect([bench.at('/sms').length, bench.faults()]).toEqual([10, ['loop']]);
});

test.each([
  ['fails', 500, '11200'],
  ['answers with what is no TwiML', '<Say>Hi</Say>', '12200'],
] as const)('when the webhook %s, the fallback is asked by GET and obeyed', async (_name, answer, code) => {
  bench.on('/sms', answer);
  bench.on('/fallback.xml', '<Message>Please call us</Message>');
  const sid = bench.customer.text('Hello');
  await bench.pass(10);
  expect(bench.received[1]).toMatchObject({ method: 'GET', path: '/fallback.xml' });
  const told = { MessageSid: sid, ErrorCode: code, ErrorUrl: `${bench.origin}/sms` };
  expect(bench.at('/fallback.xml')).toMatchObject([told]);
  expect(inbox()).toEqual(['Please call us']);
});

test('the webhook is tried again where its address says so', async () => {
  await bench.close();
  const lines = { [LINE]: { messagingUrl: '' } };
  bench = await MessagesBench.open({ lines });
  lines[LINE].messagingUrl = `${bench.origin}/sms#rc=2&rp=5xx`;
  bench.on('/sms', 500);
  bench.customer.text('Hello');
  await bench.pass(1);
  expect(bench.at('/sms')).toHaveLength(3);
});

test.each(['STOP', ' stopall ', 'Unsubscribe', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'])(
  '“%s” opts out: Twilio confirms once, tells the product, and takes no more texts',
  async (word) => {
    bench.customer.text(word);
    bench.customer.text(word);
    await bench.pass(1);
    expect(inbox()).toEqual([expect.stringContaining('unsubscribed')]);
    expect(bench.at('/sms')).toHaveLength(2);
    expect(await failureOf(send())).toMatchObject({ code: 21610, status: 400 });
    expect(bench.standIn.messages).toHaveLength(2);
  },
);

test.each(['START', 'yes', 'UNSTOP'])(
  '“%s” opts in again, and is an ordinary word otherwise',
  async (word) => {
    bench.customer.text(word);
    await bench.pass(1);
    expect(inbox()).toEqual([]);
    bench.customer.text('STOP');
    bench.customer.text(word);
    await bench.pass(1);
    await send();
    await bench.pass(5);
    expect(inbox().slice(1)).toEqual([expect.stringContaining('subscribed again'), 'Hi']);
  },
);

test.each(['HELP', 'info'])('“%s” is answered by Twilio and changes nothing', async (word) => {
  bench.customer.text(word);
  await send();
  await bench.pass(5);
  expect(inbox()).toEqual([expect.stringContaining('Reply STOP'), 'Hi']);
});

test('a sentence with the word in it opts nobody out', async () => {
  bench.customer.text('Please stop by tomorrow');
  await send();
  await bench.pass(5);
  expect(inbox()).toEqual(['Hi']);
});

test('through a Messaging Service a text to somebody who opted out is taken and fails', async () => {
  bench.customer.text('STOP');
  await bench.pass(1);
  const statusCallback = bench.statusCallback;
  const create = { to: CUSTOMER, body: 'Hi', messagingServiceSid: SERVICE, statusCallback };
  expect((await bench.sdk().messages.create(create)).status).toBe('accepted');
  await bench.pass(5);
  expect(bench.at('/status').at(-1)).toMatchObject({ MessageStatus: 'failed', ErrorCode: '21610' });
});

test('an answer to somebody who opted out is not sent, and shows as a fault', async () => {
  bench.on('/sms', '<Message>Sorry to see you go</Message>');
  bench.customer.text('STOP');
  await bench.pass(5);
  expect(inbox()).toEqual([expect.stringContaining('unsubscribed')]);
  expect(bench.faults()).toEqual([21610]);
});

test('an opt-out holds after a restart', async () => {
  bench.customer.text('STOP');
  await bench.pass(1);
  const restore = structuredClone(bench.standIn.toJSON());
  await bench.close();
  bench = await MessagesBench.open({ restore });
  expect(await failureOf(send())).toMatchObject({ code: 21610 });
});

test('OptOutType comes only with Advanced Opt-Out', async () => {
  bench.customer.text('STOP');
  await bench.pass(1);
  expect(bench.at('/sms')[0]).not.toHaveProperty('OptOutType');
  await bench.close();
  bench = await MessagesBench.open({
    messagingService: { sid: SERVICE, sender: LINE, advancedOptOut: true },
  });
  bench.on('/sms', '');
  for (const word of ['STOP', 'START', 'HELP', 'Hello']) bench.customer.text(word);
  await bench.pass(1);
  const types = bench.at('/sms').map((params) => params['OptOutType']);
  expect(types).toEqual(['STOP', 'START', 'HELP', undefined]);
});

test('a number that the account does not have cannot be texted', () => {
  expect(() => bench.customer.text('Hello', { to: '+15550100199' })).toThrow('no number +15550100199');
});
