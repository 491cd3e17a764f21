import { LEASE_MS } from '../../../src/once/claim';
import { FaultyWorld } from './faulty-world';

const hello = { text: 'hello' };
let world: FaultyWorld;

beforeEach(() => {
  world = new FaultyWorld();
});

test('work that is heard of once is sent and stored as done', async () => {
  expect(await world.run([], hello)).toEqual({ kind: 'done', result: { sid: 'SM1' } });
  expect(world.claim()).toMatchObject({ state: 'done', payload: hello, result: { sid: 'SM1' }, attempt: 1 });
  expect(world.looks).toBe(0);
});

test('a repeat of finished work changes nothing and tells the stored result', async () => {
  await world.run([], hello);
  const before = world.stored.get('once-work');
  expect(await world.run([], { text: 'other' })).toEqual({ kind: 'already-done', result: { sid: 'SM1' } });
  expect(world.stored.get('once-work')).toEqual(before);
  expect(world.out).toEqual([hello]);
});

test('a repeat leaves work alone while somebody is at it', async () => {
  void world.run(['none', 'killed'], hello);
  await new Promise(setImmediate);
  expect(await world.run([], hello)).toEqual({ kind: 'in-progress' });
  expect(world.out).toEqual([]);
});

test('what a dead run left is taken over when its lease has ended, with the payload that was stored first', async () => {
  void world.run(['none', 'killed'], hello);
  await new Promise(setImmediate);
  world.clock.advance(LEASE_MS);
  expect(await world.run([], { text: 'other' })).toMatchObject({ kind: 'done' });
  expect(world.out).toEqual([hello]);
  expect(world.looks).toBe(1);
});

describe('when nobody confirmed a send', () => {
  beforeEach(async () => {
    expect(await world.run(['none', 'reply-lost'], hello)).toMatchObject({
      kind: 'postponed',
      why: 'not-confirmed',
    });
  });

  test('it is not sent again before somebody looked', async () => {
    expect(await world.run([], hello)).toEqual({ kind: 'in-progress' });
    world.clock.advance(LEASE_MS);
    expect(await world.run([], hello)).toEqual({ kind: 'done', result: { sid: 'SM1' } });
    expect(world.out).toEqual([hello]);
    expect(world.claim()).toMatchObject({ state: 'done', result: { sid: 'SM1' } });
  });

  describe('and looking does not tell', () => {
    beforeEach(async () => {
      world.clock.advance(LEASE_MS);
      expect(await world.run(['none', 'none', 'none', 'vendor-busy'], hello)).toEqual({ kind: 'unclear' });
    });

    test('it is unclear, and no repeat sends it as long as looking does not tell', async () => {
      world.clock.advance(LEASE_MS);
      expect(await world.run(['none', 'none', 'none', 'vendor-busy'], hello)).toEqual({ kind: 'unclear' });
      expect(world.claim()).toMatchObject({ state: 'unclear' });
      expect(world.out).toEqual([hello]);
    });

    test('a repeat that can look finds it', async () => {
      world.clock.advance(LEASE_MS);
      expect(await world.run([], hello)).toEqual({ kind: 'done', result: { sid: 'SM1' } });
      expect(world.out).toEqual([hello]);
    });

    test('a person has it looked up again first', async () => {
      expect(await world.run([], hello, 'person')).toEqual({ kind: 'done', result: { sid: 'SM1' } });
      expect(world.out).toEqual([hello]);
    });

    test('a person has it sent again if it still cannot be looked up', async () => {
      const result = await world.run(['none', 'none', 'none', 'vendor-busy'], hello, 'person');
      expect(result).toMatchObject({ kind: 'done' });
      expect(world.out).toEqual([hello, hello]);
    });

    test('a person’s send that certainly put nothing out leaves it unclear', async () => {
      const faults = ['none', 'none', 'none', 'vendor-busy', 'vendor-busy'] as const;
      expect(await world.run(faults, hello, 'person')).toEqual({ kind: 'unclear' });
      expect(world.claim()).toMatchObject({ state: 'unclear' });
    });
  });
});

