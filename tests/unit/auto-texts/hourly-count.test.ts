import fc from 'fast-check';
import { takeFromHour } from '../../../src/auto-texts/hourly-count';
import type { StoredDocument, SyncDocuments } from '../../../src/clients/sync';
import { RelayError } from '../../../src/errors';

/** A clock whose timers fire when they are told to. */
function handClock(iso: string) {
  const timers = new Set<() => void>();
  let now = Date.parse(iso);
  return {
    now: () => now,
    set: (later: string) => (now = Date.parse(later)),
    after: (_ms: number, action: () => void) => {
      timers.add(action);
      return () => void timers.delete(action);
    },
    ring: () => [...timers].forEach((action) => action()),
    pending: () => timers.size,
  };
}

/** Sync in memory, by its rules for names and revisions; `pause` lets others get in before each request. */
function memory(pause: () => Promise<unknown> = () => Promise.resolve()) {
  const stored = new Map<string, StoredDocument & { ttl: number }>();
  const documents: SyncDocuments = {
    fetch: async (name) => {
      await pause();
      return stored.get(name) ?? null;
    },
    create: async (name, data, ttl) => {
      await pause();
      if (stored.has(name)) return 'taken';
      stored.set(name, { data, revision: '0', ttl });
      return 'created';
    },
    update: async (name, data, revision, ttl) => {
      await pause();
      const present = stored.get(name);
      if (present === undefined) return 'missing';
      if (revision !== null && revision !== present.revision) return 'changed';
      stored.set(name, { data, revision: String(Number(present.revision) + 1), ttl });
      return 'updated';
    },
    remove: () => Promise.reject(new Error('counts are never removed')),
  };
  return { stored, documents };
}

const NEW_YEAR = '2030-01-01T00:59:59.999Z';

test('texts are counted up to the limit, then no more', async () => {
  const { stored, documents } = memory();
  const deps = { documents, clock: handClock(NEW_YEAR) };
  const results = [];
  for (let text = 0; text < 4; text += 1) results.push(await takeFromHour(deps, 'auto', 2));
  expect(results).toEqual(['taken', 'taken', 'over', 'over']);
  expect([...stored]).toEqual([
    ['count-auto-2030010100', { data: { v: 1, count: 2 }, revision: '1', ttl: 7200 }],
  ]);
  expect(deps.clock.pending()).toBe(0);
});

test('each hour and each kind has a count of its own', async () => {
  const { stored, documents } = memory();
  const clock = handClock(NEW_YEAR);
  await takeFromHour({ documents, clock }, 'auto', 1);
  expect(await takeFromHour({ documents, clock }, 'out', 1)).toBe('taken');
  expect(await takeFromHour({ documents, clock }, 'auto', 1)).toBe('over');
  clock.set('2030-01-01T01:00:00Z');
  expect(await takeFromHour({ documents, clock }, 'auto', 1)).toBe('taken');
  expect([...stored.keys()]).toEqual([
    'count-auto-2030010100',
    'count-out-2030010100',
    'count-auto-2030010101',
  ]);
});

test('a limit of none stores nothing', async () => {
  const { stored, documents } = memory();
  expect(await takeFromHour({ documents, clock: handClock(NEW_YEAR) }, 'auto', 0)).toBe('over');
  expect(stored.size).toBe(0);
});

test.each([{}, { count: 'one' }, { count: -1 }, { count: null }, 'text'])(
  'a count that reads %j is not begun anew',
  async (data) => {
    const { stored, documents } = memory();
    const damaged = { data, revision: '3', ttl: 7200 };
    stored.set('count-auto-2030010100', damaged);
    expect(await takeFromHour({ documents, clock: handClock(NEW_YEAR) }, 'auto', 9)).toBe('unreadable');
    expect(stored.get('count-auto-2030010100')).toBe(damaged);
  },
);

test('Sync that fails is unreadable', async () => {
  const failing = () =>
    Promise.reject(new RelayError('sync_unavailable', { text: 'Connection lost.', advice: 'None.' }));
  const { documents } = memory(failing);
  expect(await takeFromHour({ documents, clock: handClock(NEW_YEAR) }, 'out', 9)).toBe('unreadable');
});

test('Sync that does not answer is unreadable when the time is up', async () => {
  const { documents } = memory(() => new Promise(() => undefined));
  const clock = handClock(NEW_YEAR);
  const result = takeFromHour({ documents, clock }, 'auto', 9);
  clock.ring();
  expect(await result).toBe('unreadable');
});

test('a document that somebody writes without end is given up when the time is up', async () => {
  const clock = handClock(NEW_YEAR);
  let requests = 0;
  const { stored, documents } = memory(() => {
    requests += 1;
    stored.set('count-auto-2030010100', { data: { v: 1, count: 1 }, revision: `${requests}`, ttl: 7200 });
    if (requests === 100) clock.ring();
    return Promise.resolve();
  });
  expect(await takeFromHour({ documents, clock }, 'auto', 9)).toBe('unreadable');
  // It does not go on in the background for long: the round in which the time was up is the last.
  await new Promise((resolve) => setImmediate(resolve));
  expect(requests).toBeLessThan(125);
});

test('of any number at once, in lockstep, exactly the limit is taken', async () => {
  for (const [texts, limit] of [
    [40, 30],
    [25, 25],
    [12, 1],
    [3, 30],
  ] as const) {
    const { stored, documents } = memory();
    const deps = { documents, clock: handClock(NEW_YEAR) };
    const results = await Promise.all(Array.from({ length: texts }, () => takeFromHour(deps, 'auto', limit)));
    const taken = Math.min(texts, limit);
    expect(results.filter((result) => result === 'taken')).toHaveLength(taken);
    expect(results.filter((result) => result === 'over')).toHaveLength(texts - taken);
    expect(stored.get('count-auto-2030010100')?.data).toEqual({ v: 1, count: taken });
  }
});

test('of several at once, in any order of their requests, exactly the limit is taken', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 0, max: 6 }),
      async (scheduler, texts, limit) => {
        const { documents } = memory(() => scheduler.schedule(Promise.resolve()));
        const deps = { documents, clock: handClock(NEW_YEAR) };
        const all = Promise.all(Array.from({ length: texts }, () => takeFromHour(deps, 'auto', limit)));
        const results = await scheduler.waitFor(all);
        expect(results.filter((result) => result === 'taken')).toHaveLength(Math.min(texts, limit));
        expect(results).not.toContain('unreadable');
      },
    ),
  );
});
