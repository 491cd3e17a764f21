import type { Line, StoryOptions } from '../stories';
import { budgetsOf, type Budget } from './budgets';
import { breakPart, type Part, type Way } from './cells';
import { doubledIn } from './evidence';
import type { FaultStory } from './fault-stories';
import { passMinutes } from './timer';

/** What came of one story while one part failed in one way. */
export interface Cell {
  readonly part: Part;
  readonly way: Way;
  /** What people have after a minute of the outage. */
  readonly meanwhile: readonly string[];
  /** How often each thing that must be there is there in the end. */
  readonly counts: Readonly<Record<string, number>>;
  /** How long after everything works again that is so, in minutes; 0 while it still failed. */
  readonly minutes: number;
  /** Nobody knows, and a person was asked. */
  readonly asksPerson: boolean;
  readonly doubled: readonly string[];
  /** The run of a function that came closest to its limit. */
  readonly slowest: Budget | null;
}

/** The outage lasts so long; the timer tries once a minute all the time. */
const OUTAGE_MINUTES = 3;
const MINUTES_AFTER = 12;

/** Plays it. */
export async function runCell(
  open: (options?: StoryOptions) => Promise<Line>,
  { begin, sees, counts, asksPerson }: FaultStory,
  { part, way }: Pick<Cell, 'part' | 'way'>,
): Promise<Cell> {
  const line = await open();
  // Whoever meets the fault reports it; what counts is what people have.
  line.expectFault(/./);
  await line.texts('Hello');
  await line.pass(10);
  const mend = breakPart(line, part, way);
  begin(line);
  await passMinutes(line, 1);
  const meanwhile = sees(line);
  for (let minute = 1; minute < OUTAGE_MINUTES; minute += 1) await passMinutes(line, 1);
  mend();
  let [minutes, last] = [0, JSON.stringify(counts(line))];
  for (let minute = 1; minute <= MINUTES_AFTER; minute += 1) {
    await passMinutes(line, 1);
    const now = JSON.stringify(counts(line));
    if (now !== last) [minutes, last] = [minute, now];
  }
  const cell = {
    part,
    way,
    meanwhile,
    minutes,
    counts: counts(line),
    asksPerson: asksPerson(line),
    doubled: doubledIn(line),
    slowest: budgetsOf(line)[0] ?? null,
  };
  await line.close();
  return cell;
}
