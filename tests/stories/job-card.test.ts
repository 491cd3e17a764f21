import type { MessageView } from '../../simulator/slack';
import type { Line } from '../support/stories';

const CREW_7 = '+15550100107';
const CREW_8 = '+15550100108';
const crew = [
  { id: 'crew-7', name: 'Crew 7', phone: CREW_7 },
  { id: 'crew-8', name: 'Crew 8', phone: CREW_8 },
];
const JOB = { id: 'gate-1', title: 'Gate stuck', address: '1 Main St', crewIds: ['crew-7'] };

/** The job's card in Slack. */
function card(line: Line): MessageView {
  const found = line.world.slack.channel.messages.find(({ text }) => text.includes('Gate stuck'));
  if (found === undefined) throw new Error('There is no card.');
  return found;
}

/** What stands beneath the card. */
function beneath(line: Line): string[] {
  return card(line).replies.map(({ text }) => text);
}

async function withJob(state: Record<string, unknown> = {}): Promise<Line> {
  const line = await stories.open({ routing: { crew } });
  await line.api('/jobs', { ...JOB, ...state });
  await line.pass(10);
  return line;
}

test('gives a job that is in progress to another crew, and it stays in progress', async () => {
  const line = await withJob();
  const link = line.link(CREW_7);
  await line.acts(link, 'claim');
  await line.acts(link, 'start');
  await line.pass(5);
  expect(await line.pressesButton('sergio', card(line), 'Give to Crew 8')).toBe(true);
  await line.pass(10);
  expect(line.job('gate-1')).toMatchObject({ status: 'in-progress', crewIds: ['crew-8'] });
  expect(line.job('gate-1').claimedBy).toBeUndefined();
  expect(line.inbox(CREW_8)[0]).toContain('Gate stuck');
  await line.close();
});

test('and so does the command', async () => {
  const line = await withJob();
  const link = line.link(CREW_7);
  await line.acts(link, 'claim');
  await line.acts(link, 'start');
  await line.pass(5);
  const answer = await line.commands('sergio', '/dispatch job give gate-1 to crew-8');
  expect(answer).toContain('gate-1: Gate stuck, 1 Main St (in-progress, given to Crew 8)');
  await line.pass(10);
  expect(line.job('gate-1')).toMatchObject({ status: 'in-progress', crewIds: ['crew-8'] });
  await line.close();
});

test('offers a job that somebody has to a crew that was asked as well', async () => {
  const line = await withJob({ crewIds: ['crew-7', 'crew-8'] });
  expect(card(line).buttons.map(({ label }) => label)).toEqual(['Escalate now', 'Cancel the job']);
  await line.acts(line.link(CREW_7), 'claim');
  await line.pass(5);
  const before = line.inbox(CREW_8).length;
  await line.pressesButton('sergio', card(line), 'Give to Crew 8');
  await line.pass(10);
  expect(line.inbox(CREW_8)).toHaveLength(before + 1);
  expect(line.job('gate-1').crewIds).toEqual(['crew-8']);
  expect(line.job('gate-1').claimedBy).toBeUndefined();
  await line.close();
});

test('says beneath itself why a press changes nothing', async () => {
  const line = await withJob();
  const old = card(line);
  line.world.s3.put('local-jobs', 'maintenance.json', '{"jobs":[{"id":"gate-1","status":"completed"}]}');
  expect(await line.pressesButton('sergio', old, 'Cancel the job')).toBe(true);
  await line.pass(5);
  expect(beneath(line)).toEqual(['Nothing was changed: the job is completed.']);
  line.world.s3.put('local-jobs', 'maintenance.json', '{"jobs":[]}');
  await line.pressesButton('sergio', old, 'Give to Crew 8');
  await line.pass(5);
  expect(beneath(line).at(-1)).toContain('There is no job gate-1');
  await line.close();
});

test('says that it did not work while the file of jobs cannot be written', async () => {
  const line = await withJob();
  line.breakS3({ kind: 'down' });
  const pressed = line.pressesButton('sergio', card(line), 'Cancel the job');
  await line.pass(8);
  expect(await pressed).toBe(false);
  expect(line.job('gate-1').status).toBe('assigned');
  await line.close();
});

test('a press that works says nothing', async () => {
  const line = await withJob();
  expect(await line.pressesButton('sergio', card(line), 'Escalate now')).toBe(true);
  expect(await line.pressesButton('sergio', card(line), 'Cancel the job')).toBe(true);
  await line.pass(10);
  expect(beneath(line).filter((text) => text.includes('changed'))).toEqual([]);
  await line.close();
});
