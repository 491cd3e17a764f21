import fc from 'fast-check';
import type { Job } from '../../../src/jobs/job';
import type { JobUpdate } from '../../../src/jobs/store';
import { addMark } from '../../support/s3-changes';
import { S3World, type Step } from './store-world';

const FOREIGN = '{ "id": "9", "status":"pending", "price": 12.50 }';
const FILE = `{ "jobs": [ {"id":"1","status":"pending","title":""}, ${FOREIGN}, {"id":"2","status":"pending","title":""} ] }`;

const step = fc.constantFrom<Step>(
  'none',
  'fails',
  'reply-lost',
  'late',
  'conflict',
  'killed',
  'killed-in-flight',
);
/** The steps of one try; most go well, so that they get far. */
const steps = fc.array(
  fc.oneof({ weight: 4, arbitrary: fc.constant<Step>('none') }, { weight: 1, arbitrary: step }),
  { maxLength: 12 },
);
/** A change of one job, by a request that is delivered once or several times. */
const writer = fc.record({
  id: fc.constantFrom('1', '2', null),
  deliveries: fc.array(steps, { minLength: 1, maxLength: 3 }),
});
const writers = fc.array(writer, { minLength: 1, maxLength: 5 });

interface Delivery {
  readonly id: string | null;
  readonly name: string;
}

/** One delivery of a request; a new job is made with an id of its own each time. */
function deliver(world: S3World, { id, name }: Delivery, faults: readonly Step[], nth: number) {
  const store = world.store(faults);
  return id === null
    ? store.update<never>(null, name, () => ({
        kind: 'change',
        job: { id: `${name}-${nth}`, status: 'pending', title: ` ${name}` },
      }))
    : store.update(id, name, addMark(name));
}

function jobsIn(world: S3World): Job[] {
  return (JSON.parse(world.text!) as { jobs: Job[] }).jobs;
}

/** The requests that have changed anything, each as often as it did. */
function applied(world: S3World): string[] {
  return jobsIn(world)
    .flatMap(({ title = '' }) => title.split(' ').filter((name) => name !== ''))
    .sort();
}

/** Nobody yet, or everybody who got an answer, is wrong about what happened. */
function isTrue(result: JobUpdate<unknown>, isApplied: boolean): boolean {
  if (result.kind === 'unavailable') return !result.certain || !isApplied;
  return (result.kind === 'changed' || result.kind === 'repeated') && isApplied;
}

test('however writers, repeats, deaths and lost replies mix, no change is lost and none is applied twice', async () => {
  await fc.assert(
    fc.asyncProperty(writers, fc.scheduler(), async (all, scheduler) => {
      const world = new S3World(FILE);
      world.pause = () => scheduler.schedule(Promise.resolve());
      world.onLate = (arrive) => void scheduler.schedule(Promise.resolve()).then(arrive);
      const results: { name: string; result: JobUpdate<unknown> }[] = [];
      const requests = all.map(({ id }, index) => ({ id, name: `w${index}` }));
      for (const [index, { deliveries }] of all.entries()) {
        const request = requests[index]!;
        deliveries.forEach((faults, nth) => {
          void scheduler
            .schedule(Promise.resolve())
            .then(() => deliver(world, request, faults, nth))
            .then((result) => results.push({ name: request.name, result }));
        });
      }
      await scheduler.waitIdle();
      world.pause = () => Promise.resolve();

      const done = applied(world);
      expect(done).toEqual([...new Set(done)]);
      for (const { name, result } of results.filter(isOnlyDelivery(all))) {
        expect({ name, result, isTrue: isTrue(result, done.includes(name)) }).toMatchObject({ isTrue: true });
      }
      for (const { name, result } of results) {
        if (result.kind === 'changed' || result.kind === 'repeated') expect(done).toContain(name);
      }

      for (const request of requests) {
        const again = await deliver(world, request, [], 99);
        expect(again.kind).toBe(done.includes(request.name) ? 'repeated' : 'changed');
      }
      expect(applied(world)).toEqual(requests.map(({ name }) => name).sort());
      expect(world.text).toContain(FOREIGN);
    }),
    { numRuns: 800 },
  );
});

/** What a request says of itself is about that request only when no other delivery of it is on its way. */
function isOnlyDelivery(all: readonly { deliveries: readonly unknown[] }[]) {
  return ({ name }: { name: string }): boolean => all[Number(name.slice(1))]?.deliveries.length === 1;
}
