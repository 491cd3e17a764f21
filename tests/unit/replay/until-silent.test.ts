import type { Slack } from '../../../src/clients/slack';
import { RelayError } from '../../../src/errors';
import { untilSilent } from '../../../src/replay/until-silent';

const POST = { text: 'Hi' };
const FILE = { name: 'a.jpg', content: Buffer.from(''), threadTs: '1.000000' };
const POSTED = { kind: 'posted', ts: '1.000000', threadTs: null } as const;

let asked: number;
let answer: (signal: AbortSignal) => Promise<unknown>;
let slack: Slack;

beforeEach(() => {
  asked = 0;
  answer = () => Promise.resolve(POSTED);
  const ask = (...args: unknown[]): Promise<unknown> => {
    asked += 1;
    return answer(args.at(-1) as AbortSignal);
  };
  slack = untilSilent({ post: ask, self: ask, upload: ask } as unknown as Slack);
});

/** One call whose deadline passes. */
async function isLate(): Promise<void> {
  const deadline = new AbortController();
  answer = (signal) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error())));
  const call = slack.self(deadline.signal);
  deadline.abort();
  await expect(call).rejects.toThrow();
  answer = () => Promise.resolve(POSTED);
}

const signal = (): AbortSignal => new AbortController().signal;

test('answers and failures in time change nothing', async () => {
  expect(await slack.post(POST, signal())).toEqual(POSTED);
  answer = () => Promise.reject(new RelayError('slack_unavailable', { text: '500', advice: '' }));
  await expect(slack.self(signal())).rejects.toMatchObject({ code: 'slack_unavailable' });
  answer = () => Promise.resolve(POSTED);
  expect(await slack.post(POST, signal())).toEqual(POSTED);
  expect(asked).toBe(3);
});

test('a deadline that passes after the answer changes nothing', async () => {
  const deadline = new AbortController();
  await slack.self(deadline.signal);
  deadline.abort();
  expect(await slack.post(POST, signal())).toEqual(POSTED);
});

test('after one that came too late nothing is asked any more: what is to be put out is certainly not out', async () => {
  await isLate();
  expect(await slack.post(POST, signal())).toMatchObject({ kind: 'not-posted' });
  expect(await slack.upload(FILE, signal())).toMatchObject({ kind: 'not-shared' });
  await expect(slack.self(signal())).rejects.toMatchObject({ code: 'slack_unavailable' });
  expect(asked).toBe(1);
});
