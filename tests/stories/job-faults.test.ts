import {
  JOB_FAILURES,
  jobProblemsOf,
  jobTableOf,
  runJobCell,
  type JobCell,
} from '../support/faults/job-cells';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { rowsIn } from '../support/faults/table';

const DOCS = readFileSync(resolve(__dirname, '../../docs/faults.md'), 'utf8');
const cells: JobCell[] = [];

test.each(Object.keys(JOB_FAILURES))(
  '%s: a change is written once and told once, or refused and said so',
  async (failure) => {
    const cell = await runJobCell(stories.open, failure);
    cells.push(cell);
    expect(jobProblemsOf(cell)).toEqual([]);
  },
);

test('docs/faults.md says so (npm run faults -- --write)', () => {
  expect(rowsIn(DOCS)).toEqual(expect.arrayContaining([...rowsIn(jobTableOf(cells))]));
});
