import type { Slack } from '../../src/clients/slack';
import { withDeadline } from '../../src/deadline';
import { NOBODY, signal, SlackClientBench, THROWN } from '../support/slack-client';
import { START } from '../support/slack-stand-in';

let on: SlackClientBench;

beforeEach(async () => {
  on = await SlackClientBench.open();
});
afterEach(() => on.close());

/** Every call that Slack is asked once for. */
const CALLS: Readonly<Record<string, (by: Slack, at: AbortSignal) => Promise<unknown>>> = {
  post: (by, at) => by.post({ text: 'Hello' }, at),
  update: (by, at) => by.update({ ts: NOBODY, text: 'Hello' }, at),
  remove: (by, at) => by.remove(NOBODY, at),
  'findPosted in the channel': (by, at) => by.findPosted({ id: 'x', root: null, since: START }, at),
  'findPosted in a thread': (by, at) => by.findPosted({ id: 'x', root: NOBODY, since: START }, at),
  message: (by, at) => by.message({ ts: NOBODY, threadTs: null }, at),
  self: (by, at) => by.self(at),
  member: (by, at) => by.member('U0ANA', at),
  schedule: (by, at) => by.schedule({ text: 'Hello', threadTs: NOBODY, postAt: START + 600_000 }, at),
  unschedule: (by, at) => by.unschedule('Q1', at),
  react: (by, at) => by.react({ ts: NOBODY, name: 'x' }, at),
  file: (by, at) => by.file('F0A', at),
  download: (by, at) => by.download({ url: 'https://files.slack.com/files-pri/F0A/a.jpg' }, at),
};

describe.each(Object.entries(CALLS))('%s', (_name, call) => {
  test.each([
    ['500', { kind: 'status', status: 500 }],
    ['503', { kind: 'status', status: 503 }],
    ['a reset', { kind: 'down' }],
  ] as const)('throws slack_unavailable at %s', async (_fault, fault) => {
    on.bench.slack.fault = fault;
    await expect(call(on.slack, signal)).rejects.toMatchObject(THROWN);
  });

  test('ends when its signal aborts, and the request with it', async () => {
    on.bench.slack.fault = { kind: 'silent' };
    const controller = new AbortController();
    const failure = expect(call(on.slack, controller.signal)).rejects.toMatchObject(THROWN);
    await on.bench.parked();
    controller.abort();
    await failure;
    await ended();
  });

  test('asks nothing when its signal has aborted before', async () => {
    await expect(call(on.slack, AbortSignal.abort())).rejects.toMatchObject(THROWN);
    expect(on.bench.activity.moves).toEqual([]);
  });
});

/** Resolves once Slack has seen that the client is gone. */
async function ended(): Promise<void> {
  while (!on.bench.activity.moves.includes('end')) await new Promise((resolve) => setImmediate(resolve));
}

test('A deadline ends a call in silence', async () => {
  on.bench.slack.fault = { kind: 'silent' };
  const call = withDeadline(on.bench.clock, 1200, (limit) => on.slack.post({ text: 'Hello' }, limit));
  const failure = expect(call).rejects.toMatchObject({ code: 'deadline' });
  await on.bench.parked();
  await on.bench.pass(1.2);
  await failure;
  await ended();
  expect(on.bench.texts()).toEqual([]);
});
