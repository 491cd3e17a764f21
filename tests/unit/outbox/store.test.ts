import type { App } from '../../../src/app';
import type { StoredDocument, SyncDocuments } from '../../../src/clients/sync';
import { RelayError } from '../../../src/errors';
import type { OutboxItem } from '../../../src/outbox/index-document';
import {
  claimedPayload,
  dequeue,
  enqueue,
  giveBackDrainLease,
  isKept,
  takeDrainLease,
  waiting,
} from '../../../src/outbox/store';

const START = Date.parse('2030-01-01T00:00:00Z');
let stored: Map<string, StoredDocument>;
let now: number;
let isDown: boolean;

beforeEach(() => {
  stored = new Map();
  now = START;
  isDown = false;
});

const down = () => new RelayError('sync_unavailable', { text: 'Sync is down.', advice: 'Wait.' });
const ask = <Result>(answer: () => Result): Promise<Result> =>
  isDown ? Promise.reject(down()) : Promise.resolve(answer());

const documents: SyncDocuments = {
  fetch: (name) => ask(() => stored.get(name) ?? null),
  create: (name, data) =>
    ask(() => {
      if (stored.has(name)) return 'taken' as const;
      stored.set(name, { data, revision: '0' });
      return 'created' as const;
    }),
  update: (name, data, revision) =>
    ask(() => {
      const present = stored.get(name);
      if (present === undefined) return 'missing' as const;
      if (revision !== null && revision !== present.revision) return 'changed' as const;
      stored.set(name, { data, revision: String(Number(present.revision) + 1) });
      return 'updated' as const;
    }),
  remove: (name) => ask(() => void stored.delete(name)),
};
const app = { documents, clock: { now: () => now, after: () => () => undefined } } as unknown as App;
const item = (key: string): OutboxItem => ({
  key,
  kind: 'post',
  phone: '+12025550123',
  at: '2030-01-01T00:00:00.000Z',
});

test('what is put in waits in its order until it is taken out', async () => {
  for (const key of ['a', 'b', 'a']) await enqueue(app, item(key));
  expect(await waiting(app)).toEqual({ v: 1, items: [item('a'), item('b')] });
  await dequeue(app, new Set(['post a']));
  expect((await waiting(app)).items).toEqual([item('b')]);
});

test('what does not fit is not said to be in', async () => {
  for (let n = 0; n < 100; n += 1) await enqueue(app, item(`k${n}`));
  await expect(enqueue(app, item('another'))).rejects.toThrow('The outbox is full.');
  expect(await isKept(enqueue(app, item('k7')))).toBe(true);
});

test('without Sync nothing is in, and nothing seems to wait', async () => {
  await enqueue(app, item('a'));
  isDown = true;
  expect(await isKept(enqueue(app, item('b')))).toBe(false);
  expect((await waiting(app)).items).toEqual([]);
  await expect(dequeue(app, new Set(['post a']))).rejects.toThrow('Sync is down.');
  await expect(claimedPayload(app, 'a')).rejects.toThrow('Sync is down.');
});

test('one at a time drains, until it is done or its time is over', async () => {
  expect(await takeDrainLease(app)).toBe(true);
  expect(await takeDrainLease(app)).toBe(false);
  await giveBackDrainLease(app);
  expect(await takeDrainLease(app)).toBe(true);
  now += 11_999;
  expect(await takeDrainLease(app)).toBe(false);
  now += 1;
  expect(await takeDrainLease(app)).toBe(true);
  expect(await takeDrainLease(app)).toBe(false);
});

test('without Sync nobody drains, and giving back does no harm', async () => {
  isDown = true;
  expect(await takeDrainLease(app)).toBe(false);
  await expect(giveBackDrainLease(app)).resolves.toBeUndefined();
});

test('of a claim its payload is had; one that is gone has none', async () => {
  const claim = { v: 1, state: 'received', attempt: 0, payload: { text: 'Hello' } };
  stored.set('once-a', { data: claim, revision: '0' });
  stored.set('once-b', { data: {}, revision: '0' });
  expect(await claimedPayload(app, 'a')).toEqual({ text: 'Hello' });
  expect([await claimedPayload(app, 'b'), await claimedPayload(app, 'c')]).toEqual([null, null]);
});
