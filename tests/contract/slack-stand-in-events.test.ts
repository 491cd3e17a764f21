import { LOCAL_SLACK, STRANGER } from '../../simulator/slack';
import { verifySlackRequest } from '../../src/http/slack-request';
import { eventOf } from '../fixtures/slack/requests';
import { BOT, BOT_ID, CHANNEL, SlackBench, type Received } from '../support/slack-stand-in';

let bench: SlackBench;

beforeEach(async () => {
  bench = await SlackBench.open();
});
afterEach(() => bench.close());

const post = (text: string, more: object = {}) =>
  bench.client().chat.postMessage({ channel: CHANNEL, text, ...more });
const BUTTON = {
  type: 'button',
  action_id: 'handled',
  text: { type: 'plain_text', text: 'Handled' },
} as const;
const bodies = (): Record<string, unknown>[] =>
  bench.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
const header = (name: string): unknown[] => bench.received.map(({ headers }) => headers[name]);
const seconds = (): number[] =>
  bench.received.map(({ headers }) => Number(headers['x-slack-request-timestamp']) - 1_893_456_000);

describe('An event', () => {
  it('comes to the events’ URL in Slack’s encoding, signed, with what the app needs to know', async () => {
    const { ts: thread_ts = '' } = await post('Root');
    bench.slack.say('sergio', 'é 🚚 a/b', { thread: { ts: thread_ts } });
    await bench.settle();
    const { url, body } = bench.received[1] as Received;
    expect(url).toBe('/slack-events?relay_key=local-slack-url-key');
    expect(body).toContain('"text":"\\u00e9 :truck: a\\/b"');
    expect(JSON.parse(body)).toMatchObject({
      type: 'event_callback',
      team_id: 'T0LOCAL001',
      api_app_id: 'A0LOCAL001',
      authorizations: [{ user_id: BOT, is_bot: true }],
      event: { type: 'message', user: 'U0SERGIO', team: 'T0LOCAL001', thread_ts, parent_user_id: BOT },
    });
    const event = bench.events()[1];
    expect(event).toMatchObject({ channel: CHANNEL, channel_type: 'channel', event_ts: event?.['ts'] });
    expect(event).not.toHaveProperty('subtype');
  });

  it('tells the bot of its own post, without a subtype', async () => {
    await post('Mine');
    await bench.settle();
    expect(bench.events()).toMatchObject([{ user: BOT, bot_id: BOT_ID, text: 'Mine' }]);
    expect(bench.events()[0]).not.toHaveProperty('subtype');
  });

  it('tells of an edit and of a deletion', async () => {
    const message = bench.slack.say('sergio', 'On my way');
    bench.slack.edit(message, 'On our way');
    bench.slack.remove(message);
    await bench.settle();
    const [, edit, removal] = bench.events();
    expect(edit).toMatchObject({ subtype: 'message_changed', hidden: true });
    expect(edit?.['event_ts']).toBe(edit?.['ts']);
    expect(String(edit?.['ts']) > message.ts).toBe(true);
    expect(edit).toMatchObject({ message: { text: 'On our way', ts: message.ts } });
    expect(edit).toMatchObject({ previous_message: { text: 'On my way' } });
    expect(removal).toMatchObject({ subtype: 'message_deleted', hidden: true, deleted_ts: message.ts });
  });

  it('tells of a deleted root with replies as of a change into a tombstone', async () => {
    const root = bench.slack.say('sergio', 'Root');
    bench.slack.say('ana', 'Reply', { thread: root });
    bench.slack.remove(root);
    await bench.settle();
    expect(bench.events()[2]).toMatchObject({
      subtype: 'message_changed',
      message: { subtype: 'tombstone', ts: root.ts },
    });
  });

  it('tells of a broadcast and of a shared file by subtype, and of a stranger by team', async () => {
    const root = bench.slack.say('sergio', 'Root');
    bench.slack.say('ana', 'All read this', { thread: root, broadcast: true });
    bench.slack.say('ana', '', { files: [{ name: 'débris.jpg', content: Buffer.from('jpeg') }] });
    bench.slack.say(STRANGER, 'Hello');
    await bench.settle();
    const [, broadcast, file, stranger] = bench.events();
    expect(broadcast).toMatchObject({ subtype: 'thread_broadcast', thread_ts: root.ts });
    expect(file).toMatchObject({ subtype: 'file_share', files: [{ mimetype: 'image/jpeg', size: 4 }] });
    expect(stranger).toMatchObject({ user: STRANGER, team: 'T0ELSEWHERE' });
  });
});

