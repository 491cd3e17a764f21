import { BOT, START } from '../support/slack-stand-in';
import { NOBODY, signal, SlackClientBench, THROWN } from '../support/slack-client';

let on: SlackClientBench;

beforeEach(async () => {
  on = await SlackClientBench.open();
});
afterEach(() => on.close());

describe('Posting', () => {
  test('puts a message into the channel, and into a thread', async () => {
    const ts = await on.posted('Root');
    const reply = await on.slack.post({ text: 'Reply', threadTs: ts, broadcast: true }, signal);
    expect(reply).toEqual({ kind: 'posted', ts: expect.any(String) as string, threadTs: ts });
    expect(on.root()).toMatchObject({ ts, user: BOT, replies: [{ text: 'Reply', isBroadcast: true }] });
    expect(on.bench.faults()).toEqual([]);
  });

  test('says that a message stands in the channel because its root is gone', async () => {
    const ts = await on.posted('Root');
    on.bench.slack.remove({ ts });
    expect(await on.slack.post({ text: 'Reply', threadTs: ts }, signal)).toMatchObject({
      kind: 'posted',
      threadTs: null,
    });
    expect(on.bench.texts()).toEqual(['Reply']);
  });

  test('says after what time to come again', async () => {
    await on.reopen({ burst: 1 });
    await on.posted('One');
    expect(await on.slack.post({ text: 'Two' }, signal)).toMatchObject({
      kind: 'not-posted',
      retryAfterMs: 1000,
    });
    on.bench.slack.fault = { kind: 'status', status: 429 };
    expect(await on.slack.post({ text: 'Two' }, signal)).toMatchObject({
      kind: 'not-posted',
      retryAfterMs: 30_000,
    });
    expect(on.bench.texts()).toEqual(['One']);
  });

  test.each([
    ['invalid_auth', { token: 'another-token' }, {}],
    ['not_in_channel', { channelId: 'C0ELSEWHERE' }, {}],
    ['channel_not_found', { channelId: 'C0NOWHERE' }, {}],
    ['no_text', {}, { text: '' }],
    ['invalid_blocks', {}, { blocks: [{ type: 'section' }] }],
    ['metadata_too_large', {}, { metadata: { kind: 'sms', id: 'x'.repeat(9000) } }],
  ])('is refused with %s, and then nothing is out', async (code, options, more) => {
    expect(await on.client(options).post({ text: 'Hello', ...more }, signal)).toEqual({
      kind: 'not-posted',
      reason: `Slack refused it: ${code}.`,
      retryAfterMs: null,
    });
    expect(on.bench.texts()).toEqual([]);
  });

  test('whose answer is lost may be out', async () => {
    on.bench.slack.fault = { kind: 'down', afterWrite: true };
    await expect(on.slack.post({ text: 'Hello' }, signal)).rejects.toMatchObject(THROWN);
    expect(on.bench.texts()).toEqual(['Hello']);
  });
});

describe('A message of ours', () => {
  test('is changed and keeps its metadata, or is given others', async () => {
    const ts = await on.posted('Root', { metadata: { kind: 'note', id: 'note-1' } });
    expect(await on.slack.update({ ts, text: 'Changed' }, signal)).toBe('updated');
    expect(on.bench.texts()).toEqual(['Changed']);
    const metadata = { kind: 'note', id: 'note-2' };
    await on.slack.update({ ts, text: 'Changed', metadata }, signal);
    expect(await on.slack.message({ ts, threadTs: null }, signal)).toMatchObject({ metadata });
  });

  test('that is gone, or never was ours, cannot be changed', async () => {
    const theirs = on.bench.slack.say('ana', 'Hello');
    expect(await on.slack.update({ ts: NOBODY, text: 'Changed' }, signal)).toBe('gone');
    expect(await on.slack.update({ ts: theirs.ts, text: 'Changed' }, signal)).toBe('gone');
    expect(on.bench.texts()).toEqual(['Hello']);
  });

  test('is taken back, however often', async () => {
    const ts = await on.posted('Root');
    await on.slack.remove(ts, signal);
    await on.slack.remove(ts, signal);
    expect(on.bench.texts()).toEqual([]);
  });

  test('is no one else’s to take back', async () => {
    const theirs = on.bench.slack.say('ana', 'Hello');
    await expect(on.slack.remove(theirs.ts, signal)).rejects.toMatchObject(THROWN);
  });
});

describe('A reaction', () => {
  const react = (ts: string) => on.slack.react({ ts, name: 'white_check_mark' }, signal);

  test('is given, once, and not to what is gone', async () => {
    const { ts } = on.bench.slack.say('ana', 'Hello');
    expect([await react(ts), await react(ts), await react(NOBODY)]).toEqual(['done', 'done', 'done']);
    expect(on.bench.slack.toJSON().messages[0]?.reactions).toEqual([
      { name: 'white_check_mark', users: [BOT] },
    ]);
  });

  test('cannot be given without the scope', async () => {
    await on.withoutScope('reactions:write');
    expect(await react(on.bench.slack.say('ana', 'Hello').ts)).toBe('no-scope');
  });
});

describe('A reminder', () => {
  const remind = (ahead: number, threadTs: string) =>
    on.slack.schedule(
      { text: 'Nobody has answered', threadTs, broadcast: true, postAt: START + ahead * 1000 },
      signal,
    );

  test('comes at its time or just after it, in its thread and in the channel', async () => {
    const ts = await on.posted('Root');
    await remind(600, ts);
    await on.bench.pass(599.9);
    expect(on.root().replies).toEqual([]);
    await on.bench.pass(1);
    expect(on.root().replies).toMatchObject([{ text: 'Nobody has answered', isBroadcast: true }]);
    expect(on.bench.faults()).toEqual([]);
  });

  test('is taken back, until it is too late', async () => {
    const ts = await on.posted('Root');
    const [one, another] = [await remind(600, ts), await remind(610, ts)];
    expect([await on.slack.unschedule(one, signal), await on.slack.unschedule(one, signal)]).toEqual([
      'deleted',
      'too-late',
    ]);
    await on.bench.pass(555);
    expect(await on.slack.unschedule(another, signal)).toBe('too-late');
    await on.bench.pass(60);
    expect(on.root().replies).toHaveLength(1);
  });

  test('of a time that has passed is refused', async () => {
    await expect(remind(-60, await on.posted('Root'))).rejects.toMatchObject(THROWN);
  });
});
