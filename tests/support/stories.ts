import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from '../../scripts/build';
import { Activity } from '../../simulator/activity';
import { setAvailability } from '../../simulator/desk';
import { ManualClock } from '../../simulator/manual-clock';
import type { BehaviourOptions } from '../../simulator/twilio/calls/behaviour';
import type { Call } from '../../simulator/twilio/calls/call';
import type { Phone } from '../../simulator/twilio/calls/phone';
import type { Fault as SyncFault } from '../../simulator/twilio/sync';
import { World } from '../../simulator/world';
import type { CallRecord } from '../../src/cascade/call-record';
import { isLegRecord, type LegRecord } from '../../src/cascade/leg-record';
import { outcomeOf, type CallOutcome } from '../../src/cascade/outcome';
import type { DispatchConfig } from '../../src/config/dispatch';
import type { CallAlert } from '../../src/notifications/alert-call';
import { routing } from './routing';

/** A customer who is nobody's dispatcher. */
export const CUSTOMER = '+12025550123';

/** Friday, 04:00 in Los Angeles. */
const START = Date.parse('2026-11-20T12:00:00Z');

/** Longest that a story may still have to run when its test is through, in seconds. */
const LONGEST_END = 15 * 60;

export interface StoryOptions {
  readonly routing?: Partial<DispatchConfig>;
  readonly settings?: Readonly<Record<string, string>>;
  readonly behaviour?: BehaviourOptions;
  readonly random?: () => number;
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
    ...(options.settings === undefined ? {} : { settings: options.settings }),
    ...(options.behaviour === undefined ? {} : { behaviour: options.behaviour }),
  });
  openWorlds.add(world);
  return new Line(world, clock, activity);
}

/** A story that failed half-way has not closed its world; nothing may outlive the test file. */
export async function closeAll(): Promise<void> {
  await Promise.all([...openWorlds].map((world) => world.close()));
  openWorlds.clear();
}

const openWorlds = new Set<World>();

/** A line under test, in the words of phones and of the clock. */
export class Line {
  readonly #expectedFaults: RegExp[] = [];

  constructor(
    readonly world: World,
    readonly clock: ManualClock,
    readonly activity: Activity,
  ) {}

  /** Somebody calls the line; returns when the first webhook was answered. */
  async call(from: string = CUSTOMER): Promise<Call> {
    const call = this.world.placeCall(from);
    await this.activity.settle();
    return call;
  }

  /** A dispatcher's phone. */
  phone(who: string): Phone {
    return this.world.phone(who);
  }

  /** Time passes. */
  async pass(seconds: number): Promise<void> {
    await this.clock.advance(seconds * 1000);
  }

  /** Lets time pass until this phone rings, and checks that it does within `limit` seconds. */
  async rings(who: string, limit = 60): Promise<void> {
    const phone = this.phone(who);
    if (!(await this.clock.advanceUntil(() => phone.ringing, limit * 1000))) {
      throw new Error(`${who}'s phone did not ring within ${limit} s.`);
    }
    await this.activity.settle();
  }

  /** The phone is picked up. */
  async answers(who: string): Promise<void> {
    await this.rings(who);
    this.phone(who).answer();
    await this.activity.settle();
  }

  /** A key is pressed while the prompt is spoken, and what follows has begun. */
  async presses(who: string, digit: string): Promise<void> {
    await this.pass(1);
    this.phone(who).press(digit);
    await this.activity.settle();
  }

  /** Picks up and presses 1. */
  async accepts(who: string): Promise<void> {
    await this.answers(who);
    await this.presses(who, '1');
  }

  /** The phone is declined. */
  async declines(who: string): Promise<void> {
    await this.rings(who);
    this.phone(who).decline();
    await this.activity.settle();
  }

  /** The carrier's mailbox picks up in place of the person, and hangs up after so many seconds. */
  async mailbox(who: string, seconds = 30): Promise<void> {
    await this.rings(who);
    this.phone(who).mailbox({ after: seconds });
    await this.activity.settle();
  }

  /** A dispatcher hangs up. */
  async hangsUp(who: string): Promise<void> {
    this.phone(who).hangUp();
    await this.activity.settle();
  }

  /** The caller hangs up. */
  async callerHangsUp(call: Call): Promise<void> {
    call.hangUp();
    await this.activity.settle();
  }

