import type { Visit } from '../support/browser';

jest.setTimeout(60_000);

/** Presses Tab until the button or field of this name has the focus. */
async function tabTo(person: Visit, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await focused(person)) === name) return;
    await person.page.keyboard.press('Tab');
  }
  throw new Error(`“${name}” cannot be reached with Tab.`);
}

function focused(person: Visit): Promise<string> {
  return person.page.evaluate('document.activeElement.innerText');
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
  await person.close();
});
