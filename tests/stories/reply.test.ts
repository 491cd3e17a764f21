type Line = Awaited<ReturnType<typeof stories.open>>;

/** A customer has texted. */
async function opened(options: Parameters<typeof stories.open>[0] = {}): Promise<Line> {
  const line = await stories.open(options);
  await line.texts('My gate is stuck');
  return line;
}

/** What the customer was sent by people, without the greeting. */
function answers(line: Line): string[] {
  return line.sentTo().filter((body) => !body.startsWith('Thank you for texting'));
}

test('an answer in the thread reaches that customer as a text and shows “delivered” on itself', async () => {
  const line = await opened();
  await line.replies('sergio', 'We are there at 5');
  await line.pass(5);
  expect(answers(line)).toEqual(['We are there at 5']);
  expect(line.inbox()).toContain('We are there at 5');
  expect(line.message('We are there at 5').reactions).toEqual({ white_check_mark: 1 });
  await line.close();
});

test('mentions, links, emoji and signs arrive as plain words', async () => {
  const line = await opened();
  await line.replies('sergio', '@backup brings <it> & 👍 see https://example.com');
  await line.pass(5);
  expect(answers(line)).toEqual(['@Backup brings <it> & 👍 see https://example.com']);
  await line.close();
});

test('what begins with // stays in Slack, whole or line by line', async () => {
  const line = await opened();
  await line.replies('sergio', '// he never pays');
  await line.replies('sergio', 'We come at 5\n// do not hurry\nHave the key ready');
  await line.pass(5);
  expect(answers(line)).toEqual(['We come at 5\nHave the key ready']);
  await line.close();
});

test('1600 characters go out, 1601 do not, and the thread says why', async () => {
  const line = await opened();
  await line.replies('sergio', 'x'.repeat(1600));
  await line.replies('sergio', 'y'.repeat(1601));
  await line.pass(5);
  expect(answers(line)).toEqual(['x'.repeat(1600)]);
  expect(line.thread().at(-1)).toContain('Not sent: it has 1601 characters');
  await line.close();
});

test('an edit or a deletion after sending gets a note and sends nothing', async () => {
  const line = await opened();
  const said = await line.replies('sergio', 'At 5');
  await line.pass(5);
  line.world.slack.edit(said, 'At 6');
  await line.activity.settle();
  expect(line.thread().at(-1)).toContain('Edited here only');
  line.world.slack.remove(line.message('At 6'));
  await line.activity.settle();
  expect(line.thread().at(-1)).toContain('Deleted here only');
  expect(answers(line)).toEqual(['At 5']);
  await line.close();
});

test('Slack delivers an event again: the customer has one text', async () => {
  const line = await opened();
  await line.replies('sergio', 'Once only');
  await line.replaysEvent('Once only');
  await line.pass(60);
  await line.replaysEvent('Once only');
  await line.pass(400);
  await line.replaysEvent('Once only');
  await line.pass(5);
  expect(answers(line)).toEqual(['Once only']);
  await line.close();
});

test('our function is down when somebody answers: Slack’s repeat a minute later sends it', async () => {
  const line = await opened();
  line.world.gateway.setFault('/slack-events', { kind: 'down' });
  await line.replies('sergio', 'Here I am');
  await line.pass(5);
  expect(answers(line)).toEqual([]);
  line.world.gateway.setFault('/slack-events', { kind: 'none' });
  await line.pass(61);
  expect(answers(line)).toEqual(['Here I am']);
  await line.close();
});

test('guests, strangers, bots and people who are not listed text nobody, and the thread says so', async () => {
  const line = await opened({ routing: { slack: { allow: ['U0SERGIO', 'U0GUEST001'] } } });
  await line.replies('guest', 'Hello from a guest');
  await line.replies('backup', 'Hello from somebody not listed');
  await line.replies('stranger', 'Hello from elsewhere');
  await line.pass(5);
  expect(answers(line)).toEqual([]);
  expect(line.thread().filter((text) => text.startsWith('Not sent: only members'))).toHaveLength(3);
  await line.close();
});

test('a message in the channel itself, or in somebody else’s thread, goes to nobody', async () => {
  const line = await opened();
  const plain = line.world.slack.say('sergio', 'Who has the van?');
  await line.activity.settle();
  line.world.slack.say('backup', 'Me', { thread: plain });
  await line.activity.settle();
  await line.pass(5);
  expect(answers(line)).toEqual([]);
  await line.close();
});

