import type { InboundText } from '../../../src/clients/messages';
import type { FullApp } from '../../../src/full-app';
import { replayTexts } from '../../../src/replay/replay-texts';
import { routing } from '../../support/routing';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const READ_MS = 80;

test('a long list of texts that are all done is gone through in several ticks, each from where the last one ended', async () => {
  let now = NOW;
  const texts: InboundText[] = Array.from({ length: 200 }, (_, n) => ({
    sid: `SM${String(n).padStart(32, '0')}`,
    from: '+12025550123',
    body: 'Hello',
    numMedia: 0,
    receivedAt: NOW - (600 - n) * 60_000,
  }));
  const app = {
    config: routing(),
    line: '+15550100000',
    clock: { now: () => now, after: () => () => undefined },
    messages: {
      inboundSince: (since: number) => Promise.resolve(texts.filter(({ receivedAt }) => receivedAt >= since)),
    },
    documents: {
      fetch: () => {
        now += READ_MS;
        return Promise.resolve({ data: { v: 1, state: 'done', attempt: 1, payload: {} }, revision: '0' });
      },
    },
  } as unknown as FullApp;
  const reached: number[] = [];
  for (let since = NOW - 24 * 60 * 60_000; reached.length < 4; since = reached.at(-1)!) {
    const began = now;
    const { count, inOrderUntil } = await replayTexts(app, since, began + 5500);
    expect(count).toBe(0);
    expect(now - began).toBeLessThanOrEqual(5500 + READ_MS);
    reached.push(inOrderUntil);
  }
  expect(reached).toEqual([...reached].sort((one, other) => one - other));
  expect(reached.at(-1)).toBeGreaterThan(texts.at(-1)!.receivedAt);
});
