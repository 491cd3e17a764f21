import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keep, readKept } from '../../simulator/keep';
import type { Visit } from '../support/browser';

jest.setTimeout(90_000);

const CUSTOMER = '+12025550123';

/** The jobs as the file has them. */
function jobsOf({ world }: Visit): readonly Record<string, unknown>[] {
  const { jobs } = JSON.parse(world.s3.text('local-jobs', 'maintenance.json') ?? '{"jobs":[]}') as {
    jobs: Record<string, unknown>[];
  };
  return jobs;
}

describe('a person at the job board', () => {
  let person: Visit;
  beforeEach(async () => {
    person = await browser.visit();
  });
  afterEach(() => person.close());

  test('creates a job and gives it to a crew, who reads it, claims it by the link, starts and completes it; the customer hears of it', async () => {
    await person.creates('Gate stuck', []);
    await person.sees(person.job('Gate stuck', 'Pending'), 'Pending, given to nobody');
    await person
      .job('Gate stuck', 'Pending')
      .getByRole('button', { name: 'Give to Crew 7: Gate stuck' })
      .click();
    await person.sees(person.job('Gate stuck', 'Assigned'), 'Assigned to Crew 7, not claimed yet');
    await person.sees(person.job('Gate stuck', 'Assigned'), 'Text to Crew 7: sent');
    await person.sees(person.bubble('new job: Gate stuck', person.phone('Crew 7')), 'delivered');

    const tab = await person.opensLink('Crew 7');
    expect(await tab.evaluate('window.opener')).toBeNull();
    await tab.getByText('Nobody has it yet').waitFor();
    await tab.getByRole('button', { name: 'Take this job' }).click();
    await tab.getByText('The job is yours.').waitFor();
    await person.sees(person.job('Gate stuck', 'Assigned'), 'Claimed by Crew 7');
    await tab.getByRole('button', { name: 'Start: on my way' }).click();
    await person.sees(person.job('Gate stuck', 'In progress'), 'In progress, with Crew 7');
    await person.sees(person.bubble('we are on our way'), 'delivered');
    await tab.getByRole('button', { name: 'Job is done' }).click();
    await tab.getByText('Job done. Thank you!').waitFor();
    await person.sees(person.job('Gate stuck', 'Completed'), 'Completed by Crew 7');
    await person.sees(person.bubble('your job is done'), 'delivered');
    await person.bubble('Text us here').waitFor();
  });

  test('moves a job by its buttons, hands it over, and the crew answers by code', async () => {
    await person.creates('Fence');
    await person.bubble('new job: Fence', person.phone('Crew 7')).waitFor();
    await person.job('Fence', 'Assigned').getByRole('button', { name: 'Hand over to Crew 8: Fence' }).click();
    const crew8 = person.phone('Crew 8');
    const handed = person.bubble('hands you a job: Fence', crew8);
    await handed.waitFor();
    await person.bubble('this job is with Crew 8 now', person.phone('Crew 7')).waitFor();
    const [, code = ''] = /OK (\d+)/.exec(await handed.innerText()) ?? [];
    await person.writes('Text from Crew 8', `OK ${code}`);
    await person.sees(person.job('Fence', 'Assigned'), 'Claimed by Crew 8');
    await person.bubble(`Job ${code} is yours`, crew8).waitFor();
    await person.board.getByRole('button', { name: 'Start Fence' }).click();
    await person.board.getByRole('button', { name: 'Complete Fence' }).click();
    await person.sees(person.job('Fence', 'Completed'), 'Text to the customer: sent');
    expect(await person.job('Fence', 'Completed').getByRole('button').count()).toBe(0);
  });

  test('cancels a job, and the crew and the customer are told not to wait', async () => {
    await person.creates('Lock');
    await person.board.getByRole('button', { name: 'Cancel Lock' }).click();
    await person.job('Lock', 'Cancelled').waitFor();
    await person.bubble('cancelled: Lock', person.phone('Crew 7')).waitFor();
    await person.bubble('your visit is cancelled').waitFor();
  });

  test('sees a job that nobody claims escalated, once its time has passed', async () => {
    await person.creates('Gate stuck');
    await person.sees(person.bubble('nobody took this job', person.phone('Sergio')), 'scheduled for');
    await person.message('Gate stuck').first().waitFor();
    person.waits(11 * 60);
    await person.sees(person.bubble('nobody took this job in 10 min', person.phone('Sergio')), 'delivered');
    await person.message('Nobody has taken this job yet. Asked: Crew 7.').first().waitFor();
    await person.sees(person.bubble('still waiting for you', person.phone('Crew 7')), 'delivered');
  });

  test('is told in the relay’s words what it refuses, and nothing is changed', async () => {
    person.expectError(/status of 409/);
    const form = person.board.getByRole('form', { name: 'New job' });
    await form.getByLabel('Customer’s phone').fill('12');
    await person.creates('Gate stuck');
    const alarm = person.page.getByRole('alert');
    await person.sees(alarm, '“customer.phone” must be a phone number');
    expect(await form.getByLabel('What is to be done').inputValue()).toBe('Gate stuck');
    await form.getByLabel('Customer’s phone').fill(CUSTOMER);
    await form.getByRole('button', { name: 'Create the job' }).click();
    await alarm.waitFor({ state: 'detached' });
    const card = person.job('Gate stuck', 'Assigned');
    await card.waitFor();

    await person.page.route('**/_world/actions', async (route) => {
      // Somebody else is a moment faster than the page can show it.
      const { s3 } = person.world;
      const file = s3.text('local-jobs', 'maintenance.json') ?? '';
      s3.put('local-jobs', 'maintenance.json', file.replace('"assigned"', '"completed"'));
      await route.continue();
    });
    await card.getByRole('button', { name: 'Cancel Gate stuck' }).click();
    await person.sees(alarm, 'The job is completed now. Read it again.');
    await person.job('Gate stuck', 'Completed').waitFor();
  });

  test('breaks the file by hand, sees that the relay leaves it alone, and mends it', async () => {
    person.expectError(/status of 409/);
    await person.creates('Gate stuck');
    await person.job('Gate stuck', 'Assigned').waitFor();
    const before = person.world.s3.text('local-jobs', 'maintenance.json') ?? '';
    await person.board.getByRole('switch', { name: 'maintenance.json' }).check();
    await person.sees(person.board.getByRole('region', { name: 'maintenance.json' }), '"title":"Gate stuck"');
    await writesFile('{"jobs":[');
    await person.sees(person.board, 'It is not JSON. The relay leaves it alone');
    await person.creates('Fence');
    await person.sees(person.page.getByRole('alert'), 'The document of the jobs is left alone');
    expect(person.world.s3.text('local-jobs', 'maintenance.json')).toBe('{"jobs":[');
    await writesFile(before.replace('Gate stuck', 'Gate stuck again'));
    await person.job('Gate stuck again', 'Assigned').waitFor();
    await writesFile('[{"id":"a","status":"pending"},{"note":"no job"}]');
    await person.job('a', 'Pending').waitFor();
    await person.sees(person.board, 'One entry of the file is no job');
  });

  test('with S3 down nothing is changed and the page says so; mended, the same press does it once', async () => {
    person.expectError(/status of 409/);
    await person.creates('Gate stuck');
    await person.bubble('new job', person.phone('Crew 7')).waitFor();
    const file = person.world.s3.text('local-jobs', 'maintenance.json');
    await person.breaks('S3', 'Down');
    await person.sees(person.faults, 'S3: down');
    const cancel = person.board.getByRole('button', { name: 'Cancel Gate stuck' });
    await cancel.click();
    await person.sees(person.page.getByRole('alert'), 'Nothing was changed.');
    expect(person.world.s3.text('local-jobs', 'maintenance.json')).toBe(file);
    await person.faults.getByRole('button', { name: 'Mend S3: down' }).click();
    await cancel.click();
    await person.job('Gate stuck', 'Cancelled').waitFor();
    await person.page.getByRole('alert').waitFor({ state: 'detached' });
  });

  test('with S3’s replies lost after the write a job is made once, and nobody has to press again', async () => {
    await person.breaks('S3', 'Writes, but its reply is lost');
    await person.sees(person.faults, 'S3: writes, but its reply is lost');
    await person.creates('Gate stuck');
    await person.sees(person.job('Gate stuck', 'Assigned'), 'Text to Crew 7: sent');
    expect(jobsOf(person)).toHaveLength(1);
  });

  test.each(['Slack', 'Sync', 'texts'] as const)(
    'with %s down the state in the file is right all the same',
    async (part) => {
      await person.breaks(part, 'Down');
      await person.faults.getByRole('list', { name: 'Broken now' }).waitFor();
      await person.creates('Gate stuck');
      await person.job('Gate stuck', 'Assigned').waitFor();
      await person.board.getByRole('button', { name: 'Start Gate stuck' }).click();
      await person.job('Gate stuck', 'In progress').waitFor();
      await person.board.getByRole('button', { name: 'Complete Gate stuck' }).click();
      await person.job('Gate stuck', 'Completed').waitFor();
      expect(jobsOf(person)).toMatchObject([
        { title: 'Gate stuck', status: 'completed', crewIds: ['crew-7'] },
      ]);
    },
  );

  test('uses the keyboard alone, which stays on the card that moves', async () => {
    const form = person.board.getByRole('form', { name: 'New job' });
    await form.getByLabel('What is to be done').focus();
    await person.page.keyboard.type('Gate stuck');
    for (let field = 0; field < 4; field += 1) await person.page.keyboard.press('Tab');
    await person.page.keyboard.press('Space');
    await person.page.keyboard.press('Enter');
    const assigned = person.job('Gate stuck', 'Assigned');
    await assigned.waitFor();
    await assigned.getByRole('button', { name: 'Start Gate stuck' }).focus();
    await person.page.keyboard.press('Enter');
    const moved = person.job('Gate stuck', 'In progress');
    await moved.waitFor();
    expect(await person.page.evaluate('document.activeElement.ariaLabel')).toBe('Gate stuck');
  });

  /** Writes the file by hand. */
  async function writesFile(text: string): Promise<void> {
    await person.board.getByRole('button', { name: 'Edit by hand' }).click();
    await person.board.getByRole('textbox', { name: 'maintenance.json by hand' }).fill(text);
    await person.board.getByRole('button', { name: 'Write the file' }).click();
    await person.board.getByRole('button', { name: 'Edit by hand' }).waitFor();
  }
});

