import type { Visit } from '../support/browser';

jest.setTimeout(60_000);

const CUSTOMER = '+12025550123';

/** A picture that comes in, an answer that does not arrive, a notice, and a file with a name that is far too long. */
async function fillConversations(person: Visit): Promise<void> {
  const reach = person.customers.getByRole('group', { name: 'Texts to this phone' });
  await reach.getByRole('radio', { name: 'Switched off' }).check();
  await person.customers.getByLabel('Text to the line: attach a picture').selectOption('sofa');
  await person.writes('Text to the line', 'Hello');
  await person.message(CUSTOMER).first().waitFor();
  await person.writes('Message to #dispatch', '/dispatch who');
  await person.sees(person.slack, 'Only visible to you');
  const files = [{ name: `${'long'.repeat(40)}.pdf`, content: Buffer.from('x') }];
  person.world.slack.say('backup', 'long'.repeat(60), { files });
  await person.opensThread(CUSTOMER);
  await person.thread.getByRole('img', { name: /^picture-1/ }).waitFor();
  await person.writes('Reply in the thread', 'Good morning');
  await person.sees(person.thread, 'Not delivered.');
  await person.breaks('Slack', 'Never answers');
  await person.sees(person.faults, 'Slack: never answers');
}

/** Presses Tab until the button or field of this name has the focus. */
async function tabTo(person: Visit, name: string): Promise<void> {
  for (let presses = 0; presses < 90; presses += 1) {
    if ((await focused(person)) === name) return;
    await person.page.keyboard.press('Tab');
  }
  throw new Error(`“${name}” cannot be reached with Tab.`);
}

/** What the focused button says, or what the focused field is called. */
function focused(person: Visit): Promise<string> {
  return person.page.evaluate('document.activeElement.ariaLabel ?? document.activeElement.innerText');
}

test('a whole call can be made with the keyboard alone', async () => {
  const person = await browser.visit();
  await person.page.keyboard.press('Tab');
  expect(await focused(person)).toBe('Skip to the call');
  await tabTo(person, 'Call the line');
  await person.page.keyboard.press('Enter');
  await person.seesState('Sergio', 'ringing');
  expect(await focused(person)).toBe('Hang up');
  await tabTo(person, 'Answer');
  await person.page.keyboard.press('Enter');
  await person.seesState('Sergio', 'picked up');
  expect(await focused(person)).toBe('Press 1');
  await person.page.keyboard.press('Enter');
  await person.seesState('Sergio', 'talking');
  expect(await focused(person)).toBe('Hang up');
  await person.page.keyboard.press('Enter');
  await person.seesBadge('answered');
  await person.close();
});

test('the keyboard sets availability and breaks Sync with Tab and the arrow keys', async () => {
  const person = await browser.visit();
  await person.phone('Sergio').getByRole('radio', { name: 'Available' }).focus();
  await person.page.keyboard.press('ArrowRight');
  await person.sees(person.phone('Sergio'), /Until \d\d:\d\d/);
  await person.faults.getByRole('radio', { name: 'Works' }).first().focus();
  await person.page.keyboard.press('ArrowRight');
  await person.sees(person.faults, 'Sync: down');
  await person.close();
});

test('a text can be sent, read in its thread and answered with the keyboard alone', async () => {
  const person = await browser.visit();
  await tabTo(person, 'Text to the line');
  await person.page.keyboard.type('Hello');
  await person.page.keyboard.press('Enter');
  await person.message('Hello').first().waitFor();
  await person.page.locator('.skip').focus();
  const link = await person.message(CUSTOMER).first().locator('.thread-link').innerText();
  await tabTo(person, link);
  await person.page.keyboard.press('Enter');
  await person.thread.waitFor();
  expect(await focused(person)).toBe('Reply in the thread');
  await person.page.keyboard.type('Good morning');
  await person.page.keyboard.press('Enter');
  await person.bubble('Good morning').waitFor();
  await person.page.keyboard.press('Escape');
  await person.thread.waitFor({ state: 'detached' });
  expect(await focused(person)).toContain('repl');
  await person.close();
});

describe.each(['light', 'dark'] as const)('in %s colours', (scheme) => {
  test('axe finds nothing serious: empty, ringing and ended', async () => {
    const person = await browser.visit({ scheme });
    expect(await person.inaccessible()).toEqual([]);

    await person.calls();
    expect(await person.inaccessible()).toEqual([]);

    await person.presses('Sergio', 'Answer');
    await person.presses('Sergio', 'Press 1');
    await person.presses('Sergio', 'Hang up');
    await person.seesBadge('answered');
    await person.faults.getByRole('radio', { name: 'Never answers' }).check();
    await person.phone('Sergio').getByRole('radio', { name: 'Do not disturb' }).check();
    await person.page.getByRole('switch', { name: 'Show webhooks and TwiML' }).check();
    await person.call
      .getByText(/^200 in \d+ ms/)
      .first()
      .click();
    expect(await person.inaccessible()).toEqual([]);
    await person.close();
  });

  test('axe finds nothing serious in Slack and on the phones that text', async () => {
    const person = await browser.visit({ scheme });
    await fillConversations(person);
    expect(await person.inaccessible()).toEqual([]);
    await person.thread.getByRole('button', { name: 'Edit' }).last().focus();
    await person.page.keyboard.press('Enter');
    await person.page.getByRole('textbox', { name: 'Change the message' }).waitFor();
    expect(await person.inaccessible()).toEqual([]);
    await person.close();
  });
});

test.each([
  ['a phone', 390],
  ['a tablet', 820],
])('on %s nothing is wider than the screen', async (_, width) => {
  const person = await browser.visit({ width, height: 844 });
  const widest = (): Promise<number> => person.page.evaluate('document.documentElement.scrollWidth');
  expect(await widest()).toBe(width);
  await person.calls();
  await person.presses('Sergio', 'Answer');
  await person.sees(person.phone('Sergio'), 'Press 1 to accept');
  await person.page.getByRole('switch', { name: 'Show webhooks and TwiML' }).check();
  await person.call.getByText('POST /voice-cascade — a call has come in').click();
  expect(await widest()).toBe(width);
  await person.presses('Caller', 'Hang up');
  await fillConversations(person);
  expect(await widest()).toBe(width);
  await person.close();
});
