import type { Slack } from '../../src/clients/slack';
import { NOBODY, signal, SlackClientBench } from '../support/slack-client';
import { BOT } from '../support/slack-stand-in';

const PNG = { name: 'a.png', content: Buffer.from('png') };
let on: SlackClientBench;

beforeEach(async () => {
  on = await SlackClientBench.open();
});
afterEach(() => on.close());

describe('A file', () => {
  const upload = (by: Slack = on.slack, more: object = {}) =>
    by.upload(
      {
        ...PNG,
        threadTs: on.bench.slack.channel.messages[0]?.ts ?? NOBODY,
        comment: 'From the customer',
        ...more,
      },
      signal,
    );

  beforeEach(async () => {
    await on.posted('Root');
  });

  test('is shared in its thread, with words', async () => {
    expect(await upload()).toEqual({ kind: 'shared' });
    expect(on.root().replies).toMatchObject([{ text: 'From the customer', files: ['a.png'], user: BOT }]);
    expect(on.bench.slack.toJSON().files).toMatchObject([{ content: PNG.content.toString('base64') }]);
  });

  test.each([
    ['Slack does not let it be announced', () => on.withoutScope('files:write')],
    ['Slack cannot be reached', () => void (on.bench.slack.fault = { kind: 'down' })],
    ['Slack has an outage', () => void (on.bench.slack.fault = { kind: 'status', status: 500 })],
  ])('is not shared when %s', async (_name, breakIt) => {
    await breakIt();
    expect(await upload(on.slack, { threadTs: NOBODY })).toMatchObject({ kind: 'not-shared' });
  });

  test('is not shared when it is empty, or where we are not', async () => {
    expect(await upload(on.slack, { content: Buffer.alloc(0) })).toMatchObject({ kind: 'not-shared' });
    expect(await upload(on.client({ channelId: 'C0ELSEWHERE' }))).toEqual({
      kind: 'not-shared',
      reason: 'Slack refused it: not_in_channel.',
    });
    expect(on.root().replies).toEqual([]);
  });

  test('of a person is described and handed out to us', async () => {
    on.bench.slack.say('ana', 'See', { files: [{ name: 'a b.jpg', content: Buffer.from('jpeg') }] });
    const { id } = on.bench.slack.toJSON().files[0]!;
    const described = await on.slack.file(id, signal);
    expect(described).toMatchObject({ id, name: 'a b.jpg', mimetype: 'image/jpeg', size: 4 });
    const { urlPrivate: url } = described!;
    expect(await on.slack.download({ url }, signal)).toEqual({
      contentType: 'image/jpeg',
      content: Buffer.from('jpeg'),
    });
    // Slack answers with its login page.
    expect(await on.client({ token: 'another-token' }).download({ url }, signal)).toBeNull();
  });

  test('that is gone is neither described nor handed out', async () => {
    expect(await on.slack.file('F0GONE', signal)).toBeNull();
    const url = 'https://files.slack.com/files-pri/F0GONE/a.jpg';
    expect(await on.slack.download({ url }, signal)).toBeNull();
  });
});
