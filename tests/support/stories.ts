import { LOCAL_ACCOUNT } from '../../simulator/settings';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from '../../scripts/build';
import { Activity } from '../../simulator/activity';
import { setAvailability } from '../../simulator/desk';
import { ManualClock } from '../../simulator/manual-clock';
import type { Fault } from '../../simulator/stand-in/fault';
import type { BehaviourOptions } from '../../simulator/twilio/calls/behaviour';
import { World } from '../../simulator/world';
import type { DispatchConfig } from '../../src/config/dispatch';
import { JobLine } from './line/job-line';
import { TwilioWatch } from './openapi-watch';
import { routing } from './routing';

export { CUSTOMER } from './line/call-line';

/** Friday, 04:00 in Los Angeles. */
const START = Date.parse('2026-11-20T12:00:00Z');

/** Longest that a story may still have to run when its test is through, in seconds. */
const LONGEST_END = 15 * 60;

export interface StoryOptions {
  readonly routing?: Partial<DispatchConfig>;
  readonly settings?: Readonly<Record<string, string>>;
  readonly behaviour?: BehaviourOptions;
  readonly random?: () => number;
  /** Messages that Slack takes at once; many when left out, so that only stories about the limit meet it. */
  readonly slackBurst?: number;
  /** False for a line whose first tick is still to come. */
  readonly hasTicked?: boolean;
}

/** Opens a line with its own phones, Sync and clock, on the built bundles and the real runtime. */
export async function open(options: StoryOptions = {}): Promise<Line> {
  const config = routing(options.routing);
  const distDir = await builtFor(config);
  const activity = new Activity();
  const clock = new ManualClock(START, activity);
  const world = await World.open({
    distDir,
    config,
    clock,
    activity,
    runtime: 'in-process',
    random: options.random ?? (() => 0.5),
    slackBurst: options.slackBurst ?? 100,
    ...(options.settings === undefined ? {} : { settings: options.settings }),
    ...(options.behaviour === undefined ? {} : { behaviour: options.behaviour }),
    ...(options.hasTicked === undefined ? {} : { hasTicked: options.hasTicked }),
  });
  openWorlds.add(world);
  const watch = new TwilioWatch();
  world.vendors.intercept = watch.see;
  return new Line(world, clock, activity, watch);
}

/** A story that failed half-way has not closed its world; nothing may outlive the test file. */
export async function closeAll(): Promise<void> {
  await Promise.all([...openWorlds].map((world) => world.close()));
  openWorlds.clear();
}

const openWorlds = new Set<World>();

/** A line under test, in the words of phones, Slack and the clock, and what must not be left at the end. */
export class Line extends JobLine {
  readonly #expectedFaults: RegExp[] = [];
  /** Numbers that a story has a command text. */
  readonly expectedNumbers = new Set<string>();

  /** Somebody is away for so many minutes. */
  away(who: string, minutes = 60, status: 'offline' | 'dnd' = 'offline'): void {
    setAvailability(this.world, who, status, minutes);
  }

  /** What goes wrong at Sync from now on. */
  breakSync(fault: Fault): void {
    this.world.sync.fault = fault;
  }

  /** What goes wrong at Slack from now on. */
  breakSlack(fault: Fault): void {
    this.world.slack.fault = fault;
  }

  /** What goes wrong at Twilio's REST API for texts and lists from now on. */
  breakRest(fault: Fault): void {
    this.world.texts.fault = fault;
  }

  /** Sync trouble is part of this story: our warnings about it, and callbacks that Twilio gives up on. */
  expectSyncTrouble(): void {
    this.expectFault(/^(sync_unavailable|deadline|settings_missing) /);
    this.expectFault(/^11200 The (status|recording|transcription) callback .* was not taken/);
  }

  /** Functions that do not answer are part of this story: what Twilio and Slack say when they give up. */
  expectDeadFunctions(): void {
    this.expectFault(/^(11200|slack_event) /);
  }

  /** Slack trouble is part of this story: our warnings about it, and events that Slack gives up on. */
  expectSlackTrouble(): void {
    this.expectFault(/^(slack_unavailable|deadline|slack_event) /);
  }

  /** A fault whose code or message matches is part of this story. */
  expectFault(pattern: RegExp): void {
    this.#expectedFaults.push(pattern);
  }

  /** Lets everything come to its end, closes the line, and fails when anything is left that the story did not expect. */
  async close(): Promise<void> {
    try {
      const isIdle = (): boolean => this.world.calls.idle() && this.world.texts.idle();
      const isDone = await this.clock.advanceUntil(isIdle, LONGEST_END * 1000);
      await this.activity.settle();
      const left = [...(isDone ? [] : ['a call, text or callback that does not end']), ...this.#unexpected()];
      if (left.length > 0) throw new Error(`Left at the end of the story:\n  ${left.join('\n  ')}`);
    } finally {
      openWorlds.delete(this.world);
      await this.world.close();
    }
  }

  /** Numbers that were texted and are neither configured nor known from a call, a text or a command. */
  #strangers(): string[] {
    const { dispatchers, crew } = this.world.config;
    const known = new Set([...dispatchers, ...crew].map(({ phone }) => phone));
    for (const event of this.world.events) {
      if (event.type === 'call.started' || event.type === 'text.received') known.add(event.from);
    }
    const texted = this.world.events.flatMap((event) => (event.type === 'text.sent' ? [event.to] : []));
    return texted.filter((number) => !known.has(number) && !this.expectedNumbers.has(number));
  }

  #unexpected(): string[] {
    const configured = new Set(this.world.config.dispatchers.map(({ phone }) => phone));
    const foreign = this.dialled().filter((number) => !configured.has(number));
    const faults = this.world.events.flatMap((event) => {
      if (event.type === 'fault' || event.type === 'twiml.refused') return [`${event.code} ${event.message}`];
      const isWarning = event.type === 'function.log' && event.line.level === 'warn';
      return isWarning ? [`${String(event.line['code'])} ${String(event.line['text'])}`] : [];
    });
    return [
      ...this.watch.problems,
      ...this.#strangers().map((number) => `${number} was texted, which nobody had reason to`),
      ...foreign.map((number) => `${number} was dialled, which is not configured`),
      ...faults.filter((fault) => !this.#expectedFaults.some((pattern) => pattern.test(fault))),
    ];
  }
}

/** Bundles are built once per routing and kept for other workers and runs; a change of any source makes new ones. */
async function builtFor(config: DispatchConfig): Promise<string> {
  const key = createHash('sha256')
    .update(process.env['DISPATCH_RELAY_SOURCES'] ?? '')
    .update(JSON.stringify(config))
    .digest('hex')
    .slice(0, 16);
  const dir = resolve(__dirname, '../../.build/stories', key);
  if (existsSync(dir)) return dir;
  const fresh = `${dir}-${process.pid}`;
  await mkdir(fresh, { recursive: true });
  await build({ config, line: LOCAL_ACCOUNT.line, outDir: fresh });
  // Whoever comes second finds the same bundles in place.
  await rename(fresh, dir).catch(() => rm(fresh, { recursive: true, force: true }));
  return dir;
}
