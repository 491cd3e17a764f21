import { Activity } from '../../../simulator/activity';
import { Ticker } from '../../../simulator/console/ticker';
import { ManualClock } from '../../../simulator/manual-clock';
import { LOCAL_ACCOUNT } from '../../../simulator/settings';
import { deriveToken } from '../../../src/http/bearer';
import { replyOf } from '../../support/reply';

const ORIGIN = 'http://127.0.0.1:3000';

/** A timer, and every request that it made. */
function bench(answer: () => Response = () => replyOf('{"drained":2,"problems":[]}')) {
  const activity = new Activity();
  const clock = new ManualClock(0, activity);
  const requests: { url: string; init: RequestInit | undefined }[] = [];
  const fetchUrl = (url: unknown, init?: RequestInit): Promise<Response> => {
    requests.push({ url: String(url), init });
    return Promise.resolve().then(answer);
  };
  const ticker = new Ticker({ clock, gateway: { origin: ORIGIN } }, fetchUrl);
  return { ticker, clock, requests };
}

test('a tick is a POST with the token of the timer, and its answer is told in words', async () => {
  const { ticker, requests } = bench();
  expect(ticker.view).toEqual({ everyMinute: false, last: null });
  expect(await ticker.tick()).toEqual({ at: 0, failed: false, summary: 'drained 2, problems []' });
  const token = deriveToken(LOCAL_ACCOUNT.linkSecret, 'tick');
  expect(requests).toEqual([
    { url: `${ORIGIN}/tick`, init: { method: 'POST', headers: { authorization: `Bearer ${token}` } } },
  ]);
});

test.each([
  ['an error', () => replyOf('no', 503), { failed: true, summary: '503: no' }],
  ['nothing', () => replyOf('', 204), { failed: false, summary: 'Done.' }],
  ['plain words', () => replyOf('All done'), { failed: false, summary: 'All done' }],
  ['an empty object', () => replyOf('{}'), { failed: false, summary: 'Done.' }],
])('an answer of %s is told as well', async (_, answer, expected) => {
  expect(await bench(answer).ticker.tick()).toMatchObject(expected);
});

test('nobody answering is no error of ours', async () => {
  const { ticker } = bench(() => {
    throw new TypeError('fetch failed');
  });
  expect(await ticker.tick()).toMatchObject({ failed: true, summary: 'Nobody answered.' });
});

test('it ticks every minute until it is switched off, and tells whoever listens', async () => {
  const { ticker, clock, requests } = bench();
  let told = 0;
  const stop = ticker.onChange(() => void (told += 1));
  ticker.everyMinute(true);
  expect(ticker.view.everyMinute).toBe(true);
  await clock.advance(59_999);
  expect(requests).toHaveLength(0);
  await clock.advance(60_001);
  expect(requests).toHaveLength(2);
  expect(told).toBe(3);
  ticker.everyMinute(false);
  stop();
  await clock.advance(300_000);
  expect(requests).toHaveLength(2);
  expect(clock.pending()).toBe(0);
  expect(told).toBe(4);
});

test('switching it on twice is switching it on once', async () => {
  const { ticker, clock, requests } = bench();
  ticker.everyMinute(true);
  ticker.everyMinute(true);
  await clock.advance(60_000);
  expect(requests).toHaveLength(1);
});
