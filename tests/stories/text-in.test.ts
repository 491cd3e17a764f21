import { PEOPLE } from '../support/routing';
import { CUSTOMER } from '../support/stories';

const NEW_CUSTOMER = '+12025550144';

test('a customer’s text stands in a thread of its own, titled with the number, and in the channel', async () => {
  const line = await stories.open();
  await line.texts('My gate is stuck');
  expect(line.threads()).toHaveLength(1);
  expect(line.threads()[0]?.text).toContain(CUSTOMER);
  expect(line.threads()[0]?.text).toContain('goes to this customer as a text');
  expect(line.thread()).toEqual(['My gate is stuck']);
  expect(shownInChannel(line)).toEqual(['My gate is stuck']);
  await line.close();
});

test('the next text joins the thread; after an hour of quiet the channel sees it, too', async () => {
  const line = await stories.open();
  await line.texts('One');
  await line.pass(60);
  await line.texts('Two');
  await line.pass(3601);
  await line.texts('Three');
  expect(line.thread().filter((text) => !text.startsWith('Nobody has answered'))).toEqual([
    'One',
    'Two',
    'Three',
  ]);
  expect(shownInChannel(line).filter((text) => !text.startsWith('Nobody'))).toEqual(['One', 'Three']);
  await line.close();
});

test('each customer has a thread', async () => {
  const line = await stories.open();
  await line.texts('From one');
  await line.texts('From another', NEW_CUSTOMER);
  expect(line.thread(CUSTOMER)).toEqual(['From one']);
  expect(line.thread(NEW_CUSTOMER)).toEqual(['From another']);
  await line.close();
});

test('two texts of a new customer at the same moment share one thread', async () => {
  const line = await stories.open();
  line.handset().text('First');
  line.handset().text('Second');
  await line.activity.settle();
  await line.pass(5);
  expect(line.threads()).toHaveLength(1);
  expect([...line.thread()].sort()).toEqual(['First', 'Second']);
  await line.close();
});

test('Slack takes one message a second: a root and its first text both get there', async () => {
  const line = await stories.open({ slackBurst: 1 });
  await line.texts('Hello');
  await line.pass(10);
  expect(line.inbox(PEOPLE.sergio)).toEqual([]);
  expect(line.thread()).toContain('Hello');
  expect(line.timesInSlack('Hello')).toBe(1);
  await line.close();
});

test('what a customer writes is shown as it is: no markup, no pings', async () => {
  const line = await stories.open();
  await line.texts('<!channel> *bold* <https://example.com|click> & more');
  expect(line.thread()).toEqual(['<!channel> *bold* <https://example.com|click> & more']);
  await line.close();
});

test('a root that somebody deleted gets a successor, and nothing stays in the channel without a thread', async () => {
  const line = await stories.open();
  await line.texts('Before');
  const root = line.threads()[0]!;
  for (const reply of root.replies) line.world.slack.remove(reply);
  line.world.slack.remove(root);
  await line.activity.settle();
  await line.texts('After');
  await line.pass(5);
  expect(line.threads()).toHaveLength(1);
  expect(line.thread()).toEqual(['After']);
  await line.close();
});

test('a thread older than 80 days gets a successor; an answer in the old one still reaches the customer', async () => {
  const line = await stories.open();
  await line.texts('In spring');
  const [old] = line.threads();
  await line.pass(81 * 24 * 3600);
  await line.texts('In summer');
  expect(line.threads()).toHaveLength(2);
  expect(line.thread()).toEqual(['In summer']);
  line.world.slack.say('sergio', 'Late, but here', { thread: old! });
  await line.activity.settle();
  expect(line.sentTo()).toContain('Late, but here');
  await line.close();
});

test('an empty text and a withheld sender harm nobody', async () => {
  const line = await stories.open();
  await line.texts(' ');
  expect(line.thread()).toEqual(['(an empty text)']);
  await line.close();
});

test('a customer who waits is brought up after a quarter of an hour, one who was answered is not', async () => {
  const line = await stories.open();
  await line.texts('Hello?');
  await line.texts('Anybody?');
  await line.texts('Me too', NEW_CUSTOMER);
  await line.replies('sergio', 'On my way', { to: NEW_CUSTOMER });
  await line.pass(16 * 60);
  expect(line.timesInSlack('Nobody has answered')).toBe(1);
  expect(line.thread(CUSTOMER).at(-1)).toContain('Nobody has answered …0123 yet.');
  await line.close();
});

test('a repeated webhook posts nothing again', async () => {
  const line = await stories.open();
  await line.texts('Once');
  await line.repeats('/sms-inbound');
  await line.repeats('/sms-inbound');
  expect(line.timesInSlack('Once')).toBe(1);
  expect(line.sentTo()).toHaveLength(1);
  await line.close();
});

function shownInChannel(line: Awaited<ReturnType<typeof stories.open>>): string[] {
  return line.world.slack.channel.messages.filter(({ isBroadcast }) => isBroadcast).map(({ text }) => text);
}