describe('A delivery that fails', () => {
  it('is repeated at once, after a minute and after five, each signed afresh under another event id', async () => {
    bench.answers = [{ status: 500 }];
    bench.slack.say('sergio', 'Hello');
    await bench.settle();
    expect(seconds()).toEqual([0, 0]);
    await bench.pass(59.999);
    expect(seconds()).toEqual([0, 0]);
    await bench.pass(0.001);
    expect(seconds()).toEqual([0, 0, 60]);
    await bench.pass(299.999);
    expect(seconds()).toEqual([0, 0, 60]);
    await bench.pass(0.001);
    expect(seconds()).toEqual([0, 0, 60, 360]);
    await bench.pass(3600);
    expect(seconds()).toEqual([0, 0, 60, 360]);
    expect(header('x-slack-retry-num')).toEqual([undefined, '1', '2', '3']);
    expect(header('x-slack-retry-reason')).toEqual([undefined, 'http_error', 'http_error', 'http_error']);
    expect(new Set(bodies().map(({ event_id }) => event_id)).size).toBe(4);
    expect(new Set(bench.events().map(({ ts }) => ts)).size).toBe(1);
    expect(bench.faults()).toEqual(['slack_event']);
  });

  it('is one that takes three seconds', async () => {
    bench.answers = ['never', { status: 200 }];
    bench.slack.say('sergio', 'Hello');
    await bench.pass(2.9);
    expect(bench.received).toHaveLength(1);
    await bench.pass(0.1);
    expect(header('x-slack-retry-reason')).toEqual([undefined, 'http_timeout']);
    expect(bench.clock.pending()).toBe(0);
  });

  it('is one whose connection breaks', async () => {
    bench.answers = ['hangs up', { status: 200 }];
    bench.slack.say('sergio', 'Hello');
    await bench.settle();
    expect(header('x-slack-retry-reason')).toEqual([undefined, 'connection_failed']);
  });

  it('is not repeated when the answer forbids it', async () => {
    bench.answers = [{ status: 401, headers: { 'x-slack-no-retry': '1' } }];
    bench.slack.say('sergio', 'Hello');
    await bench.pass(3600);
    expect(bench.received).toHaveLength(1);
    expect(bench.faults()).toEqual(['slack_event']);
  });

  it('leaves no timer behind when Slack is closed', async () => {
    bench.answers = [{ status: 500 }];
    bench.slack.say('sergio', 'Hello');
    await bench.settle();
    bench.slack.close();
    expect(bench.clock.pending()).toBe(0);
  });

  it('while Slack is being closed is not repeated', async () => {
    bench.answers = ['hangs up'];
    bench.slack.say('sergio', 'Hello');
    bench.slack.close();
    await bench.settle();
    expect(bench.received).toHaveLength(1);
    expect(bench.clock.pending()).toBe(0);
  });
});

it('Everything that Slack sends passes the check of our own functions', async () => {
  const { signingSecret, urlKey, teamId, appId, channelId } = LOCAL_SLACK;
  const settings = { signingSecret, urlKey, teamId, appId, channelId };
  const blocks = [{ type: 'actions', elements: [BUTTON] }];
  await post('é 🚚 a/b', { blocks });
  await bench.settle();
  await bench.slack.press('sergio', bench.last(), BUTTON.action_id);
  await bench.slack.command('sergio', '/dispatch ~5 é & 🚚');
  await bench.slack.verifyUrl();
  const kinds = bench.received.map(({ headers, body }) => {
    const event = eventOf({ headers: headers as Record<string, string>, body }, { relay_key: urlKey });
    const verified = verifySlackRequest(event, settings, bench.clock.now());
    return verified.kind === 'verified' ? verified.request.kind : verified;
  });
  expect(kinds).toEqual(['events', 'action', 'command', 'url-verification']);
});

describe('The events’ URL', () => {
  const echo = { status: 200, type: 'text/plain' };

  it.each([
    ['verified', { ...echo, body: 'challenge-1' }],
    ['verified', { status: 200, body: '{"challenge":"challenge-1"}' }],
    ['wrong-challenge', { ...echo, body: 'ok' }],
    ['refused', { status: 401 }],
    ['not-reached', 'hangs up' as const],
  ])('is %s when it answers %j', async (verification, answer) => {
    bench.answers = [answer];
    expect(await bench.slack.verifyUrl()).toBe(verification);
    expect(bodies()).toMatchObject([{ type: 'url_verification', challenge: 'challenge-1' }]);
  });

  it('is never an address of another machine', () => {
    expect(() => bench.slack.install('http://example.com', 'key')).toThrow('no address of this machine');
  });
});
