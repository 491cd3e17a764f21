import type { Killing, KillPlan } from '../../../simulator/kill';
import type { Line, StoryOptions } from '../stories';
import { doubledIn } from './evidence';
import { howToRepeat, stride } from './sample';
import { passMinutes } from './timer';

/** Something that people do, during which one function dies, and what has to be true when all is over. */
export interface KillStory {
  readonly name: string;
  /** The function that dies. */
  readonly path: string;
  /** Which of its runs from `act` on; the first when left out. */
  readonly run?: number;
  readonly options?: StoryOptions;
  readonly before?: (line: Line) => Promise<void>;
  readonly act: (line: Line) => Promise<unknown>;
  /** What a person does who sees that it failed. */
  readonly again?: (line: Line) => Promise<void>;
  /** What is lost, in words. */
  readonly lost: (line: Line) => readonly string[];
}

type Open = (options?: StoryOptions) => Promise<Line>;

/** Where a function died, how the sample is played again, and what that has lost or doubled. */
export interface Death {
  readonly plan: Omit<KillPlan, 'path'>;
  readonly again: string;
  readonly problems: readonly string[];
}

/** Slack gives an event up after 6 minutes, and a call is taken up after 4: later nothing happens by itself. */
const MINUTES = 8;

/**
 * Tells the story for one in `oneIn` of the requests that the function makes, for all of them in a deep run, and lets it die
 * there; returns all deaths.
 */
export async function dieEverywhere(
  open: Open,
  story: KillStory,
  { oneIn, ...how }: Pick<KillPlan, 'when' | 'looksLike'> & { readonly oneIn: number },
): Promise<readonly Death[]> {
  const { first, step } = stride(`${story.name} ${how.when}`, oneIn);
  const deaths = await diesAlong(open, story, how, { first, step });
  // The function is through with fewer requests than the sample skips.
  return deaths.length > 0 ? deaths : diesAlong(open, story, how, { first: 1, step });
}

async function diesAlong(
  open: Open,
  story: KillStory,
  how: Pick<KillPlan, 'when' | 'looksLike'>,
  { first, step }: { readonly first: number; readonly step: number },
): Promise<readonly Death[]> {
  const deaths: Death[] = [];
  for (let at = first; ; at += step) {
    const plan = { ...how, at };
    const problems = await dieOnce(open, story, plan);
    if (problems === null) return deaths;
    deaths.push({ plan, again: howToRepeat(), problems });
  }
}

/** Null when the function did not get so far. */
async function dieOnce(
  open: Open,
  { before, act, again, lost, path, run = 1, options }: KillStory,
  plan: Omit<KillPlan, 'path'>,
): Promise<readonly string[] | null> {
  const line = await open(options);
  // Whoever waits for a dead function reports it; what counts is what is lost or doubled in the end.
  line.expectFault(/./);
  await before?.(line);
  const killing: Killing = line.world.kill({ path, run, ...plan });
  await act(line);
  if (!killing.hasStruck) {
    await line.close();
    return null;
  }
  if (again !== undefined) {
    await line.pass(15);
    await again(line);
  }
  // A timer may be as slow as that.
  await passMinutes(line, MINUTES, 2);
  const problems = [...lost(line), ...doubledIn(line)];
  await line.close();
  return problems;
}
