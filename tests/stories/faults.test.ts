import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { FAULT_STORIES } from '../support/faults/fault-stories';
import { FAILURES } from '../support/faults/matrix';
import { sample } from '../support/faults/sample';
import { runCell, type Cell } from '../support/faults/run-cell';
import { problemsOf, rowsIn, tableOf } from '../support/faults/table';

const DOCS = readFileSync(resolve(__dirname, '../../docs/faults.md'), 'utf8');

describe.each(FAULT_STORIES)('$title', (story) => {
  const cells: Cell[] = [];

  test.each(sample(story.title, FAILURES, 3))(
    '$part: $way: nothing is lost, nothing doubled, nobody waits too long',
    async (failure) => {
      const cell = await runCell(stories.open, story, failure);
      cells.push(cell);
      expect(problemsOf(cell)).toEqual([]);
    },
  );

  test('docs/faults.md says so (npm run faults -- --write)', () => {
    expect(rowsIn(DOCS)).toEqual(expect.arrayContaining([...rowsIn(tableOf(story, cells))]));
  });
});
