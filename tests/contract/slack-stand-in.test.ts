import { GUEST, STRANGER } from '../../simulator/slack';
import { BOT, BOT_ID, CHANNEL, refusalOf, SlackBench } from '../support/slack-stand-in';

let bench: SlackBench;

beforeEach(async () => {
  bench = await SlackBench.open();
});
afterEach(() => bench.close());

const post = (text: string, more: object = {}) =>
  bench.client().chat.postMessage({ channel: CHANNEL, text, ...more });

const METADATA = { event_type: 'customer', event_payload: { phone: '+15550100123' } };
const CARD = [
  { type: 'section', text: { type: 'plain_text', text: 'Call from <!channel> & Co' } },
  {
    type: 'actions',
    elements: [
      { type: 'button', action_id: 'call-back', value: 'x', text: { type: 'plain_text', text: 'Call back' } },
    ],
  },
];

describe('Who is who', () => {
  it('tells the bot who it is', async () => {
    const me = await bench.client().auth.test();
    expect(me).toMatchObject({ ok: true, team_id: 'T0LOCAL001', user_id: BOT, bot_id: BOT_ID });
  });

  it.each([
    ['not_authed', ''],
    ['invalid_auth', 'another-token'],
  ])('refuses with %s the token “%s”', async (code, token) => {
    expect(await refusalOf(bench.client(token).auth.test())).toBe(code);
  });

  it.each([
    ['U0SERGIO', { real_name: 'Sergio', team_id: 'T0LOCAL001', is_restricted: false, is_bot: false }],
    [GUEST, { is_restricted: true, is_ultra_restricted: false }],
    [STRANGER, { team_id: 'T0ELSEWHERE', is_restricted: false }],
    [BOT, { is_bot: true }],
  ])('knows the user %s', async (user, known) => {
    expect((await bench.client().users.info({ user })).user).toMatchObject(known);
  });

  it('knows nobody else', async () => {
    expect(await refusalOf(bench.client().users.info({ user: 'U0NOBODY' }))).toBe('user_not_found');
  });
});

describe('A message of the bot', () => {
  it('has a timestamp of the clock, its author and no subtype', async () => {
    const { ts, message } = await post('First');
    expect(ts).toBe('1893456000.000001');
    expect(message).toMatchObject({ type: 'message', user: BOT, bot_id: BOT_ID, text: 'First', ts });
    expect(message).not.toHaveProperty('subtype');
    expect((await post('Second')).ts).toBe('1893456000.000002');
  });

  it('is seen by people with its blocks in plain words and its buttons', async () => {
    await post('fallback', { blocks: CARD });
    const buttons = [{ actionId: 'call-back', label: 'Call back' }];
    expect(bench.last()).toMatchObject({
      text: 'Call from <!channel> & Co',
      name: 'Dispatch Relay',
      buttons,
    });
  });

  it('pings everybody when markup in its text is not escaped', async () => {
    await post('<!channel> &lt;!channel&gt; <@U0SERGIO> <https://example.com/|the page>');
    expect(bench.last().text).toBe('@channel <!channel> @Sergio the page');
    await post('&amp;lt;');
    expect(bench.last().text).toBe('&lt;');
  });

  it('is changed, and marked as edited only when it is shown as text', async () => {
    const { ts = '' } = await post('fallback', { blocks: CARD });
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'Talked 3 min' } }];
    await bench.client().chat.update({ channel: CHANNEL, ts, text: 'x', blocks });
    expect(bench.last()).toMatchObject({ text: 'Talked 3 min', buttons: [], isEdited: false });
    await bench.client().chat.update({ channel: CHANNEL, ts, text: 'Only text' });
    expect(bench.last()).toMatchObject({ text: 'Only text', isEdited: true });
  });

  it('is deleted', async () => {
    const { ts = '' } = await post('Wrong');
    await bench.client().chat.delete({ channel: CHANNEL, ts });
    expect(bench.texts()).toEqual([]);
    expect(await refusalOf(bench.client().chat.delete({ channel: CHANNEL, ts }))).toBe('message_not_found');
  });

  it('gets a reaction, once', async () => {
    const { ts: timestamp = '' } = await post('Done');
    const react = () =>
      bench.client().reactions.add({ channel: CHANNEL, timestamp, name: 'white_check_mark' });
    await react();
    expect(bench.last().reactions).toEqual({ white_check_mark: 1 });
    expect(await refusalOf(react())).toBe('already_reacted');
  });

  it('is refused where Slack refuses it', async () => {
    const mrkdwn = { type: 'mrkdwn', text: 'x' };
    const section = { type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } };
    expect(await refusalOf(post(''))).toBe('no_text');
    expect(await refusalOf(post('x', { blocks: [section] }))).toBe('invalid_blocks');
    expect(await refusalOf(post('x', { blocks: [{ type: 'header', text: mrkdwn }] }))).toBe('invalid_blocks');
    expect(await refusalOf(post('x', { metadata: { event_type: 'customer' } }))).toBe(
      'invalid_metadata_format',
    );
    expect(await refusalOf(post('x', { channel: 'C0ELSEWHERE' }))).toBe('not_in_channel');
    expect(await refusalOf(post('x', { channel: 'C0NOWHERE' }))).toBe('channel_not_found');
    const { ts } = bench.slack.say('sergio', 'Mine');
    expect(await refusalOf(bench.client().chat.update({ channel: CHANNEL, ts, text: 'x' }))).toBe(
      'cant_update_message',
    );
    expect(bench.texts()).toEqual(['Mine']);
    expect(bench.faults()).toContain('slack_invalid_blocks');
  });

  it('needs the scope for it', async () => {
    await bench.close();
    bench = await SlackBench.open({ workspace: ({ app }) => ({ app: { ...app, scopes: ['users:read'] } }) });
    expect(await refusalOf(post('x'))).toBe('missing_scope');
  });
});