describe('a text that does not arrive', () => {
  test('says why, and offers no retry where none helps', async () => {
    const line = await opened();
    line.handset().filtered();
    await line.replies('sergio', 'Are you there?');
    await line.pass(10);
    const note = line.message('Not delivered.');
    expect(note.text).toContain('The carrier filtered the text as spam.');
    expect(note.buttons).toEqual([]);
    expect(line.message('Are you there?').reactions).toEqual({ x: 1 });
    await line.close();
  });

  test('offers a retry where one helps; pressing it twice sends one more', async () => {
    const line = await opened();
    line.handset().unreachable();
    await line.replies('sergio', 'Are you there?');
    await line.pass(10);
    line.handset().delivers();
    const note = line.message('Not delivered.');
    expect(await line.pressesButton('sergio', note, 'Send it again')).toBe(true);
    await line.pressesButton('sergio', note, 'Send it again').catch(() => undefined);
    await line.pass(10);
    expect(answers(line)).toEqual(['Are you there?', 'Are you there?']);
    expect(line.inbox().filter((body) => body === 'Are you there?')).toHaveLength(1);
    expect(line.message('Delivered.').buttons).toEqual([]);
    await line.close();
  });

  test('a late “delivered” does not hide it', async () => {
    const line = await opened();
    line.handset().unreachable();
    await line.replies('sergio', 'Hm');
    await line.pass(10);
    const failed = line.webhook('/sms-status', ({ MessageStatus }) => MessageStatus === 'undelivered');
    const { ErrorCode: _, ...params } = failed.params;
    await line.sends({ ...failed, params: { ...params, MessageStatus: 'delivered' } });
    expect(line.message('Hm').reactions).toEqual({ x: 1 });
    await line.close();
  });

  test('callbacks in any order and repeated show it once', async () => {
    const line = await opened();
    line.handset().callBack({ repeat: 2, shuffle: true, delayMs: [100, 4000] });
    await line.replies('sergio', 'Shuffled');
    await line.pass(30);
    expect(line.message('Shuffled').reactions).toEqual({ white_check_mark: 1 });
    expect(line.thread()).toHaveLength(2);
    await line.close();
  });
});

test('a customer who has sent STOP is not texted; START lifts it', async () => {
  const line = await opened();
  await line.texts('STOP');
  expect(line.thread().at(-1)).toContain('Opted out');
  await line.replies('sergio', 'But wait');
  expect(line.thread().at(-1)).toContain('opted out with STOP');
  expect(answers(line)).not.toContain('But wait');
  await line.texts('START');
  await line.replies('sergio', 'Welcome back');
  await line.pass(5);
  expect(answers(line)).toContain('Welcome back');
  await line.close();
});

test('an opt-out that only Twilio knows of is shown and never retried', async () => {
  const line = await opened();
  line.world.gateway.setFault('/sms-inbound', { kind: 'down' });
  line.expectDeadFunctions();
  line.expectFault(/^21610 /);
  await line.texts('STOP');
  await line.pass(30);
  await line.replies('sergio', 'Hello');
  await line.pass(10);
  expect(line.thread().join(' ')).toMatch(/opted out with STOP/);
  expect(line.message('opted out').buttons).toEqual([]);
  await line.close();
});

test('a pattern of many texts in an hour is stopped at the limit, and the thread says so', async () => {
  const limits = { countries: ['US', 'CA'], autoTextsPerHour: 0, outboundPerHour: 2 };
  const line = await opened({ routing: { limits } });
  await line.replies('sergio', 'One');
  await line.replies('sergio', 'Two');
  await line.replies('sergio', 'Three');
  await line.pass(5);
  expect(answers(line)).toEqual(['One', 'Two']);
  expect(line.thread().at(-1)).toContain('limit of texts in an hour');
  await line.pass(3600);
  await line.pressesButton('sergio', line.message('limit of texts'), 'Send it again');
  await line.pass(5);
  expect(answers(line)).toContain('Three');
  await line.close();
});

test('Slack replays an old message: it is not texted by itself', async () => {
  const line = await opened();
  line.world.gateway.setFault('/slack-events', { kind: 'down' });
  await line.replies('sergio', 'From this morning');
  await line.pass(11 * 60);
  line.world.gateway.setFault('/slack-events', { kind: 'none' });
  line.expectDeadFunctions();
  await line.replaysEvent('From this morning');
  expect(answers(line)).toEqual([]);
  const note = line.message('more than ten minutes late');
  await line.pressesButton('backup', note, 'Send it now');
  await line.pass(5);
  expect(answers(line)).toEqual(['From this morning']);
  await line.close();
});
