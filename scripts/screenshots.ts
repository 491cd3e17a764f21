import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { closeEverything, visit, type Visit } from '../tests/support/browser';
import buildForBrowser from '../tests/support/browser-setup';

const IMAGES = resolve(__dirname, '../docs/images');

/** Makes the pictures of the console that the README shows. */
async function main(): Promise<void> {
  await mkdir(IMAGES, { recursive: true });
  await buildForBrowser();
  const desktop = await visit();
  await takeRinging(desktop);
  await takeAnswered(desktop);
  await desktop.close();
  await takeDarkPhone();
  await closeEverything();
}

async function takeRinging(person: Visit): Promise<void> {
  await person.phone('Sergio').getByRole('radio', { name: 'Away', exact: true }).check();
  await person.presses('Caller', 'Call the line');
  await person.sees(person.phone('Backup'), 'stops by itself in 21 s');
  await save(person, 'console-ringing');
}

async function takeAnswered(person: Visit): Promise<void> {
  await person.presses('Backup', 'Answer');
  await person.sees(person.phone('Backup'), 'Press 1 to accept');
  await person.sees(person.phone('Caller'), '0:06');
  await person.presses('Backup', 'Press 1');
  await person.sees(person.phone('Backup'), 'Talking with');
  await person.sees(person.phone('Caller'), '0:12');
  await save(person, 'console-answered');
}

async function takeDarkPhone(): Promise<void> {
  const person = await visit({ scheme: 'dark', width: 390, height: 844 });
  await person.calls();
  await person.sees(person.phone('Sergio'), 'stops by itself in 18 s');
  await save(person, 'console-dark-phone');
  await person.close();
}

async function save({ page }: Visit, name: string): Promise<void> {
  await page.screenshot({ path: resolve(IMAGES, `${name}.png`) });
  console.log(`docs/images/${name}.png`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
