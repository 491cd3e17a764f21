import { servePicture } from '../support/faults/picture';
import { PEOPLE } from '../support/routing';
import { CUSTOMER, type Line } from '../support/stories';

const NONE = { kind: 'none' } as const;
const DOWN = { kind: 'down' } as const;

async function open(): Promise<Line> {
  const line = await stories.open();
  line.expectFault(/./);
  return line;
}

/** Time passes, with the timer. */
async function later(line: Line, minutes = 3): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    await line.pass(60);
    await line.ticks();
  }
}

/** Breaks Sync at the moment when these words stand in Slack. */
function breakSyncOnceShown(line: Line, words: string): void {
  line.world.slack.onChange((change) => {
    if (change.type === 'posted' && change.message.text.includes(words)) line.breakSync(DOWN);
  });
}

function files(line: Line): number {
  return line.threads().flatMap(({ replies }) => replies.flatMap((one) => one.files)).length;
}

test('Sync goes down when a text has just been posted: its picture follows when Sync is back', async () => {
  const line = await open();
  await line.texts('Hello');
  breakSyncOnceShown(line, 'Look at this');
  await line.texts('Look at this', CUSTOMER, [servePicture(line)]);
  await line.pass(2);
  expect(files(line)).toBe(0);
  line.breakSync(NONE);
  await later(line, 6);
  expect(files(line)).toBe(1);
  expect(line.timesInSlack('Look at this')).toBe(1);
  await line.close();
});

test('Sync goes down for everything that begins to wait: AWAY is announced all the same', async () => {
  const line = await open();
  line.breakSlack(DOWN);
  line.world.sync.refuses = (name, isWrite) => isWrite && name.startsWith('outbox');
  await line.texts('AWAY 2H', PEOPLE.sergio);
  await line.pass(20);
  line.world.sync.refuses = () => false;
  line.breakSlack(NONE);
  await later(line, 6);
  expect(line.timesInSlack('Sergio')).toBeGreaterThan(0);
  await line.close();
});

test('a text by a command whose copy cannot be stored is not sent: whoever wrote it is told', async () => {
  const line = await open();
  await line.texts('Hello');
  line.world.sync.refuses = (name, isWrite) => isWrite && name.startsWith('outbox');
  const said = await line.commands('sergio', `/dispatch text ${CUSTOMER} Coming at 5`);
  expect(said).toContain('Not sent');
  line.world.sync.refuses = () => false;
  await later(line);
  expect(line.sentTo()).not.toContain('Coming at 5');
  await line.close();
});
