import fc from 'fast-check';
import type { Job } from '../../../src/jobs/job';
import { inTurn, turnAfter, type Turn } from '../../../src/jobs/round';

const job = (number: number): Job => ({ id: `J-${number}`, status: 'assigned' });

test('every job has its turn, however many there are and however few a tick has time for', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 300 }), (count, most) => {
      const jobs = Array.from({ length: count }, (_, number) => job(number));
      const seen = new Set<Job>();
      let turn: Turn | null = null;
      for (let tick = 0; tick < Math.ceil(count / most); tick += 1) {
        const now: readonly Job[] = inTurn(jobs, turn).slice(0, most);
        now.forEach((one) => seen.add(one));
        turn = turnAfter(jobs, now.at(-1) ?? job(0));
      }
      expect(seen.size).toBe(count);
    }),
    { numRuns: 50 },
  );
});

test('a round goes on at the same place when the job is gone after which it should', () => {
  const jobs = [job(0), job(2), job(3)];
  expect(inTurn(jobs, { after: 'J-1', place: 1 })).toEqual([job(2), job(3), job(0)]);
});
