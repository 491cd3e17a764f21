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
  await takeTexts();
  await takeJobs();
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

async function takeTexts(): Promise<void> {
  const person = await visit({ height: 700 });
  await person.customers.getByLabel('Text to the line: attach a picture').selectOption('sofa');
  await person.writes('Text to the line', 'Can you take this sofa on Friday?');
  await person.opensThread('+12025550123');
  await person.thread.getByRole('img').first().waitFor();
  await person.writes('Reply in the thread', 'Yes, we come at 10.');
  await person.reply('Yes, we come at 10.').getByRole('img', { name: 'white check mark' }).waitFor();
  await person.writes('Message to #dispatch', '/dispatch away 2h');
  await person.message('Backup only').waitFor();
  await person.slack.scrollIntoViewIfNeeded();
  await save(person, 'console-texts');
  await person.close();
}

async function takeJobs(): Promise<void> {
  const person = await visit({ height: 1060 });
  for (const title of ['Fence is down', 'Lock changed', 'Gate stuck']) {
    await person.creates(title);
    await person.bubble(`new job: ${title}`, person.phone('Crew 7')).waitFor();
  }
  await person.board.getByRole('button', { name: 'Start Fence is down' }).click();
  await person.job('Fence is down', 'In progress').waitFor();
  await person.board.getByRole('button', { name: 'Start Lock changed' }).click();
  await person.board.getByRole('button', { name: 'Complete Lock changed' }).click();
  await person.job('Lock changed', 'Completed').waitFor();
  await person.creates('Look at the sofa', []);
  await person.job('Look at the sofa', 'Pending').waitFor();
  await person.page.evaluate('document.querySelector(".board").scrollIntoView()');
  await save(person, 'console-jobs');
  const tab = await person.opensLink('Crew 7');
  await tab.setViewportSize({ width: 390, height: 844 });
  await tab.getByRole('button', { name: 'Take this job' }).click();
  await tab.getByText('The job is yours.').waitFor();
  await save({ page: tab }, 'claim-page');
  await person.close();
}

async function save({ page }: Pick<Visit, 'page'>, name: string): Promise<void> {
  await page.screenshot({ path: resolve(IMAGES, `${name}.png`) });
  console.log(`docs/images/${name}.png`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
