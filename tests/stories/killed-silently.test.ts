import { KILL_STORIES } from '../support/faults/kill-stories';
import { dieEverywhere } from '../support/faults/kills';

/** Where it dies was tried everywhere by the other file; here only when the repeats come is different. `FAULT_RUNS` tries all. */
const step = process.env['FAULT_RUNS'] === undefined ? 3 : 1;

test.each(KILL_STORIES)(
  '$name: a function dies at any request, and the platform says nothing for 10 s: nothing is lost and nothing doubled',
  async (story) => {
    const deaths = await dieEverywhere(stories.open, story, { when: 'before', looksLike: 'silence', step });
    expect(deaths.length).toBeGreaterThan(0);
    expect(deaths.filter(({ problems }) => problems.length > 0)).toEqual([]);
  },
  600_000,
);
