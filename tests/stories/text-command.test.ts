import type { Fault } from '../../simulator/stand-in/fault';
import type { Line } from '../support/stories';
import { patiently } from '../support/faults/timer';

const CUSTOMER = '+12025550199';
const NONE = { kind: 'none' } as const;
const WORDS = 'The parts are in';
const COPY = `Sergio texted: ${WORDS}`;

async function opened(): Promise<Line> {
  const line = await stories.open();
  line.expectedNumbers.add(CUSTOMER);
  line.expectFault(/^(twilio_unavailable|slack_unavailable|deadline|sync_unavailable) /);
  return line;
}

/** Sergio has the line text a customer; returns what he is shown, within what Slack waits for. */
async function texts(line: Line): Promise<string> {
  const shown: (string | null)[] = [];
  const command = line.commands('sergio', `/dispatch text ${CUSTOMER} ${WORDS}`);
  await patiently(
    line,
    command.then((words) => shown.push(words)),
    2.6,
  );
  return shown[0] ?? 'nothing';
}

/** Time passes, with the timer. */
async function later(line: Line, minutes = 4): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    await line.pass(60);
    await line.ticks();
    await line.pass(10);
  }
}

function timesSent(line: Line): number {
  return line.sentTo(CUSTOMER).filter((body) => body === WORDS).length;
}

test.each<Fault>([{ kind: 'down' }, { kind: 'silent' }, { kind: 'slow', ms: 1900 }])(
  'Slack: %j: the text goes out at once, and its copy is in the thread later, with how it fared',
  async (fault) => {
    const line = await opened();
    line.breakSlack(fault);
    expect(await texts(line)).toContain('Sent to');
    await line.pass(20);
    line.breakSlack(NONE);
    await later(line);
    expect(timesSent(line)).toBe(1);
    expect(line.thread(CUSTOMER).filter((text) => text === COPY)).toHaveLength(1);
    expect(line.message(COPY, CUSTOMER).reactions).toEqual({ white_check_mark: 1 });
    await line.close();
  },
);

test('the text does not arrive, and is not in the thread yet when that is reported: the thread says so in the end', async () => {
  const line = await opened();
  line.handset(CUSTOMER).unreachable();
  line.breakSlack({ kind: 'down' });
  expect(await texts(line)).toContain('Sent to');
  await line.pass(30);
  line.breakSlack(NONE);
  await later(line);
  expect(line.message(COPY, CUSTOMER).reactions).toEqual({ x: 1 });
  const note = line.message('Not delivered.', CUSTOMER);

  await line.pressesButton('sergio', note, 'Send it again');
  await line.pass(10);
  expect(timesSent(line)).toBe(2);
  expect(line.message('Not delivered.', CUSTOMER).buttons).toHaveLength(1);
  await line.close();
});

test.each<readonly [string, Fault]>([
  ['has taken it', { kind: 'silent', afterWrite: true }],
  ['has not taken it', { kind: 'down' }],
])('Twilio does not confirm the text and %s: it is sent once, and its copy says so', async (_how, fault) => {
  const line = await opened();
  line.breakRest(fault);
  expect(await texts(line)).toContain('Twilio has not confirmed the text');
  await line.pass(20);
  line.breakRest(NONE);
  await later(line);
  expect(timesSent(line)).toBe(1);
  expect(line.thread(CUSTOMER)).toEqual([COPY]);
  await line.close();
});

test('Twilio takes nothing: Sergio is told to send it again, and nothing is sent by itself', async () => {
  const line = await opened();
  line.breakRest({ kind: 'status', status: 429 });
  expect(await texts(line)).toMatch(/^Not sent to .* Send it again\.$/);
  line.breakRest(NONE);
  await later(line);
  expect(timesSent(line)).toBe(0);
  expect(line.threads(CUSTOMER)).toEqual([]);
  await line.close();
});

test('Twilio confirms nothing for an hour: the thread asks a person', async () => {
  const line = await opened();
  line.breakRest({ kind: 'down' });
  expect(await texts(line)).toContain('Twilio has not confirmed the text');
  await later(line, 62);
  const note = line.message('Twilio did not say whether this was sent: The parts are in', CUSTOMER);
  line.breakRest(NONE);
  await line.pressesButton('sergio', note, 'Send it again');
  await later(line, 2);
  expect(timesSent(line)).toBe(1);
  await line.close();
});
