import type { Line } from '../support/stories';

const NONE = { kind: 'none' } as const;

/** A customer has texted. */
async function opened(): Promise<Line> {
  const line = await stories.open();
  line.expectFault(/^(twilio_unavailable|slack_event|slack_unavailable|deadline|sync_unavailable) /);
  await line.texts('Hello?');
  return line;
}

/** Long enough for all of Slack's repeats, with the timer. */
async function later(line: Line): Promise<void> {
  for (let minute = 0; minute < 13; minute += 1) {
    await line.pass(60);
    await line.ticks();
  }
}

const CHANGES = [
  [
    'edited',
    (line: Line) => void line.world.slack.edit(line.message('At 5'), 'At 6'),
    'Not sent: it was changed here before it was sent. Write it again.',
  ],
  [
    'deleted',
    (line: Line) => line.world.slack.remove(line.message('At 5')),
    'Not sent: it was deleted here before it was sent.',
  ],
] as const;

test.each(CHANGES)(
  'an answer that Twilio did not take yet is %s: the old words are never sent, and the thread says so',
  async (_how, change, words) => {
    const line = await opened();
    line.breakRest({ kind: 'status', status: 429 });
    await line.replies('sergio', 'At 5');
    expect(line.message('Not sent yet').buttons).toHaveLength(1);
    change(line);
    await line.activity.settle();
    expect(line.message(words).buttons).toEqual([]);
    line.breakRest(NONE);
    await later(line);
    expect(line.sentTo()).not.toContain('At 5');
    expect(line.sentTo()).not.toContain('At 6');
    expect(line.thread()).toContain(words);
    await line.close();
  },
);

test('an answer of which nobody has told us yet is deleted: Slack’s repeat sends nothing', async () => {
  const line = await opened();
  line.world.gateway.setFault('/slack-events', { kind: 'down' });
  await line.replies('sergio', 'At 5');
  line.world.gateway.setFault('/slack-events', { kind: 'none' });
  line.world.slack.remove(line.message('At 5'));
  await line.activity.settle();
  await later(line);
  expect(line.sentTo()).not.toContain('At 5');
  await line.close();
});

test.each(CHANGES)(
  'an answer that may be out is %s: the thread says that nobody knows',
  async (how, change) => {
    const line = await opened();
    line.breakRest({ kind: 'down' });
    await line.replies('sergio', 'At 5');
    await line.pass(400);
    change(line);
    await line.activity.settle();
    const what = how === 'edited' ? 'Edited' : 'Deleted';
    expect(line.thread().at(-1)).toContain(`${what} here only: nobody knows whether`);
    await line.close();
  },
);

test('an answer is edited while it is being sent: Slack asks again, and then the thread says that it was sent', async () => {
  const line = await opened();
  line.breakRest({ kind: 'slow', ms: 900 });
  await line.replies('sergio', 'At 5');
  line.world.slack.edit(line.message('At 5'), 'At 6');
  await line.activity.settle();
  line.breakRest(NONE);
  await later(line);
  expect(line.sentTo().filter((body) => body.startsWith('At'))).toEqual(['At 5']);
  expect(line.thread().filter((text) => text.startsWith('Edited here only: the customer has'))).toHaveLength(
    1,
  );
  await line.close();
});

test('words for the team alone are edited: nothing is said', async () => {
  const line = await opened();
  await line.replies('sergio', '// he never pays');
  line.world.slack.edit(line.message('he never pays'), '// he pays late');
  await line.activity.settle();
  await later(line);
  expect(line.thread().filter((text) => !text.startsWith('Nobody has answered'))).toEqual([
    'Hello?',
    '// he pays late',
  ]);
  await line.close();
});

describe('A function that sends an answer dies, and Slack gives the event up', () => {
  test('before anything went out: a person is asked, and the button sends it', async () => {
    const line = await opened();
    line.expectFault(/./);
    line.world.kill({ path: '/slack-events', at: 6, when: 'before' });
    line.world.slack.say('sergio', 'At 5', { thread: line.threads()[0]! });
    await line.activity.settle();
    expect(line.stored(`once-reply-${line.message('At 5').ts}`)).toMatchObject({ state: 'doing' });
    line.world.gateway.setFault('*', { kind: 'down' });
    await line.pass(700);
    line.world.gateway.setFault('*', { kind: 'none' });
    await line.ticks();
    await line.pass(5);
    expect(line.sentTo()).not.toContain('At 5');
    const note = line.message('did not say whether this was sent');
    await line.pressesButton('sergio', note, 'Send it again');
    await line.pass(5);
    expect(line.sentTo().filter((body) => body === 'At 5')).toHaveLength(1);
    await line.close();
  });

  test('while Slack does not show a note: the next tick asks again', async () => {
    const line = await opened();
    line.expectFault(/./);
    line.world.gateway.setFault('*', { kind: 'down' });
    await line.replies('sergio', 'At 5');
    await line.pass(700);
    line.world.gateway.setFault('*', { kind: 'none' });
    line.breakSlack({ kind: 'down', op: 'write' });
    await line.ticks();
    await line.pass(60);
    line.breakSlack(NONE);
    await line.ticks();
    expect(line.message('more than ten minutes late').buttons).toHaveLength(1);
    await line.close();
  });
});
