import { CHANNEL, failureOf, refusalOf, SlackBench } from '../support/slack-stand-in';

let bench: SlackBench;

beforeEach(async () => {
  bench = await SlackBench.open();
});
afterEach(() => bench.close());

const post = () => bench.client().chat.postMessage({ channel: CHANNEL, text: 'Hello' });

describe('Slack', () => {
  it('answers 500', async () => {
    bench.slack.fault = { kind: 'status', status: 500 };
    expect(await failureOf(post())).toMatchObject({ statusCode: 500 });
    expect(bench.texts()).toEqual([]);
  });

  it('answers 429 with how long to wait', async () => {
    bench.slack.fault = { kind: 'status', status: 429 };
    expect(await failureOf(post())).toMatchObject({
      code: 'slack_webapi_rate_limited_error',
      retryAfter: 30,
    });
  });

  it('is down until the fault is switched off', async () => {
    bench.slack.fault = { kind: 'down' };
    expect(await refusalOf(post())).toBe('slack_webapi_request_error');
    bench.slack.fault = { kind: 'none' };
    expect(await post()).toMatchObject({ ok: true });
    expect(bench.texts()).toEqual(['Hello']);
  });

  it('takes a post whose answer is lost, and goes on answering questions', async () => {
    bench.slack.fault = { kind: 'down', afterWrite: true };
    expect(await refusalOf(post())).toBe('slack_webapi_request_error');
    expect(bench.texts()).toEqual(['Hello']);
    expect((await bench.client().conversations.history({ channel: CHANNEL })).messages).toHaveLength(1);
  });

  it.each([
    ['has not posted yet', {}, []],
    ['has posted already, when the fault strikes after the write', { afterWrite: true }, ['Hello']],
  ])('is slow: before its time it %s', async (_title, scope, texts) => {
    bench.slack.fault = { kind: 'slow', ms: 700, ...scope };
    const reply = post();
    await bench.parked();
    await bench.pass(0.699);
    expect(bench.texts()).toEqual(texts);
    await bench.pass(0.001);
    expect(await reply).toMatchObject({ ok: true });
    expect(bench.texts()).toEqual(['Hello']);
  });

  it('counts as waiting while it is slow, and as working again when it answers', async () => {
    bench.slack.fault = { kind: 'slow', ms: 700 };
    const reply = post();
    await bench.parked();
    await bench.pass(0.7);
    await reply;
    await bench.settle();
    expect(bench.activity.moves).toEqual(['park', 'unpark', 'end']);
  });

  it('never answers, until it is closed', async () => {
    bench.slack.fault = { kind: 'silent' };
    const failure = refusalOf(post());
    await bench.parked();
    await bench.pass(3600);
    bench.slack.close();
    expect(await failure).toBe('slack_webapi_request_error');
    expect(bench.texts()).toEqual([]);
  });
});

describe('A channel takes one message a second', () => {
  beforeEach(async () => {
    await bench.close();
    bench = await SlackBench.open({ burst: 1 });
  });

  it('and says of another when to come again', async () => {
    await post();
    expect(await failureOf(post())).toMatchObject({ retryAfter: 1 });
    await bench.pass(0.999);
    expect(await failureOf(post())).toMatchObject({ retryAfter: 1 });
    await bench.pass(0.001);
    await post();
    expect(bench.texts()).toEqual(['Hello', 'Hello']);
    expect(bench.faults()).toEqual([]);
  });

  it('while edits and people are not counted', async () => {
    const { ts = '' } = await post();
    await bench.client().chat.update({ channel: CHANNEL, ts, text: 'Changed' });
    bench.slack.say('sergio', 'Me too');
    expect(bench.texts()).toEqual(['Changed', 'Me too']);
  });
});

it('A channel takes a burst where that is wanted, and then one message a second', async () => {
  await bench.close();
  bench = await SlackBench.open({ burst: 2 });
  await post();
  await post();
  expect(await failureOf(post())).toMatchObject({ retryAfter: 1 });
  await bench.pass(1);
  await post();
  expect(await failureOf(post())).toMatchObject({ retryAfter: 1 });
});
