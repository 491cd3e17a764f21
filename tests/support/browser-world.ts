import { createConsole } from '../../simulator/console/server';
import type { Kept } from '../../simulator/keep';
import { World } from '../../simulator/world';
import { systemClock, type Clock } from '../../src/clock';
import { BROWSER_BUILD, BROWSER_ROUTING, PAGE_DIR } from './browser-routing';

export interface BrowserWorldOptions {
  /** What an earlier world kept. */
  readonly restore?: Kept | undefined;
  /** The gateway's port; any free one when left out. */
  readonly port?: number;
}

/** Slack takes short bursts; without one, every second message of a test would have to wait for the next second. */
const SLACK_BURST = 10;

/** Each with its clock. */
const openWorlds = new Map<World, TestClock>();

/** Opens a world with the machine's own clock, whose callbacks travel fast, and serves the console in it. */
export async function openWorld({ restore, port }: BrowserWorldOptions = {}): Promise<World> {
  const clock = createClock();
  const world = await World.open({
    distDir: BROWSER_BUILD,
    config: BROWSER_ROUTING,
    clock,
    runtime: 'in-process',
    lastSid: restore?.state.calls.length ?? 0,
    restore,
    behaviour: { callbacks: { delayMs: [0, 5] } },
    slackBurst: SLACK_BURST,
    ...(port === undefined ? {} : { port }),
  });
  world.gateway.setLocal(createConsole(world, PAGE_DIR));
  openWorlds.set(world, clock);
  return world;
}

/** Closes a world and stops its clock, so that no ring or callback outlives it. */
export async function closeWorld(world: World): Promise<void> {
  await world.close();
  openWorlds.get(world)?.stop();
  openWorlds.delete(world);
}

/** Closes the worlds of tests that failed before they could. */
export async function closeWorlds(): Promise<void> {
  await Promise.all([...openWorlds.keys()].map(closeWorld));
}

/** Puts a world's clock forward. */
export function putForward(world: World, ms: number): void {
  openWorlds.get(world)?.putForward(ms);
}

/** Lets so much time pass in a world at once: whatever falls due in it happens now. */
export function letPass(world: World, ms: number): void {
  openWorlds.get(world)?.letPass(ms);
}

/** The machine's own clock, until it is stopped; it can be put forward. */
interface TestClock extends Clock {
  stop(): void;
  /** Timers that are set go on as if nothing had happened. */
  putForward(ms: number): void;
  /** Timers that are set get so much nearer. */
  letPass(ms: number): void;
}

interface Timer {
  readonly due: number;
  readonly action: () => void;
  cancel: () => void;
}

function createClock(): TestClock {
  let ahead = 0;
  let isStopped = false;
  const timers = new Set<Timer>();
  const now = (): number => systemClock.now() + ahead;
  const arm = (timer: Timer): void => {
    timer.cancel = systemClock.after(Math.max(0, timer.due - now()), () => {
      timers.delete(timer);
      timer.action();
    });
  };
  const after = (ms: number, action: () => void): (() => void) => {
    const timer: Timer = { due: now() + ms, action, cancel: () => undefined };
    // An answer may come after the end.
    if (isStopped) return () => undefined;
    timers.add(timer);
    arm(timer);
    return () => {
      timer.cancel();
      timers.delete(timer);
    };
  };
  return {
    now,
    after,
    stop: () => {
      isStopped = true;
      timers.forEach(({ cancel }) => cancel());
    },
    putForward: (ms) => void (ahead += ms),
    letPass: (ms) => {
      ahead += ms;
      for (const timer of timers) {
        timer.cancel();
        arm(timer);
      }
    },
  };
}
