import { KILL_STORIES } from '../support/faults/kill-stories';
import { dieEverywhere } from '../support/faults/kills';

/** The other file looks more often; here only when the repeats come is different. */
const oneIn = 9;

test.each(KILL_STORIES)(
  '$name: a function dies at any request, and the platform says nothing for 10 s: nothing is lost and nothing doubled',
  async (story) => {
    const deaths = await dieEverywhere(stories.open, story, { when: 'before', looksLike: 'silence', oneIn });
    expect(deaths.length).toBeGreaterThan(0);
    expect(deaths.filter(({ problems }) => problems.length > 0)).toEqual([]);
  },
  600_000,
);
