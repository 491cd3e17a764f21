import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keep, readKept } from '../../simulator/keep';
import type { Visit } from '../support/browser';

jest.setTimeout(45_000);

/** One call that is given up, from this number. */
async function giveUp(person: Visit, from: string): Promise<void> {
  await person.phone('Caller').getByLabel('Calling from').selectOption(from);
  await person.presses('Caller', 'Call the line');
  await person.seesBadge('live');
  await person.presses('Caller', 'Hang up');
  await person.phone('Caller').getByRole('button', { name: 'Call the line' }).waitFor();
}

const heading = (person: Visit, name: string) => person.call.getByRole('heading', { name }).waitFor();

test('a past call can be chosen, and a new one comes to the front', async () => {
  const person = await browser.visit();
  await giveUp(person, '+12025550123');
  await giveUp(person, 'anonymous');
  await heading(person, 'Withheld number');

  await person.past.getByRole('button', { name: '+12025550123' }).click();
  await heading(person, '+12025550123');
  await person.past.locator('[aria-current]', { hasText: '+12025550123' }).waitFor();

  await giveUp(person, 'anonymous');
  await heading(person, 'Withheld number');
  expect(await person.past.getByRole('button').count()).toBe(3);
  await person.close();
});

test('past calls are still there with their timelines after a restart, and one that was cut off says so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dispatch-relay-kept-'));
  const file = join(folder, 'world.json');
  const before = await browser.visit();
  await giveUp(before, 'anonymous');
  await before.phone('Caller').getByLabel('Calling from').selectOption('+12025550123');
  await before.calls();
  await keep(file, before.world);
  await before.close();

  const after = await browser.visit({ restore: await readKept(file) });
  await rm(folder, { recursive: true });
  await after.sees(after.phone('Caller'), 'Cut off: the local world was closed.');
  await after.seesBadge('failed');
  await after.past.getByRole('button', { name: 'Withheld number' }).click();
  await after.sees(after.call, 'A withheld number calls the line');
  await after.seesState('Sergio', 'quiet');
  await after.close();
});
