import type { Line, StoryOptions } from '../stories';
import { PARTS, WAYS } from './cells';
import { FAULT_STORIES, type FaultStory } from './fault-stories';
import { JOB_FAILURES, jobTableOf, runJobCell, type JobCell } from './job-cells';
import { runCell, type Cell } from './run-cell';
import { tableOf } from './table';

/** Every way in which something fails. */
export const FAILURES = PARTS.flatMap((part) => WAYS.map((way) => ({ part, way })));

/** Plays every failure of one story. */
export async function runStory(
  open: (options?: StoryOptions) => Promise<Line>,
  story: FaultStory,
): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  for (const failure of FAILURES) cells.push(await runCell(open, story, failure));
  return cells;
}

/** Plays the whole matrix and returns its tables. */
export async function writeTables(open: (options?: StoryOptions) => Promise<Line>): Promise<string> {
  const tables: string[] = [];
  for (const story of FAULT_STORIES) tables.push(tableOf(story, await runStory(open, story)));
  const jobs: JobCell[] = [];
  for (const failure of Object.keys(JOB_FAILURES)) jobs.push(await runJobCell(open, failure));
  return [...tables, jobTableOf(jobs)].join('\n\n');
}