describe.each([
  ['light', 1280],
  ['dark', 390],
] as const)('in %s colours, %i pixels wide', (scheme, width) => {
  test('axe finds nothing serious on the board and on the claim page, and nothing is wider than the screen', async () => {
    const person = await browser.visit({ scheme, width });
    await person.creates('Long '.repeat(20) + 'w'.repeat(60));
    await person.bubble('new job: Long', person.phone('Crew 7')).waitFor();
    await person.creates('Gate stuck');
    await person.bubble('new job: Gate stuck', person.phone('Crew 7')).waitFor();
    await person.sees(person.job('Gate stuck', 'Assigned'), 'Text to Crew 7: sent');
    await person.board.getByRole('switch', { name: 'maintenance.json' }).check();
    expect(await person.inaccessible()).toEqual([]);
    expect(await person.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    const tab = await person.opensLink('Crew 7');
    await tab.getByRole('button', { name: 'Take this job' }).waitFor();
    expect(await person.inaccessible(tab)).toEqual([]);
    await person.board.getByRole('button', { name: 'Edit by hand' }).click();
    await person.board.getByRole('textbox', { name: 'maintenance.json by hand' }).fill('{');
    await person.board.getByRole('button', { name: 'Write the file' }).click();
    await person.sees(person.board, 'It is not JSON.');
    expect(await person.inaccessible()).toEqual([]);
    await person.close();
  });
});

test('jobs and the crews’ texts are still there after a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dispatch-relay-kept-'));
  const file = join(folder, 'world.json');
  const before = await browser.visit();
  await before.creates('Gate stuck');
  await before.bubble('new job: Gate stuck', before.phone('Crew 7')).waitFor();
  const { port } = before.world.gateway;
  await keep(file, before.world);
  await before.close();

  const after = await browser.visit({ restore: await readKept(file), port });
  await rm(folder, { recursive: true });
  await after.job('Gate stuck', 'Assigned').waitFor();
  const tab = await after.opensLink('Crew 7');
  await tab.getByRole('button', { name: 'Take this job' }).click();
  await after.sees(after.job('Gate stuck', 'Assigned'), 'Claimed by Crew 7');
  await after.close();
});
