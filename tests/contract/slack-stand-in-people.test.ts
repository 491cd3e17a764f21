import { parse } from 'node:querystring';
import { GUEST, type SlackChange } from '../../simulator/slack';
import { BOT, CHANNEL, SlackBench } from '../support/slack-stand-in';

let bench: SlackBench;

beforeEach(async () => {
  bench = await SlackBench.open();
});
afterEach(() => bench.close());

const form = () => ({ ...parse(bench.received.at(-1)!.body) });
const json = (body: object) => ({ status: 200, body: JSON.stringify(body) });

describe('What a person types', () => {
  it.each([
    ['a < b & c > d', 'a &lt; b &amp; c &gt; d'],
    ['&lt;', '&amp;lt;'],
    ['@sergio and @nobody', '<@U0SERGIO> and @nobody'],
    ['@here: see https://example.com/a?b=1&c=2.', '<!here>: see <https://example.com/a?b=1&amp;c=2>.'],
    ['write to ana@example.com', 'write to <mailto:ana@example.com|ana@example.com>'],
    ['in #dispatch, not #nowhere', 'in <#C0DISPATCH|dispatch>, not #nowhere'],
    ['coming 🚚 now', 'coming :truck: now'],
  ])('“%s” is “%s” to the app, and itself to people', async (typed, text) => {
    const message = bench.slack.say('ana', typed);
    await bench.settle();
    expect(bench.events()).toMatchObject([{ text }]);
    expect(message.text).toBe(typed.replace('@sergio', '@Sergio'));
  });

  it('is rich text too, in which an emoji has its code', async () => {
    bench.slack.say('ana', 'coming 🚚');
    await bench.settle();
    const elements = [
      { type: 'text', text: 'coming ' },
      { type: 'emoji', name: 'truck', unicode: '1f69a' },
    ];
    expect(bench.events()).toMatchObject([
      { blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }] },
    ]);
  });

  it('can only be typed by somebody there, into a thread that is there', () => {
    expect(() => bench.slack.say('nobody', 'x')).toThrow('no user “nobody”');
    expect(() => bench.slack.say('ana', 'x', { thread: { ts: '1.000001' } })).toThrow('no message');
    expect(bench.texts()).toEqual([]);
  });
});

describe('A slash command', () => {
  it('reaches the app as a signed form, and its answer is seen by that person only', async () => {
    bench.answers = [json({ text: 'Until *16:30* calls ring Backup &amp; Ana' })];
    const notice = await bench.slack.command('sergio', '/dispatch away 2h');
    expect(bench.received[0]?.url).toBe('/slack-command?relay_key=local-slack-url-key');
    expect(form()).toMatchObject({
      command: '/dispatch',
      text: 'away 2h',
      user_id: 'U0SERGIO',
      team_id: 'T0LOCAL001',
      channel_id: CHANNEL,
      api_app_id: 'A0LOCAL001',
    });
    expect(notice).toMatchObject({ user: 'U0SERGIO', text: 'Until *16:30* calls ring Backup & Ana' });
    expect(bench.slack.channel).toMatchObject({ messages: [], notices: [notice] });
  });

  it('can come from elsewhere, and from a guest', async () => {
    await bench.slack.command(GUEST, '/dispatch who & <when>', { channel: 'elsewhere' });
    expect(form()).toMatchObject({
      channel_id: 'C0ELSEWHERE',
      user_id: GUEST,
      text: 'who &amp; &lt;when&gt;',
    });
  });

  it('is answered to the whole channel when the app says so, or not at all', async () => {
    bench.answers = [json({ response_type: 'in_channel', text: 'Sergio is away' })];
    expect(await bench.slack.command('sergio', '/dispatch away')).toBeNull();
    expect(bench.texts()).toEqual(['Sergio is away']);
    await bench.slack.command('sergio', '/dispatch away', { channel: 'elsewhere' });
    await bench.settle();
    expect(bench.texts()).toEqual(['Sergio is away']);
    expect(bench.events()).toMatchObject([{ channel: CHANNEL }]);
    bench.answers = [{ status: 200 }];
    expect(await bench.slack.command('sergio', '/dispatch')).toBeNull();
    expect(bench.slack.channel.notices).toEqual([]);
  });

  it('that the app refuses is shown as failed', async () => {
    bench.answers = [{ status: 500 }];
    const notice = await bench.slack.command('sergio', '/dispatch on');
    expect(notice?.text).toBe('/dispatch failed with the error “http_service_error”');
  });

  it('is shown as failed after three seconds', async () => {
    bench.answers = ['never'];
    const notice = bench.slack.command('sergio', '/dispatch on');
    await bench.pass(3);
    expect((await notice)?.text).toContain('operation_timeout');
  });
});

describe('A button', () => {
  const card = [
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: 'handled',
          value: 'call-1',
          text: { type: 'plain_text', text: 'Handled' },
        },
      ],
    },
  ];
  const posted = async () => {
    await bench.client().chat.postMessage({ channel: CHANNEL, text: 'Call', blocks: card });
    await bench.settle();
    return bench.last();
  };

  it('reaches the app as a signed payload with its value, its message and who pressed it', async () => {
    const message = await posted();
    expect(await bench.slack.press('ana', message, 'handled')).toBe(true);
    expect(bench.received.at(-1)?.url).toBe('/slack-action?relay_key=local-slack-url-key');
    expect(JSON.parse(String(form()['payload']))).toMatchObject({
      type: 'block_actions',
      user: { id: 'U0ANA', team_id: 'T0LOCAL001' },
      team: { id: 'T0LOCAL001' },
      channel: { id: CHANNEL },
      container: { message_ts: message.ts },
      message: { ts: message.ts, user: BOT },
      actions: [{ type: 'button', action_id: 'handled', value: 'call-1' }],
    });
  });

  it('shows to who pressed it that the app did not take it', async () => {
    const message = await posted();
    bench.answers = [{ status: 500 }];
    expect(await bench.slack.press('ana', message, 'handled')).toBe(false);
    expect(bench.slack.channel.notices).toMatchObject([{ user: 'U0ANA' }]);
  });

  it('can be pressed only where there is one', async () => {
    await expect(bench.slack.press('ana', await posted(), 'block')).rejects.toThrow('no button “block”');
  });
});

it('Nobody edits what the bot wrote', async () => {
  await bench.client().chat.postMessage({ channel: CHANNEL, text: 'Mine' });
  expect(() => bench.slack.edit(bench.last(), 'Yours')).toThrow('Nobody can edit');
});

it('Whoever looks on sees everything happen, until they stop', async () => {
  const seen: SlackChange['type'][] = [];
  const stop = bench.slack.onChange(({ type }) => void seen.push(type));
  const message = bench.slack.say('sergio', 'x');
  bench.slack.edit(message, 'y');
  await bench.settle();
  stop();
  bench.slack.remove(message);
  expect(seen).toEqual(['posted', 'edited', 'sent', 'sent']);
});
