import { servePicture } from '../support/faults/picture';
import { PEOPLE } from '../support/routing';
import { CUSTOMER, type Line } from '../support/stories';

const NONE = { kind: 'none' } as const;
const DOWN = { kind: 'down' } as const;
const ANOTHER = '+12025550144';

/** Time passes, with the timer. */
async function later(line: Line, minutes = 4): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    await line.pass(60);
    await line.ticks();
  }
}

/** The outbox takes nothing more: a hundred other things wait for Slack. */
function fillOutbox({ world }: Line): void {
  const at = new Date(world.clock.now()).toISOString();
  const post = { party: { kind: 'customer', phone: ANOTHER }, kind: 'copy', text: 'x', broadcast: 'never' };
  const items = Array.from({ length: 100 }, (_, n) => {
    const claim = { v: 1, payload: post, receivedAt: at, attempt: 0, state: 'received' };
    world.sync.documents.create({ uniqueName: `once-other-${n}`, data: claim });
    return { key: `other-${n}`, kind: 'post', phone: ANOTHER, at };
  });
  world.sync.documents.create({ uniqueName: 'outbox', data: { v: 1, items } });
}

test('the outbox is full while Slack is down: a text is still in Slack in the end', async () => {
  const line = await stories.open();
  line.expectFault(/./);
  await line.texts('Hello');
  line.breakSlack(DOWN);
  fillOutbox(line);
  await line.texts('My gate is stuck');
  await later(line, 10);
  line.world.sync.documents.delete('outbox');
  line.breakSlack(NONE);
  await later(line, 2);
  expect(line.timesInSlack('My gate is stuck')).toBe(1);
  await line.close();
});

test('Twilio takes no texts: what waits for Slack gets there all the same', async () => {
  const line = await stories.open();
  line.expectFault(/./);
  await line.texts('Hello');
  line.breakSlack(DOWN);
  line.breakRest({ kind: 'status', status: 429 });
  for (const n of [1, 2, 3]) {
    const call = await line.call(`+1202555016${n}`);
    await line.callerHangsUp(call);
    await line.pass(20);
  }
  await line.texts('My gate is stuck');
  await line.pass(30);
  line.breakSlack(NONE);
  await line.ticks();
  await line.pass(60);
  await line.ticks();
  expect(line.timesInSlack('My gate is stuck')).toBe(1);
  line.breakRest(NONE);
  await later(line);
  await line.close();
});

test('Slack does not show what it has, once, after an outage: nobody is asked, and the text is there a minute later', async () => {
  const line = await stories.open();
  line.expectFault(/./);
  await line.texts('Hello');
  line.breakSlack({ kind: 'silent', op: 'write' });
  await line.texts('My gate is stuck');
  await line.pass(60);
  line.breakSlack({ kind: 'down', op: 'read' });
  await line.ticks();
  line.breakSlack(NONE);
  await later(line, 2);
  expect(line.timesInSlack('My gate is stuck')).toBe(1);
  expect(line.timesInSlack('may stand above')).toBe(0);
  await line.close();
});

test('one webhook puts out two things that waited, not more', async () => {
  const line = await stories.open();
  line.expectFault(/./);
  await line.texts('Hello');
  line.breakSlack(DOWN);
  for (const words of ['One', 'Two']) await line.texts(words).then(() => line.pass(20));
  for (const words of ['Three', 'Four']) await line.texts(words, ANOTHER).then(() => line.pass(20));
  line.breakSlack(NONE);
  await line.texts('Now');
  const words = ['One', 'Two', 'Three', 'Four'];
  expect(words.filter((one) => line.timesInSlack(one) > 0)).toEqual(['One', 'Two']);
  expect(line.timesInSlack('Now')).toBe(1);
  await later(line, 2);
  await line.close();
});

describe('Pictures', () => {
  test('of a dispatcher whose text never reached us follow it', async () => {
    const line = await stories.open();
    line.expectFault(/./);
    line.world.gateway.setFault('*', { kind: 'throws' });
    await line.texts('Look at this', PEOPLE.sergio, [servePicture(line)]);
    await line.pass(60);
    line.world.gateway.setFault('*', { kind: 'none' });
    await later(line, 2);
    const files = line.world.slack.channel.messages
      .flatMap(({ replies }) => replies)
      .flatMap((one) => one.files);
    expect(files).toHaveLength(1);
    await line.close();
  });

  test('of a text that a person has posted follow it', async () => {
    const line = await stories.open();
    line.expectFault(/./);
    await line.texts('Hello');
    const picture = servePicture(line);
    line.breakSlack({ kind: 'silent', op: 'write' });
    await line.texts('My gate is stuck', CUSTOMER, [picture]);
    await line.pass(10);
    line.breakSlack({ kind: 'down', op: 'read' });
    await later(line, 63);
    line.breakSlack(NONE);
    await line.pressesButton('sergio', line.message('It may stand above already'), 'Post it');
    await later(line, 2);
    expect(line.message('My gate is stuck').text).toBe('My gate is stuck');
    expect(line.threads()[0]!.replies.flatMap(({ files }) => files)).toHaveLength(1);
    await line.close();
  });
});

describe('The carriers’ words', () => {
  test('“Yes” of somebody who never opted out is only an answer', async () => {
    const line = await stories.open();
    await line.texts('Hello');
    await line.texts('Yes');
    expect(line.thread().join(' ')).not.toContain('Opted in again');
    await line.texts('STOP');
    await line.texts('Yes');
    expect(line.thread().at(-1)).toContain('Opted in again');
    await line.close();
  });

  test('Twilio’s word decides: ALTO opts out, and a later “Yes” that Twilio does not name opts nobody in', async () => {
    const line = await stories.open();
    await line.texts('Hello');
    const webhook = line.webhook('/sms-inbound');
    const arrives = async (digit: string, Body: string, more: Readonly<Record<string, string>> = {}) => {
      const MessageSid = `SM${digit.repeat(32)}`;
      await line.sends({ ...webhook, params: { ...webhook.params, MessageSid, Body, ...more } });
    };
    await arrives('1', 'ALTO', { OptOutType: 'STOP' });
    expect(line.thread().at(-1)).toContain('Opted out');
    await arrives('2', 'Yes');
    expect(line.thread().at(-1)).toBe('Yes');
    await line.replies('sergio', 'Are you there?');
    expect(line.thread().at(-1)).toContain('opted out with STOP');
    await arrives('3', 'COMENZAR', { OptOutType: 'START' });
    expect(line.thread().at(-1)).toContain('Opted in again');
    await line.close();
  });

  test('after STOP nobody is reminded of answering', async () => {
    const line = await stories.open();
    await line.texts('STOP');
    await line.pass(16 * 60);
    expect(line.timesInSlack('Nobody has answered')).toBe(0);
    await line.close();
  });
});
