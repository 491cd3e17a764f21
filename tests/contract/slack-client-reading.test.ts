import type { SlackState } from '../../simulator/slack';
import { NOBODY, signal, SlackClientBench, THROWN } from '../support/slack-client';
import { BOT, START } from '../support/slack-stand-in';

let on: SlackClientBench;

beforeEach(async () => {
  on = await SlackClientBench.open();
});
afterEach(() => on.close());

describe('Finding what was posted', () => {
  const find = (id: string, thread: string | null, since = START) =>
    on.slack.findPosted({ id, root: thread, since }, signal);
  const metadata = { kind: 'sms', id: 'sms-1', phone: '+12025550123' };

  test('in a thread and in the channel, by its metadata', async () => {
    const ts = await on.posted('Root', { metadata: { kind: 'customer', id: 'root-1' } });
    const reply = await on.posted('Reply', { threadTs: ts, metadata });
    expect(await find('root-1', null)).toMatchObject({ ts, threadTs: ts, user: BOT, text: 'Root' });
    expect(await find('sms-1', ts)).toMatchObject({ ts: reply, threadTs: ts, metadata });
    expect([await find('sms-1', null), await find('sms-2', ts)]).toEqual([null, null]);
  });

  test('by a test of its metadata', async () => {
    const ts = await on.posted('Root', { metadata });
    const isTheirs = ({ phone }: Readonly<Record<string, string>>): boolean => phone === metadata.phone;
    expect(await on.slack.findPosted({ id: isTheirs, root: null, since: 0 }, signal)).toMatchObject({ ts });
  });

  test('not among what people wrote, and not in a thread that is gone', async () => {
    on.bench.slack.say('ana', 'sms-1');
    expect([await find('sms-1', null), await find('sms-1', NOBODY)]).toEqual([null, null]);
  });

  test('since a time, less what clocks may differ by', async () => {
    await on.posted('Root', { metadata });
    expect(await find('sms-1', null, START + 9_000)).toMatchObject({ text: 'Root' });
    expect(await find('sms-1', null, START + 11_000)).toBeNull();
  });

  describe('over pages', () => {
    /** A channel with so many messages, or a thread with so many replies; ours is the one that is read last. */
    async function crowd(count: number, isThread: boolean): Promise<string> {
      const ts = await on.posted('Root');
      await on.posted('Ours', { ...(isThread && { threadTs: ts }), metadata });
      const state = JSON.parse(JSON.stringify(on.bench.slack)) as SlackState;
      const [first, ours] = state.messages as [SlackState['messages'][0], SlackState['messages'][0]];
      const stamp = (n: number) => `${Number(first.ts.split('.')[0]) + 1}.${String(n).padStart(6, '0')}`;
      const others = Array.from({ length: count - 2 }, (_, n) => ({
        ...ours,
        metadata: null,
        ts: stamp(n + 1),
      }));
      const oldest = { ...ours, ts: ours.ts };
      const newest = { ...ours, ts: stamp(count) };
      const messages = isThread ? [first, ...others, newest] : [oldest, first, ...others];
      await on.reopen({ restore: { ...state, messages } });
      return ts;
    }

    test.each([
      ['the channel', 201, false],
      ['the channel', 1000, false],
      ['a thread', 201, true],
      ['a thread', 1000, true],
    ])('of %s with %i messages', async (_where, count, isThread) => {
      const ts = await crowd(count, isThread);
      const thread = isThread ? ts : null;
      expect(await find('sms-1', thread)).toMatchObject({ text: 'Ours' });
      expect(await find('sms-2', thread)).toBeNull();
    });

    test.each([
      ['the channel', false],
      ['a thread', true],
    ])('does not call absent what it did not read to the end: %s', async (_where, isThread) => {
      const ts = await crowd(1001, isThread);
      await expect(find('sms-2', isThread ? ts : null)).rejects.toMatchObject(THROWN);
    });
  });
});

describe('One message', () => {
  const read = (ts: string, threadTs: string | null) => on.slack.message({ ts, threadTs }, signal);

  test('is read with who wrote it, what is shared in it, and what it carries', async () => {
    const ts = await on.posted('Root', { metadata: { kind: 'customer', id: 'root-1' } });
    const files = [{ name: 'a.jpg', content: Buffer.from('jpeg') }];
    const reply = on.bench.slack.say('ana', 'See *this*', { thread: { ts }, files });
    on.bench.slack.say('ben', 'Another', { thread: { ts } });
    expect(await read(ts, null)).toMatchObject({
      ts,
      user: BOT,
      metadata: { kind: 'customer', id: 'root-1' },
    });
    expect(await read(reply.ts, ts)).toMatchObject({
      ts: reply.ts,
      threadTs: ts,
      user: 'U0ANA',
      botId: null,
      subtype: 'file_share',
      files: [{ name: 'a.jpg', mimetype: 'image/jpeg', size: 4 }],
    });
  });

  test('is null when it is gone, when it is another’s, and when its root is gone', async () => {
    const ts = await on.posted('Root');
    const reply = await on.posted('Reply', { threadTs: ts });
    const late = '1893456009.000001';
    expect([await read(NOBODY, null), await read(late, ts), await read(late, NOBODY)]).toEqual([
      null,
      null,
      null,
    ]);
    on.bench.slack.remove({ ts: reply });
    expect(await read(reply, ts)).toBeNull();
  });

  test('is null when only its tombstone is left', async () => {
    const ts = await on.posted('Root');
    await on.posted('Reply', { threadTs: ts });
    on.bench.slack.remove({ ts });
    expect(await read(ts, null)).toBeNull();
  });
});

describe('Somebody', () => {
  test.each([
    ['a dispatcher', 'U0ANA', { id: 'U0ANA', name: 'ana', isMember: true }],
    ['a guest', 'U0GUEST001', { id: 'U0GUEST001', name: 'guest', isMember: false }],
    ['a stranger from another team', 'U0STRANGER', { id: 'U0STRANGER', name: 'stranger', isMember: false }],
    ['a bot', BOT, { id: BOT, name: 'relay', isMember: false }],
    ['nobody', 'U0NOBODY', null],
  ])('%s', async (_name, id, expected) => {
    expect(await on.slack.member(id, signal)).toEqual(expected);
  });

  test('of our team is a stranger to another one', async () => {
    expect(await on.client({ teamId: 'T0ELSEWHERE' }).member('U0ANA', signal)).toMatchObject({
      isMember: false,
    });
  });

  test('is unknown without the scope for it', async () => {
    await on.withoutScope('users:read');
    await expect(on.slack.member('U0ANA', signal)).rejects.toMatchObject(THROWN);
  });

  test('is us', async () => {
    expect(await on.slack.self(signal)).toBe(BOT);
  });
});
