import { PEOPLE } from '../support/routing';

const UNANSWERABLE = 'Texts that cannot be answered';
const CUSTOMER = '+12025550123';

describe('A text from a sender that is no plain phone number reaches the team', () => {
  test.each([
    ['an RCS address', `rcs:${CUSTOMER}`],
    ['a WhatsApp address', `whatsapp:${CUSTOMER}`],
    ['a number without its plus', CUSTOMER.slice(1)],
  ])('%s: in the thread of its number, and an answer goes there', async (_name, from) => {
    const line = await stories.open();
    await line.texts('My gate is stuck', from);
    expect(line.thread(CUSTOMER)).toEqual([
      `My gate is stuck\nSent as ${from}; an answer goes out as an SMS.`,
    ]);
    line.expectedNumbers.add(CUSTOMER);
    await line.replies('sergio', 'On my way', { to: CUSTOMER });
    await line.pass(5);
    expect(line.inbox(CUSTOMER)).toContain('On my way');
    await line.close();
  });

  test.each([
    ['a name', 'QDN', 'QDN'],
    ['a withheld number', 'anonymous', 'anonymous'],
    ['a number that spells “anonymous”', '+266696687', '+266696687'],
    ['a Messenger address', 'messenger:1234567890', 'messenger:1234567890'],
    ['nothing', '', 'no sender'],
  ])('%s: in a thread that says that it cannot be answered', async (_name, from, shown) => {
    const line = await stories.open();
    await line.texts('Call me <!channel>', from);
    expect(line.thread(UNANSWERABLE)).toEqual([`Call me <!channel>\nSender: ${shown}`]);
    await line.texts('Still here', from);
    expect(line.threads(UNANSWERABLE)).toHaveLength(1);
    await line.pass(16 * 60);
    expect(line.timesInSlack('Nobody has answered')).toBe(0);
    expect(line.sentTo(from)).toEqual([]);
    await line.close();
  });

  test('the line itself: shown, and not answered', async () => {
    const line = await stories.open();
    await line.texts('Echo', '+15550100000');
    expect(line.thread(UNANSWERABLE)).toEqual(['Echo\nSender: +15550100000']);
    await line.close();
  });

  test('while Slack is down: on the phone of who is on call, without a reply code', async () => {
    const line = await stories.open();
    line.expectSlackTrouble();
    line.breakSlack({ kind: 'down' });
    await line.texts('Anybody?', 'QDN');
    await line.pass(5);
    expect(line.inbox(PEOPLE.sergio)).toEqual([expect.stringContaining('Anybody?')]);
    expect(line.inbox(PEOPLE.sergio)[0]).not.toContain('Reply');
    line.breakSlack({ kind: 'none' });
    await line.ticks();
    expect(line.thread(UNANSWERABLE)).toEqual(['Anybody?\nSender: QDN']);
    await line.close();
  });

  test('while our functions are down: /tick brings it into its thread', async () => {
    const line = await stories.open();
    line.expectDeadFunctions();
    line.expectedNumbers.add(CUSTOMER);
    // Twilio cannot deliver the fallback document's answer to such a sender either.
    line.expectFault(/^21211 /);
    line.world.gateway.setFault('*', { kind: 'down' });
    await line.texts('Hello?', 'QDN');
    await line.texts('Me too', `rcs:${CUSTOMER}`);
    await line.pass(60);
    line.world.gateway.setFault('*', { kind: 'none' });
    await line.pass(60);
    expect(await line.ticks()).toMatchObject({ texts: 2 });
    expect(line.thread(UNANSWERABLE)).toEqual(['Hello?\nSender: QDN']);
    expect(line.thread(CUSTOMER)[0]).toContain('Me too');
    await line.close();
  });
});

test('a request that names no message is not taken as done: Twilio asks again and then its fallback', async () => {
  const line = await stories.open();
  await line.texts('Hello');
  const webhook = line.webhook('/sms-inbound');
  const { MessageSid: _, ...params } = webhook.params;
  line.expectFault(/^11200 /);
  await line.sends({ ...webhook, params });
  const answers = line.world.events.filter(
    (event) => event.type === 'webhook.answered' && event.status === 503,
  );
  expect(answers.length).toBeGreaterThan(0);
  await line.close();
});
