import type { Line } from '../support/stories';

const NONE = { kind: 'none' } as const;
const BUSY = { kind: 'status', status: 429 } as const;

/** A customer has texted, and Sergio's answer did not arrive. */
async function notDelivered(): Promise<Line> {
  const line = await stories.open();
  line.expectFault(/^(twilio_unavailable|slack_event|slack_unavailable|deadline|sync_unavailable) /);
  await line.texts('Hello?');
  line.handset().unreachable();
  await line.replies('sergio', 'Coming');
  await line.pass(10);
  return line;
}

function press(line: Line, words: string, label = 'Send it again', who = 'sergio'): Promise<boolean> {
  return line.pressesButton(who, line.message(words), label);
}

/** What was sent in answer, without the greeting. */
function answers(line: Line): string[] {
  return line.sentTo().filter((body) => body === 'Coming');
}

test('A reply that could not go out goes out hours later at a person’s word only', async () => {
  const line = await stories.open();
  line.expectFault(/^(twilio_unavailable|slack_event|slack_unavailable|deadline) /);
  await line.texts('Hello?');
  line.breakRest(BUSY);
  line.breakSlack({ kind: 'down', op: 'write' });
  await line.replies('sergio', 'Coming');
  await line.pass(15 * 60);
  line.breakRest(NONE);
  line.breakSlack(NONE);
  // No timer: the next text brings everything on that waits.
  await line.pass(3 * 60 * 60);
  await line.texts('Forget it');
  await line.pass(10);
  expect(answers(line)).toEqual([]);
  expect(line.message('more than ten minutes late').buttons).toHaveLength(1);
  await line.close();
});

describe('A text that did not arrive is sent again', () => {
  test('and fails again: the note says so, with a button for the next try', async () => {
    const line = await notDelivered();
    await press(line, 'Not delivered.');
    await line.pass(10);
    expect(answers(line)).toHaveLength(2);
    expect(line.message('Not delivered.').buttons).toHaveLength(1);
    line.handset().delivers();
    await press(line, 'Not delivered.');
    await line.pass(10);
    expect(answers(line)).toHaveLength(3);
    expect(line.thread().at(-1)).toBe('Delivered.');
    await line.close();
  });

  test('and Twilio takes nothing: the button that stands then sends it once Twilio is back', async () => {
    const line = await notDelivered();
    line.handset().delivers();
    line.breakRest(BUSY);
    await press(line, 'Not delivered.');
    expect(line.message('Not sent yet').buttons).toHaveLength(1);
    expect(answers(line)).toHaveLength(1);
    line.breakRest(NONE);
    await press(line, 'Not sent yet');
    await line.pass(10);
    expect(answers(line)).toHaveLength(2);
    expect(line.thread().at(-1)).toBe('Delivered.');
    await line.close();
  });

  test('and its failure is reported before the press is through: the failure stays', async () => {
    const line = await notDelivered();
    line.handset().callBack({ delayMs: [0, 0] });
    line.breakSlack({ kind: 'slow', ms: 900, op: 'write' });
    const pressed = press(line, 'Not delivered.');
    await line.pass(20);
    await pressed;
    line.breakSlack(NONE);
    await line.pass(60);
    await line.ticks();
    await line.pass(10);
    expect(answers(line)).toHaveLength(2);
    expect(line.thread().at(-1)).toContain('Not delivered.');
    expect(line.message('Not delivered.').buttons).toHaveLength(1);
    await line.close();
  });
});

describe('A press that does nothing is seen to do nothing', () => {
  test('Slack does not say who pressed: the button fails', async () => {
    const line = await notDelivered();
    line.breakSlack({ kind: 'down', op: 'read' });
    expect(await press(line, 'Not delivered.', 'Send it again', 'backup')).toBe(false);
    expect(answers(line)).toHaveLength(1);
    await line.close();
  });

  test('a guest pressed: the thread says so', async () => {
    const line = await notDelivered();
    expect(await press(line, 'Not delivered.', 'Send it again', 'guest')).toBe(true);
    expect(line.thread().at(-1)).toContain('Nothing was done: only members');
    expect(answers(line)).toHaveLength(1);
    await line.close();
  });

  test('nobody remembers what it was for: the thread says so', async () => {
    const line = await notDelivered();
    await line.pass(8 * 24 * 3600);
    expect(await press(line, 'Not delivered.')).toBe(true);
    expect(line.thread().at(-1)).toContain('Nothing was sent: nobody remembers');
    expect(answers(line)).toHaveLength(1);
    await line.close();
  });

  test('Slack does not take the text that a person wants posted: the button fails', async () => {
    const line = await stories.open();
    line.expectSlackTrouble();
    await line.texts('Hello?');
    line.breakSlack({ kind: 'silent', op: 'write' });
    await line.texts('My gate is stuck');
    await line.pass(10);
    line.breakSlack({ kind: 'status', status: 500, op: 'read' });
    for (let minute = 0; minute < 63; minute += 1) await line.pass(60).then(() => line.ticks());
    line.breakSlack({ kind: 'status', status: 429, op: 'write' });
    const note = line.message('It may stand above already');
    expect(await line.pressesButton('sergio', note, 'Post it')).toBe(false);
    line.breakSlack(NONE);
    expect(await line.pressesButton('sergio', note, 'Post it')).toBe(true);
    expect(line.timesInSlack('My gate is stuck')).toBe(1);
    await line.close();
  });
});

test('another app’s bot writes in a customer’s thread and presses a button: nothing is sent', async () => {
  const line = await notDelivered();
  await line.replies('other-bot', 'Ticket 12 was opened');
  expect(await press(line, 'Not delivered.', 'Send it again', 'other-bot')).toBe(true);
  await line.pass(10);
  expect(line.sentTo()).not.toContain('Ticket 12 was opened');
  expect(answers(line)).toHaveLength(1);
  expect(line.message('Not delivered.').buttons).toHaveLength(1);
  await line.close();
});
