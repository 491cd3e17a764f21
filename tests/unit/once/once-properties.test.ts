import fc from 'fast-check';
import { LEASE_MS } from '../../../src/once/claim';
import { FaultyWorld, type Fault } from './faulty-world';

const fault = fc.constantFrom<Fault>(
  'none',
  'fails',
  'reply-lost',
  'killed',
  'killed-in-flight',
  'vendor-busy',
);
/** The faults of one run, step by step; most steps go well, so that runs get far. */
const run = fc.array(
  fc.oneof({ weight: 4, arbitrary: fc.constant<Fault>('none') }, { weight: 1, arbitrary: fault }),
  {
    maxLength: 8,
  },
);
/** Time that passes somewhere between the steps, awake or frozen. */
const time = fc.record({
  ms: fc.constantFrom(100, 900, 2_500, 5_500, LEASE_MS),
  kind: fc.constantFrom('advance', 'freeze'),
});

interface Story {
  readonly runs: readonly (readonly Fault[])[];
  readonly times: readonly { ms: number; kind: 'advance' | 'freeze' }[];
}

/** Plays all runs at once, in an order of the scheduler's, until whoever is still alive has ended. */
async function play({ runs, times }: Story, scheduler: fc.Scheduler): Promise<FaultyWorld> {
  const world = new FaultyWorld();
  world.pause = () => scheduler.schedule(Promise.resolve());
  runs.forEach((faults, index) => {
    void scheduler.schedule(Promise.resolve()).then(() => world.run(faults, { text: `delivery ${index}` }));
  });
  for (const { ms, kind } of times) {
    void scheduler.schedule(Promise.resolve()).then(() => world.clock[kind](ms));
  }
  await scheduler.waitIdle();
  world.pause = () => Promise.resolve();
  return world;
}

const stories = fc.record({
  runs: fc.array(run, { minLength: 1, maxLength: 5 }),
  times: fc.array(time, { maxLength: 6 }),
});

test('however repeats, deaths, lost replies and passing time mix, work is put out exactly once or marked unclear', async () => {
  await fc.assert(
    fc.asyncProperty(stories, fc.scheduler(), async (story, scheduler) => {
      const world = await play(story, scheduler);
      expect(world.out.length).toBeLessThanOrEqual(1);
      world.clock.advance(LEASE_MS);
      const result = await world.run([], { text: 'the repeat after it all' });
      expect(world.out.length).toBeLessThanOrEqual(1);
      const { state, payload } = world.claim()!;
      if (result.kind === 'unclear') {
        expect(state).toBe('unclear');
      } else {
        expect(['done', 'already-done']).toContain(result.kind);
        expect([state, world.out]).toEqual(['done', [payload]]);
      }
    }),
    { numRuns: 1_500 },
  );
});

test('once it is done or unclear, further repeats change nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      stories,
      fc.scheduler(),
      fc.array(run, { maxLength: 3 }),
      async (story, scheduler, repeats) => {
        const world = await play(story, scheduler);
        world.clock.advance(LEASE_MS);
        await world.run([], { text: 'the repeat after it all' });
        const before = { document: world.stored.get('once-work'), out: [...world.out] };
        for (const faults of repeats) {
          void world.run(faults, { text: 'late' });
          await new Promise(setImmediate);
          world.clock.advance(LEASE_MS);
        }
        expect({ document: world.stored.get('once-work'), out: world.out }).toEqual(before);
      },
    ),
    { numRuns: 300 },
  );
});

test('it is unclear only after looking failed', async () => {
  const blind = fc.record({
    runs: fc.array(fc.array(fc.constantFrom<Fault>('none', 'killed', 'killed-in-flight'), { maxLength: 8 }), {
      minLength: 1,
      maxLength: 5,
    }),
    // No deadline passes, so that every look tells.
    times: fc.array(fc.constant({ ms: LEASE_MS, kind: 'freeze' as const }), { maxLength: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(blind, fc.scheduler(), async (story, scheduler) => {
      const world = await play(story, scheduler);
      world.clock.freeze(LEASE_MS);
      await world.run([], { text: 'the repeat after it all' });
      expect(world.claim()).toMatchObject({ state: 'done' });
      expect(world.out).toHaveLength(1);
    }),
    { numRuns: 500 },
  );
});