  /** Somebody is away for so many minutes. */
  away(who: string, minutes = 60, status: 'offline' | 'dnd' = 'offline'): void {
    setAvailability(this.world, who, status, minutes);
  }

  /** What goes wrong at Sync from now on. */
  breakSync(fault: SyncFault): void {
    this.world.sync.fault = fault;
  }

  /** Sync trouble is part of this story: our warnings about it, and callbacks that Twilio gives up on. */
  expectSyncTrouble(): void {
    this.expectFault(/^(sync_unavailable|deadline|settings_missing) /);
    this.expectFault(/^11200 The (status|recording|transcription) callback .* was not taken/);
  }

  /** A fault whose code or message matches is part of this story. */
  expectFault(pattern: RegExp): void {
    this.#expectedFaults.push(pattern);
  }

  /** The number of times each dispatcher's phone rang. */
  ringCounts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const number of this.dialled()) {
      const who = this.world.config.dispatchers.find(({ phone }) => phone === number)?.id ?? number;
      counts[who] = (counts[who] ?? 0) + 1;
    }
    return counts;
  }

  /** Every number that was dialled, in order. */
  dialled(): string[] {
    return this.world.events.flatMap((event) => (event.type === 'leg.rings' ? [event.to] : []));
  }

  /** The TwiML that a route answered, newest last. */
  answered(path: string): string[] {
    const ids = new Set<number>();
    const bodies: string[] = [];
    for (const event of this.world.events) {
      if (event.type === 'webhook.sent' && new URL(event.url).pathname === path) ids.add(event.id);
      if (event.type === 'webhook.answered' && ids.has(event.id)) bodies.push(event.body);
    }
    return bodies;
  }

  /** The stored call record; null when there is none. */
  record(call: Call): CallRecord | null {
    return (this.stored(`call-${call.sid}`) as CallRecord | undefined) ?? null;
  }

  /** The stored leg record; null when there is none. */
  legs(call: Call): LegRecord | null {
    const data = this.stored(`legs-${call.sid}`);
    return isLegRecord(data) ? data : null;
  }

  /** How the call ended, by what is stored. */
  outcome(call: Call): CallOutcome {
    return outcomeOf(this.world.config, this.record(call), this.legs(call), this.clock.now());
  }

  /** The alerts that were raised for a call. Fails when the claim and the log tell different stories. */
  alerts(call: Call): string[] {
    const claim = this.claimedAlert(call);
    const logged = this.loggedAlerts(call);
    if (logged.join() !== (claim?.kind ?? '')) {
      throw new Error(`Claimed: ${claim?.kind ?? 'nothing'}; logged: ${logged.join(', ') || 'nothing'}.`);
    }
    return logged;
  }

  /** The alert that was claimed for a call, if any. */
  claimedAlert(call: Call): CallAlert | undefined {
    return (this.stored(`once-alert-${call.sid}`) as { payload: CallAlert } | undefined)?.payload;
  }

  /** The alerts for a call that went to the log. */
  loggedAlerts(call: Call): string[] {
    return this.world.events.flatMap((event) => {
      const isAlert = event.type === 'function.log' && event.line['type'] === 'alert.raised';
      const data = isAlert && event.line['subject'] === `call:${call.sid}` ? event.line['data'] : undefined;
      return data === undefined ? [] : [(data as { alert: string }).alert];
    });
  }

  /** A document in Sync, or undefined. */
  stored(name: string): unknown {
    return this.world.sync.documents.list().find(({ uniqueName }) => uniqueName === name)?.data;
  }

  /** Lets everything come to its end, closes the line, and fails when anything is left that the story did not expect. */
  async close(): Promise<void> {
    try {
      const isDone = await this.clock.advanceUntil(() => this.world.calls.idle(), LONGEST_END * 1000);
      await this.activity.settle();
      const left = [...(isDone ? [] : ['a call or callback that does not end']), ...this.#unexpected()];
      if (left.length > 0) throw new Error(`Left at the end of the story:\n  ${left.join('\n  ')}`);
    } finally {
      openWorlds.delete(this.world);
      await this.world.close();
    }
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
  await build({ config, outDir: fresh });
  // Whoever comes second finds the same bundles in place.
  await rename(fresh, dir).catch(() => rm(fresh, { recursive: true, force: true }));
  return dir;
}
