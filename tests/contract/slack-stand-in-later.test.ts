import { BOT, BOT_ID, CHANNEL, refusalOf, SlackBench, START } from '../support/slack-stand-in';

let bench: SlackBench;

beforeEach(async () => {
  bench = await SlackBench.open();
});
afterEach(() => bench.close());

/** Seconds since the epoch, `ahead` of the clock's start. */
const at = (ahead: number): number => Math.floor(START / 1000) + ahead;
const schedule = async (ahead: number, more: object = {}): Promise<string> => {
  const given = { channel: CHANNEL, text: 'Nobody answered Ana', post_at: at(ahead), ...more };
  return (await bench.client().chat.scheduleMessage(given)).scheduled_message_id ?? '';
};
const unschedule = (scheduled_message_id: string) =>
  bench.client().chat.deleteScheduledMessage({ channel: CHANNEL, scheduled_message_id });

describe('A scheduled message', () => {
  it('is posted when its time has come, and the app hears of it', async () => {
    const root = bench.slack.say('sergio', 'Root');
    await schedule(600, { thread_ts: root.ts, reply_broadcast: true });
    await bench.pass(599);
    expect(bench.texts()).toEqual(['Root']);
    await bench.pass(1);
    expect(bench.last()).toMatchObject({ text: 'Nobody answered Ana', isBroadcast: true, user: BOT });
    expect(bench.last().ts).toBe(`${at(600)}.000001`);
    expect(bench.events()[1]).toMatchObject({ bot_id: BOT_ID, thread_ts: root.ts });
  });

  it('is taken back until a minute before', async () => {
    const id = await schedule(600);
    await bench.pass(539);
    await unschedule(id);
    await bench.pass(3600);
    expect(bench.texts()).toEqual([]);
    expect(await refusalOf(unschedule(id))).toBe('invalid_scheduled_message_id');
  });

  it('can no longer be taken back in its last minute', async () => {
    const id = await schedule(600);
    await bench.pass(539.5);
    expect(await refusalOf(unschedule(id))).toBe('invalid_scheduled_message_id');
    await bench.pass(60);
    expect(bench.texts()).toEqual(['Nobody answered Ana']);
    expect(bench.faults()).toEqual([]);
  });

  it('with metadata is accepted and never posted, as Slack’s page warns', async () => {
    await schedule(600, { metadata: { event_type: 'reminder', event_payload: {} } });
    await bench.pass(3600);
    expect(bench.texts()).toEqual([]);
  });

  it.each([
    ['time_in_past', 0],
    ['time_too_far', 121 * 24 * 3600],
  ])('is refused with %s', async (code, ahead) => {
    expect(await refusalOf(schedule(ahead))).toBe(code);
  });

  it('is refused when thirty others are due in its five minutes', async () => {
    for (let i = 0; i < 30; i += 1) await schedule(600 + i);
    expect(await refusalOf(schedule(600))).toBe('restricted_too_many');
    await schedule(1000);
  });
});

describe('A file', () => {
  it('of the bot is shared in the thread with the client’s own upload', async () => {
    const root = bench.slack.say('sergio', 'Root');
    const file = { file: Buffer.from([0xff, 0xd8, 0x0d, 0x0a, 0x2d, 0x2d]), filename: 'photo.jpg' };
    await bench.client().filesUploadV2({ channel_id: CHANNEL, thread_ts: root.ts, ...file });
    expect(bench.slack.channel.messages[0]?.replies).toMatchObject([{ user: BOT, files: ['photo.jpg'] }]);
    expect(bench.slack.toJSON().files).toMatchObject([
      { mimetype: 'image/jpeg', size: 6, content: file.file.toString('base64') },
    ]);
  });

  it('may be uploaded as bare bytes, and is nothing before that', async () => {
    const { upload_url, file_id } = await bench
      .client()
      .files.getUploadURLExternal({ filename: 'a.txt', length: 2 });
    const files: [{ id: string }] = [{ id: file_id! }];
    const complete = () => bench.client().files.completeUploadExternal({ files, channel_id: CHANNEL });
    expect(await refusalOf(complete())).toBe('file_not_found');
    await fetch(upload_url!, { method: 'POST', body: 'hi' });
    expect((await complete()).files).toMatchObject([{ id: file_id, size: 2 }]);
    expect(bench.last().files).toEqual(['a.txt']);
  });

  it('of a person is had with the bot’s token only', async () => {
    bench.slack.say('ana', 'See', { files: [{ name: 'photo.jpg', content: Buffer.from('jpeg') }] });
    await bench.settle();
    const [file] = bench.events()[0]?.['files'] as [{ url_private: string }];
    expect(new URL(file.url_private).host).toBe('files.slack.com');
    const get = async (authorization: string) => {
      const address = `${bench.origin}${new URL(file.url_private).pathname}`;
      const response = await fetch(address, { headers: { authorization } });
      return [response.headers.get('content-type'), (await response.text()).slice(0, 7)];
    };
    bench.slack.fault = { kind: 'down', afterWrite: true };
    expect(await get('Bearer local-slack-bot-token')).toEqual(['image/jpeg', 'jpeg']);
    expect(await get('Bearer another-token')).toEqual(['text/html', '<title>']);
  });
});

it('A restart keeps messages, notices, files and what is scheduled, and gives no id twice', async () => {
  const before = bench.slack.say('sergio', 'Before', {
    files: [{ name: 'a.txt', content: Buffer.from('hi') }],
  });
  await bench.slack.command('sergio', '/dispatch');
  await schedule(600);
  const kept = JSON.stringify(bench.slack);
  await bench.close();
  bench = await SlackBench.open({ restore: JSON.parse(kept) as never });
  expect(JSON.stringify(bench.slack)).toBe(kept);
  expect(bench.slack.say('ana', 'After').ts > before.ts).toBe(true);
  await bench.pass(600);
  expect(bench.texts()).toEqual(['Before', 'After', 'Nobody answered Ana']);
});

it('Every other path is left to others', async () => {
  expect((await fetch(`${bench.origin}/sync/v1/Services`)).status).toBe(418);
});
