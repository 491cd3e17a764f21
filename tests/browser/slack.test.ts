import type { Visit } from '../support/browser';

jest.setTimeout(60_000);

describe('a person in the Slack channel of the console', () => {
  let person: Visit;
  beforeEach(async () => {
    person = await browser.visit();
  });
  afterEach(() => person.close());

  test('writes, answers in a thread and also in the channel, and closes the thread with Escape', async () => {
    await person.sees(person.slack, 'Customers’ texts appear here');
    await person.writes('Message to #dispatch', 'Who takes the sofa?');
    await person.sees(person.message('Who takes the sofa?'), 'Sergio');
    await person.opensThread('Who takes the sofa?');
    await person.speaksAs('Backup');
    await person.writes('Reply in the thread', 'I do.');
    await person.sees(person.reply('I do.'), 'Backup');
    await person.message('Who takes the sofa?').getByText('1 reply').waitFor();
    expect(await person.message('I do.').count()).toBe(0);

    const also = person.thread.getByRole('switch', { name: 'Also send to #dispatch' });
    await also.check();
    await person.writes('Reply in the thread', 'On Friday.');
    await person.sees(person.message('On Friday.'), 'From a thread');
    expect(await also.isChecked()).toBe(false);

    await person.thread.getByRole('textbox', { name: 'Reply in the thread' }).press('Escape');
    await person.thread.waitFor({ state: 'detached' });
    expect(await person.page.evaluate('document.activeElement.className')).toContain('thread-link');
    await person.message('On Friday.').getByRole('button', { name: 'From a thread' }).click();
    await person.sees(person.thread, 'Who takes the sofa?');
  });

  test('sends with the button, and a new line with Shift and Enter', async () => {
    const box = person.slack.getByRole('textbox', { name: 'Message to #dispatch' });
    await box.fill('First');
    await box.press('Shift+Enter');
    await box.pressSequentially('second');
    await person.slack.getByRole('button', { name: 'Send' }).click();
    await person.message('First').waitFor();
    expect(await person.message('First').locator('.said').innerText()).toBe('First\nsecond');
    expect(await box.inputValue()).toBe('');
  });

  test('changes and deletes messages of their own only', async () => {
    await person.writes('Message to #dispatch', 'Frday');
    await person.speaksAs('Backup');
    const message = person.message('Frday');
    expect(await message.getByRole('button', { name: 'Edit' }).count()).toBe(0);
    await person.speaksAs('Sergio');
    await message.hover();
    await message.getByRole('button', { name: 'Edit' }).click();
    await person.writes('Change the message', 'Friday');
    await person.sees(person.message('Friday'), '(edited)');
    await person.message('Friday').hover();
    await person.message('Friday').getByRole('button', { name: 'Delete' }).click();
    await person.message('Friday').waitFor({ state: 'detached' });
  });

  test('is refused another’s message, whatever the page shows', async () => {
    const { ts } = person.world.slack.say('sergio', 'Mine');
    const act = (action: object): Promise<Response> =>
      fetch(`${person.world.gateway.origin}/_world/actions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ who: 'backup', ts, ...action }),
      });
    for (const action of [{ type: 'slack.edit', text: 'Yours' }, { type: 'slack.remove' }]) {
      const reply = await act(action);
      expect([reply.status, await reply.text()]).toEqual([409, expect.stringContaining('not yours')]);
    }
    expect(person.world.slack.channel.messages.map(({ text }) => text)).toEqual(['Mine']);
  });

  test('leaves a message as it is with Escape', async () => {
    await person.writes('Message to #dispatch', 'As it is');
    await person.message('As it is').getByRole('button', { name: 'Edit' }).focus();
    await person.page.keyboard.press('Enter');
    await person.page.getByRole('textbox', { name: 'Change the message' }).fill('Else');
    await person.page.keyboard.press('Escape');
    await person.message('As it is').waitFor();
  });

  test('sees a deleted root as a line that keeps its thread', async () => {
    const root = person.world.slack.say('sergio', 'Root');
    person.world.slack.say('backup', 'Reply', { thread: root });
    person.world.slack.remove(root);
    await person.sees(person.message('This message was deleted.'), 'Slackbot');
    await person.sees(person.message('This message was deleted.'), '1 reply');
  });

  test('shares a picture, and sees pictures as pictures and other files by name', async () => {
    await person.slack.getByLabel('Message to #dispatch: attach a picture').selectOption('sofa');
    await person.writes('Message to #dispatch', 'This one');
    const picture = person.message('This one').getByRole('img', { name: 'sofa.png' });
    await picture.waitFor();
    await person.page.waitForFunction('[...document.images].every((image) => image.naturalWidth > 0)');
    person.world.slack.say('sergio', 'And', { files: [{ name: 'notes.pdf', content: Buffer.from('%PDF') }] });
    await person.sees(person.message('And'), 'notes.pdf');
    expect(await person.message('And').getByRole('img').count()).toBe(0);
  });

  test('sees what somebody else posts, as nothing but text', async () => {
    person.world.slack.say('guest', '<img src=x onerror=alert(1)> & <b>bold</b>');
    await person.sees(person.message('bold'), '<img src=x onerror=alert(1)> & <b>bold</b>');
    await person.sees(person.message('bold'), 'Guest');
    expect(await person.page.locator('.message img, .message b').count()).toBe(0);
  });

  test('sees notices only when they are meant for the person spoken for', async () => {
    await person.writes('Message to #dispatch', '/dispatch who');
    const notice = person.slack.locator('.is-notice');
    await person.sees(notice, 'Only visible to you');
    await person.speaksAs('Backup');
    await notice.waitFor({ state: 'detached' });
    await person.speaksAs('Sergio');
    await notice.waitFor();
  });

  test('can speak for a guest and for somebody of another team', async () => {
    const options = await person.slack.getByLabel('Speaking as').locator('option').allInnerTexts();
    expect(options).toEqual([
      'Sergio',
      'Backup',
      'Guest, invited to this channel only',
      'Stranger, of another team',
    ]);
    await person.speaksAs('Stranger, of another team');
    await person.writes('Message to #dispatch', 'Hello from outside');
    await person.sees(person.message('Hello from outside'), 'Stranger');
  });

  test('is told what no command is, and keeps what was typed', async () => {
    person.expectError(/status of 409/);
    await person.writes('Message to #dispatch', '/remind me');
    await person.sees(person.page.getByRole('alert'), '/remind is no command here. Type /dispatch help.');
    const box = person.slack.getByRole('textbox', { name: 'Message to #dispatch' });
    expect(await box.inputValue()).toBe('/remind me');
    await box.fill('   ');
    await box.press('Enter');
    await person.sees(person.page.getByRole('alert'), 'Type something first.');
    await person.writes('Message to #dispatch', '// among ourselves');
    await person.message('// among ourselves').waitFor();
  });

  test('sees reactions, buttons, and what Slack will post later, until it is taken back', async () => {
    const { ts } = person.world.slack.say('sergio', 'A thread');
    const api = (method: string, body: object) =>
      callSlack(person, method, { channel: 'C0DISPATCH', ...body });
    await api('reactions.add', { timestamp: ts, name: 'white_check_mark' });
    await person.message('A thread').getByRole('img', { name: 'white check mark' }).waitFor();

    const button = {
      type: 'button',
      action_id: 'call_back',
      text: { type: 'plain_text', text: 'Call back' },
    };
    await api('chat.postMessage', {
      text: 'A card',
      blocks: [section('A card'), { type: 'actions', elements: [button] }],
    });
    await person.message('A card').getByRole('button', { name: 'Call back' }).waitFor();

    const post_at = Math.floor(Date.now() / 1000) + 3600;
    const { scheduled_message_id } = await api('chat.scheduleMessage', {
      text: 'Nobody has answered',
      thread_ts: ts,
      post_at,
    });
    await person.opensThread('A thread');
    await person.sees(person.thread, /Scheduled for \d\d:\d\d/);
    await person.sees(person.thread, 'Nobody has answered');
    await api('chat.deleteScheduledMessage', { scheduled_message_id });
    await person.thread.getByText('Nobody has answered').waitFor({ state: 'detached' });
  });

  test('presses a button as the person spoken for', async () => {
    const seen: unknown[] = [];
    person.world.slack.onChange((change) => {
      if (change.type === 'pressed') seen.push(change);
    });
    const button = {
      type: 'button',
      action_id: 'no_such_thing',
      text: { type: 'plain_text', text: 'Press me' },
    };
    await callSlack(person, 'chat.postMessage', {
      channel: 'C0DISPATCH',
      text: 'A card',
      blocks: [section('A card'), { type: 'actions', elements: [button] }],
    });
    await person.speaksAs('Backup');
    const pressed = person.page.waitForResponse('**/_world/actions');
    await person.message('A card').getByRole('button', { name: 'Press me' }).click();
    expect((await pressed).status()).toBe(200);
    expect(seen).toEqual([{ type: 'pressed', who: 'U0BACKUP', actionId: 'no_such_thing' }]);
  });
});

function section(text: string): object {
  return { type: 'section', text: { type: 'plain_text', text } };
}

async function callSlack({ world }: Visit, method: string, body: object): Promise<Record<string, unknown>> {
  const reply = await fetch(`${world.vendors.origin}/api/${method}`, {
    method: 'POST',
    headers: { authorization: 'Bearer local-slack-bot-token', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await reply.json()) as Record<string, unknown>;
  expect(answer).toMatchObject({ ok: true });
  return answer;
}