describe('A thread', () => {
  it('holds the replies, of which a broadcast is shown in the channel too', async () => {
    const { ts: thread_ts = '' } = await post('Ana +1 555-010-0123');
    await post('Quiet', { thread_ts });
    const { message } = await post('Loud', { thread_ts, reply_broadcast: true });
    expect(message).toMatchObject({ thread_ts, subtype: 'thread_broadcast', parent_user_id: BOT });
    expect(bench.texts()).toEqual(['Ana +1 555-010-0123', 'Loud']);
    expect(bench.slack.channel.messages[0]?.replies.map(({ text }) => text)).toEqual(['Quiet', 'Loud']);
  });

  it('takes a reply to one of its replies', async () => {
    const { ts: root = '' } = await post('Root');
    const { ts: reply = '' } = await post('One', { thread_ts: root });
    expect((await post('Two', { thread_ts: reply })).message).toMatchObject({ thread_ts: root });
  });

  it('is read with its root first, and metadata only when asked for', async () => {
    const { ts = '' } = await post('Root', { metadata: METADATA });
    await post('One', { thread_ts: ts });
    const reply = bench.slack.say('sergio', 'Two', { thread: { ts } });
    const read = (more: object) => bench.client().conversations.replies({ channel: CHANNEL, ts, ...more });
    const all = (await read({ include_all_metadata: true })).messages ?? [];
    expect(all.map(({ text }) => text)).toEqual(['Root', 'One', 'Two']);
    expect(all[0]).toMatchObject({ metadata: METADATA, reply_count: 2, reply_users: [BOT, 'U0SERGIO'] });
    expect((await read({})).messages?.[0]).not.toHaveProperty('metadata');
    const late = await read({ oldest: reply.ts, inclusive: true });
    expect(late.messages?.map(({ text }) => text)).toEqual(['Root', 'Two']);
  });

  it('is read page by page', async () => {
    const { ts = '' } = await post('Root');
    for (const text of ['1', '2', '3']) await post(text, { thread_ts: ts });
    const pages: (string | undefined)[][] = [];
    for await (const page of bench
      .client()
      .paginate('conversations.replies', { channel: CHANNEL, ts, limit: 3 })) {
      pages.push((page as unknown as { messages: { text?: string }[] }).messages.map(({ text }) => text));
    }
    expect(pages).toEqual([['Root', '1', '2'], ['3']]);
  });

  it('goes on under a tombstone when its root is deleted', async () => {
    const { ts = '' } = await post('Root', { metadata: METADATA });
    await post('One', { thread_ts: ts });
    await bench.client().chat.delete({ channel: CHANNEL, ts });
    const { messages } = await bench
      .client()
      .conversations.replies({ channel: CHANNEL, ts, include_all_metadata: true });
    expect(messages?.[0]).toMatchObject({ subtype: 'tombstone', text: 'This message was deleted.' });
    expect(messages?.[0]).not.toHaveProperty('metadata');
    expect(messages?.[1]).toMatchObject({ text: 'One', thread_ts: ts });
    const change = bench.client().chat.update({ channel: CHANNEL, ts, text: 'x' });
    expect(await refusalOf(change)).toBe('message_not_found');
  });

  it('whose root is gone takes no reply: it becomes a message of the channel, silently', async () => {
    const { message } = await post('Where to?', { thread_ts: '1893455999.000001', reply_broadcast: true });
    expect(message).not.toHaveProperty('subtype');
    expect(message).not.toHaveProperty('thread_ts');
    expect(bench.texts()).toEqual(['Where to?']);
    const read = bench.client().conversations.replies({ channel: CHANNEL, ts: '1893455999.000001' });
    expect(await refusalOf(read)).toBe('thread_not_found');
  });
});

describe('The channel’s history', () => {
  it('is newest first, without replies, in the range that is asked for', async () => {
    const { ts: first = '' } = await post('First');
    await post('Reply', { thread_ts: first });
    const { ts: second = '' } = await post('Second', { metadata: METADATA });
    const read = async (more: object) => {
      const page = await bench.client().conversations.history({ channel: CHANNEL, ...more });
      return page.messages?.map(({ text }) => text);
    };
    expect(await read({})).toEqual(['Second', 'First']);
    expect(await read({ oldest: first })).toEqual(['Second']);
    expect(await read({ latest: second })).toEqual(['First']);
    expect(await read({ oldest: second, latest: second, inclusive: true })).toEqual(['Second']);
    expect(await read({ limit: 1 })).toEqual(['Second']);
  });
});

describe('Bodies of JSON', () => {
  const json = (method: string, body: object) => bench.callWithJson(method, body);

  it('are taken by methods that write', async () => {
    expect(await json('chat.postMessage', { channel: CHANNEL, text: 'x', blocks: CARD })).toMatchObject({
      ok: true,
    });
  });

  it.each([
    ['users.info', { user: BOT }, 'user_not_found'],
    ['conversations.replies', { channel: CHANNEL, ts: '1.000001' }, 'invalid_arguments'],
    ['files.getUploadURLExternal', { filename: 'a.jpg', length: 1 }, 'invalid_arguments'],
  ])('are ignored by %s', async (method, body, error) => {
    expect(await json(method, body)).toEqual({ ok: false, error });
  });

  it('do not make up methods', async () => {
    expect(await json('chat.shout', {})).toEqual({ ok: false, error: 'unknown_method' });
    expect(await json('constructor', {})).toEqual({ ok: false, error: 'unknown_method' });
  });
});
