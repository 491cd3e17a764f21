import { KILL_STORIES } from '../support/faults/kill-stories';
import { dieEverywhere } from '../support/faults/kills';

test.each(KILL_STORIES)(
  '$name: a function dies at any request, and the platform says so: nothing is lost and nothing doubled',
  async (story) => {
    const deaths = await dieEverywhere(stories.open, story, { when: 'after', looksLike: 'error', oneIn: 5 });
    expect(deaths.length).toBeGreaterThan(0);
    expect(deaths.filter(({ problems }) => problems.length > 0)).toEqual([]);
  },
  600_000,
);
