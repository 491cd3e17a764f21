import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keep, readKept } from '../../simulator/keep';
import type { Visit } from '../support/browser';

jest.setTimeout(90_000);

const CUSTOMER = '+12025550123';

describe('a customer who texts, and a dispatcher who answers in Slack', () => {
  let person: Visit;
  beforeEach(async () => {
    person = await browser.visit();
  });
  afterEach(() => person.close());

  test('a text from a customer’s phone is in a thread, the answer is on that phone, and “delivered” is on the reply', async () => {
    await texts('Can you take a sofa on Friday?');
    await person.opensThread(CUSTOMER);
    await person.sees(person.thread, 'Can you take a sofa on Friday?');
    await person.writes('Reply in the thread', 'Yes, at 10 <o’clock> & free.');
    await person.sees(person.bubble('Yes, at 10 <o’clock> & free.'), 'delivered');
    await person.reply('Yes, at 10').getByRole('img', { name: 'white check mark' }).waitFor();

    await person.writes('Text to the line', 'Thank you');
    await person.reply('Thank you').waitFor();
  });

  test('sets Sergio away with a command, and reads the consequence', async () => {
    await person.writes('Message to #dispatch', '/dispatch away 2h');
    await person.sees(person.page.getByRole('banner'), /Sergio: away until \d\d:\d\d → skipped/);
    await person
      .phone('Sergio')
      .getByText(/Until \d\d:\d\d/)
      .waitFor();
    await person.message('calls ring Backup only').waitFor();
    await person.writes('Message to #dispatch', '/dispatch on');
    await person.sees(person.page.getByRole('banner'), 'Step 1: rings Sergio');
  });

  test('a picture of the customer is in the thread, and one of the dispatcher on the phone', async () => {
    await person.customers.getByLabel('Text to the line: attach a picture').selectOption('sofa');
    await texts('This sofa');
    await person.opensThread(CUSTOMER);
    await person.thread.getByRole('img', { name: /^picture-1/ }).waitFor();
    await person.slack.getByLabel('Reply in the thread: attach a picture').selectOption('boxes');
    await person.writes('Reply in the thread', 'And these?');
    await person.bubble('And these?').getByRole('img').waitFor();
    await person.page.waitForFunction('[...document.images].every((image) => image.naturalWidth > 0)');
  });

  test('a text that does not arrive says so on the reply, and is sent again with the button', async () => {
    await texts('Hello');
    const reach = person.customers.getByRole('group', { name: 'Texts to this phone' });
    await reach.getByRole('radio', { name: 'Switched off' }).check();
    await person.opensThread(CUSTOMER);
    await person.writes('Reply in the thread', 'Good morning.');
    await person.sees(person.bubble('Good morning.'), '(30003)');
    await person.sees(person.thread, 'Not delivered. The phone was off or out of reach.');
    await reach.getByRole('radio', { name: 'Reachable' }).check();
    await person.thread.getByRole('button', { name: 'Send it again' }).click();
    await person.sees(person.bubble('Good morning.').last(), 'delivered');
  });

  test('what a guest writes in the thread reaches nobody', async () => {
    await texts('Hello');
    await person.opensThread(CUSTOMER);
    await person.speaksAs('Guest, invited to this channel only');
    await person.writes('Reply in the thread', 'From a guest');
    await person.speaksAs('Sergio');
    await person.writes('Reply in the thread', 'From Sergio');
    await person.bubble('From Sergio').waitFor();
    expect(await person.bubble('From a guest').count()).toBe(0);
  });

  test('with Slack down the text is on Sergio’s phone, is answered by code, and is in Slack after a tick', async () => {
    await person.breaks('Slack', 'Down');
    await person.sees(person.faults, 'Slack: down');
    await person.writes('Text to the line', 'Where are you?');
    const sergio = person.phone('Sergio');
    const alert = person.bubble('Where are you?', sergio);
    await person.sees(alert, 'delivered');
    const [, code = ''] = /Reply (\d+)/.exec(await alert.innerText()) ?? [];
    await person.writes('Text from Sergio', `${code} Around the corner.`);
    await person.sees(person.bubble('Around the corner.'), 'delivered');

    await person.faults.getByRole('button', { name: 'Mend Slack: down' }).click();
    await person.faults.getByRole('list', { name: 'Broken now' }).waitFor({ state: 'detached' });
    await ticksLater();
    await person.opensThread(CUSTOMER);
    await person.sees(person.thread, 'Where are you?');
    await person.sees(person.thread, 'Around the corner.');
  });

  test('with Sync down the text is in Slack all the same', async () => {
    await person.breaks('Sync', 'Down');
    await person.writes('Text to the line', 'Is this the right number?');
    await person.message('Is this the right number?').first().waitFor();
  });

  test('with Twilio’s REST API down the reply says that it was not sent, and is sent with the button', async () => {
    await texts('Hello');
    await person.opensThread(CUSTOMER);
    await person.breaks('texts', 'Answers 500');
    await person.sees(person.faults, 'Texts: answers 500');
    await person.writes('Reply in the thread', 'We come at 10.');
    await person.sees(person.thread, 'Not sent yet');
    await person.faults.getByRole('button', { name: 'Mend Texts: answers 500' }).click();
    await person.faults.getByRole('list', { name: 'Broken now' }).waitFor({ state: 'detached' });
    // For 100 s Twilio may still send what it has not confirmed.
    person.skips(120);
    await person.thread.getByRole('button', { name: 'Send it again' }).click();
    await person.sees(person.bubble('We come at 10.'), 'delivered');
    expect(await person.bubble('We come at 10.').count()).toBe(1);
  });

  test('with the functions broken nothing is lost: after a tick the text is in Slack', async () => {
    await person.faults.getByRole('radio', { name: 'Unreachable' }).check();
    await person.sees(person.faults, 'Every function: unreachable');
    await person.writes('Text to the line', 'Anybody there?');
    await person.bubble('Anybody there?').waitFor();
    await person.faults.getByRole('button', { name: 'Mend Every function: unreachable' }).click();
    await person.faults.getByRole('list', { name: 'Broken now' }).waitFor({ state: 'detached' });
    await ticksLater();
    await person.message('Anybody there?').first().waitFor();
  });

  /** Texts, and waits until that is in the channel. */
  async function texts(words: string): Promise<void> {
    await person.writes('Text to the line', words);
    await person.message(words).first().waitFor();
  }

  /** A tick that comes when an earlier attempt, and Slack behind it, has had its time. */
  async function ticksLater(): Promise<void> {
    person.skips(120);
    const ticked = person.page.waitForResponse('**/_world/actions');
    await person.faults.getByRole('button', { name: 'Tick', exact: true }).click();
    expect((await ticked).status()).toBe(200);
  }
});

test('texts, threads and pictures are still there after a restart and a reload', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dispatch-relay-kept-'));
  const file = join(folder, 'world.json');
  const before = await browser.visit();
  await before.customers.getByLabel('Text to the line: attach a picture').selectOption('sofa');
  await before.writes('Text to the line', 'Can you take this?');
  await before.message('Can you take this?').first().waitFor();
  await before.writes('Text to the line', 'STOP');
  await before.bubble('You are unsubscribed').waitFor();
  await keep(file, before.world);
  await before.close();

  const after = await browser.visit({ restore: await readKept(file) });
  await rm(folder, { recursive: true });
  await after.bubble('You are unsubscribed').waitFor();
  await after.bubble('Can you take this?').getByRole('img').waitFor();
  await after.opensThread(CUSTOMER);
  await after.sees(after.thread, 'Can you take this?');
  await after.page.waitForFunction('[...document.images].every((image) => image.naturalWidth > 0)');
  await after.page.reload();
  await after.message('Can you take this?').first().waitFor();
  await after.bubble('You are unsubscribed').waitFor();
  await after.close();
});