test('a send that certainly put nothing out can be repeated at once, without looking', async () => {
  expect(await world.run(['none', 'vendor-busy'], hello)).toEqual({
    kind: 'postponed',
    why: 'not-sent',
    reason: '429',
  });
  expect(await world.run([], hello)).toMatchObject({ kind: 'done' });
  expect(world.looks).toBe(0);
  expect(world.out).toEqual([hello]);
});

test('nothing is sent when Sync cannot be asked', async () => {
  expect(await world.run(['fails'], hello)).toEqual({
    kind: 'claim-unavailable',
    reason: 'sync_unavailable',
  });
  expect(world.out).toEqual([]);
  expect(world.stored.size).toBe(0);
});

test('nothing is sent when Sync does not answer in time', async () => {
  world.pause = () => new Promise(() => undefined);
  const result = world.run([], hello);
  // Sync may only be slow: it is asked once more.
  for (let ask = 0; ask < 2; ask += 1) {
    world.clock.advance(1_000);
    await new Promise(setImmediate);
  }
  expect(await result).toEqual({ kind: 'claim-unavailable', reason: 'deadline' });
});

test('a run that was frozen after it had claimed sends nothing', async () => {
  world.pause = () => {
    if (world.claim() === undefined) return Promise.resolve();
    // The first reply comes after the claim was stored.
    world.pause = () => Promise.resolve();
    world.clock.freeze(6_000);
    return Promise.resolve();
  };
  expect(await world.run([], hello)).toMatchObject({ kind: 'postponed', why: 'not-sent' });
  expect(world.out).toEqual([]);
  expect(world.claim()).toMatchObject({ state: 'received' });
});

test('what the vendor refuses for good is not tried again, unless a person wants it', async () => {
  const refused = { kind: 'failed-for-good', reason: '21610' };
  expect(await world.run(['none', 'vendor-refuses'], hello)).toEqual(refused);
  expect(await world.run([], hello)).toEqual(refused);
  expect(world.out).toEqual([]);
  expect(await world.run([], hello, 'person')).toMatchObject({ kind: 'done' });
});

test('a send that takes too long is not confirmed, and does not keep the caller waiting', async () => {
  let hang: (() => void) | undefined;
  world.pause = () => (world.claim() === undefined ? Promise.resolve() : new Promise((go) => (hang = go)));
  const result = world.run([], hello);
  await new Promise(setImmediate);
  hang?.();
  await new Promise(setImmediate);
  world.clock.advance(2_000);
  expect(await result).toMatchObject({ kind: 'postponed', why: 'not-confirmed' });
});

test('a document of another kind under the claim’s name is left alone', async () => {
  world.put('once-work', { hello: 'world' }, 0);
  expect(await world.run([], hello)).toEqual({ kind: 'unclear' });
  expect(world.claim()).toEqual({ hello: 'world' });
  expect(world.out).toEqual([]);
});

test('a result that could not be stored is told all the same, and found by the next', async () => {
  expect(await world.run(['none', 'none', 'fails'], hello)).toMatchObject({ kind: 'done' });
  expect(world.claim()).toMatchObject({ state: 'doing' });
  world.clock.advance(LEASE_MS);
  expect(await world.run([], hello)).toMatchObject({ kind: 'done' });
  expect(world.out).toEqual([hello]);
});

describe('work that may be out before it was claimed', () => {
  test('is looked for before the first send, and not sent when it is there', async () => {
    world.out.push(hello);
    expect(await world.run([], hello, 'event', { mayBeOut: true })).toMatchObject({ kind: 'done' });
    expect(world.out).toEqual([hello]);
  });

  test('is sent when it is not there', async () => {
    expect(await world.run([], hello, 'event', { mayBeOut: true })).toMatchObject({ kind: 'done' });
    expect(world.out).toEqual([hello]);
  });

  test('waits while it cannot be looked up', async () => {
    const result = await world.run(['none', 'vendor-busy'], hello, 'event', { mayBeOut: true });
    expect(result).toMatchObject({ kind: 'postponed', why: 'not-sent' });
    expect(world.out).toEqual([]);
    expect(await world.run([], hello, 'event', { mayBeOut: true })).toMatchObject({ kind: 'done' });
  });
});
