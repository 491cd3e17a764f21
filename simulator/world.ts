import { storeFirstTick } from './first-tick';
import type { Clock } from '../src/clock';
import type { DispatchConfig } from '../src/config/dispatch';
import { installHost, type LogLine } from '../src/host';
import { Activity } from './activity';
import { CallIndex } from './call-index';
import type { Desk } from './console/protocol';
import { Faults } from './faults';
import { deskOf } from './desk';
import type { WorldEvent } from './events';
import { startGateway, type Gateway } from './gateway';
import { Executions, type Killing, type KillPlan } from './kill';
import { startChildRuntime } from './runtime/child';
import { startInProcessRuntime } from './runtime/in-process';
import type { Runtime } from './runtime/runtime';
import { functionSettings, LOCAL_ACCOUNT } from './settings';
import { emptyWorld, reduce, type WorldState } from './state';
import { parseScreeningTwiml, parseTwiml } from './twiml/parse';
import type { BehaviourOptions } from './twilio/calls/behaviour';
import type { Call } from './twilio/calls/call';
import type { Params } from './twilio/calls/params';
import type { Phone } from './twilio/calls/phone';
import { CallRunner } from './twilio/calls/runner';
import type { MessagesStandIn } from './twilio/messages';
import type { SyncStandIn } from './twilio/sync';
import type { WebhookResult } from './twilio/webhooks/result';
import { WebhookSender, type WebhookRequest } from './twilio/webhooks/sender';
import { Vendors, type VendorStates } from './vendors';
import type { S3StandIn } from './s3';
import type { SlackStandIn } from './slack';

/** What a local world is made of. */
export interface WorldOptions {
  /** Holds the built `functions/` and `assets/`. */
  readonly distDir: string;
  /** The routing that was built into them. */
  readonly config: DispatchConfig;
  readonly clock: Clock;
  readonly activity?: Activity;
  readonly random?: () => number;
  /** Functions run inside this process (and see its clock) or in one of their own (and cannot take it down). */
  readonly runtime: 'in-process' | 'child';
  /** The gateway's port; 0 takes any free one. */
  readonly port?: number;
  readonly findFreePort?: boolean;
  /** Added to the functions' settings; an empty value takes one away. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly behaviour?: BehaviourOptions;
  /** The number that SIDs count on from. */
  readonly lastSid?: number;
  /** What was saved before a restart. */
  readonly restore?: ({ readonly state: WorldState } & VendorStates) | undefined;
  /** Messages that Slack takes at once before one a second counts. */
  readonly slackBurst?: number;
  /** False for a line whose first `/tick` is still to come. */
  readonly hasTicked?: boolean;
}

/** Twilio, the phones and the functions on this machine: one line that can be called. */
export class World {
  readonly config: DispatchConfig;
  readonly clock: Clock;
  readonly line: string = LOCAL_ACCOUNT.line;
  readonly vendors: Vendors;
  readonly calls: CallRunner;
  readonly faults: Faults;
  readonly gateway: Gateway;
  /** Every run of a function; of functions in this process only. */
  readonly executions: Executions;
  /** Everything that happened since the start, in order. */
  readonly events: WorldEvent[] = [];
  state: WorldState;
  readonly #listeners = new Set<(event: WorldEvent) => void>();
  readonly #runtime: Runtime;
  readonly #sender: WebhookSender;
  readonly #index = new CallIndex();

  /** Starts everything; resolves once the line can be called. */
  static async open(options: WorldOptions): Promise<World> {
    const activity = options.activity ?? new Activity();
    const early: WorldEvent[] = [];
    const relay = { report: (event: WorldEvent): void => void early.push(event) };
    const report = (event: WorldEvent): void => relay.report(event);
    const gateway = await startGateway({
      authToken: LOCAL_ACCOUNT.authToken,
      clock: options.clock,
      activity,
      port: options.port ?? 0,
      findFreePort: options.findFreePort ?? false,
    });
    const sender = new WebhookSender({
      clock: options.clock,
      activity,
      report,
      authToken: LOCAL_ACCOUNT.authToken,
    });
    const executions = new Executions(options.clock, activity);
    const parts = { activity, report, sender, gateway, executions };
    const { calls, vendors } = await openTwilioAndSlack(options, parts);
    if (options.hasTicked !== false) storeFirstTick(vendors.sync, options.clock.now());
    const runtime = await startRuntime(options, { ...parts, vendors: vendors.origin });
    gateway.setRuntime(runtime);
    const world = new World(options, { calls, vendors, gateway, runtime, sender, executions });
    relay.report = (event) => world.#take(event);
    early.forEach((event) => world.#take(event));
    return world;
  }

  private constructor(
    { config, clock, restore }: WorldOptions,
    parts: {
      calls: CallRunner;
      vendors: Vendors;
      gateway: Gateway;
      runtime: Runtime;
      sender: WebhookSender;
      executions: Executions;
    },
  ) {
    const { calls, vendors, gateway, runtime, sender, executions } = parts;
    this.config = config;
    this.clock = clock;
    this.vendors = vendors;
    this.calls = calls;
    this.gateway = gateway;
    this.executions = executions;
    this.#runtime = runtime;
    this.state = restore?.state ?? emptyWorld;
    this.faults = new Faults(vendors, gateway);
    this.#sender = sender;
  }

  get sync(): SyncStandIn {
    return this.vendors.sync;
  }

  get texts(): MessagesStandIn {
    return this.vendors.messages;
  }

  get s3(): S3StandIn {
    return this.vendors.s3;
  }

  get slack(): SlackStandIn {
    return this.vendors.slack;
  }

  /** Paths of the functions. */
  get functions(): readonly string[] {
    return this.#runtime.routes.filter((route) => route.kind === 'function').map((route) => route.path);
  }

  /** A dispatcher's phone by id. Throws when the routing file has no such dispatcher. */
  phone(who: string): Phone {
    const dispatcher = this.config.dispatchers.find(({ id }) => id === who);
    if (dispatcher === undefined) throw new Error(`The routing file has no dispatcher “${who}”.`);
    return this.calls.phone(dispatcher.phone);
  }

  /** Somebody calls the line. `from` is E.164, or `anonymous`; `params` is what Twilio adds, for example `StirVerstat`. */
  placeCall(from: string, params: Params = {}): Call {
    return this.calls.placeCall({ from, to: this.line, params });
  }

  /** Sends a webhook as Twilio would: signed, and with the repeats that its URL asks for. */
  resend(webhook: WebhookRequest): Promise<WebhookResult> {
    return this.#sender.send(webhook);
  }

  /** Lets the next run of a function die at one of its requests to a vendor; functions in this process only. */
  kill(plan: KillPlan): Killing {
    return this.executions.kill(plan);
  }

  /** What the console shows besides calls and phones. */
  desk(): Desk {
    return deskOf(this);
  }

  /** Calls `listener` for everything that happens from now on; returns how to stop that. */
  subscribe(listener: (event: WorldEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends everything; no process, server or timer is left behind. */
  async close(): Promise<void> {
    await this.gateway.close();
    await this.#runtime.close();
    await this.vendors.close();
    installHost();
  }

  #take(happened: WorldEvent): void {
    const event = this.#index.place(happened);
    this.events.push(event);
    this.state = reduce(this.state, event);
    for (const listener of this.#listeners) listener(event);
  }
}

/** What exists before anything that could be called. */
interface Parts {
  readonly activity: Activity;
  readonly report: (event: WorldEvent) => void;
  readonly sender: WebhookSender;
  readonly gateway: Gateway;
  readonly executions: Executions;
}

/** Calls and texts share the account, and Twilio lists both. */
async function openTwilioAndSlack(
  { clock, config, random = Math.random, behaviour, lastSid = 0, restore, slackBurst }: WorldOptions,
  parts: Parts,
): Promise<{ calls: CallRunner; vendors: Vendors }> {
  const { activity, report, sender, gateway, executions } = parts;
  const { origin } = gateway;
  const calls = new CallRunner({
    clock,
    sender,
    report,
    random,
    lastSid,
    parseTwiml,
    parseScreeningTwiml,
    accountSid: LOCAL_ACCOUNT.accountSid,
    numbers: {
      [LOCAL_ACCOUNT.line]: {
        voiceUrl: `${origin}/voice-cascade#rc=1&rp=5xx,ct,rt`,
        voiceFallbackUrl: `${origin}/fallback.xml`,
        statusCallback: `${origin}/call-status#rc=2&rp=5xx,ct,rt`,
      },
    },
    ...(behaviour === undefined ? {} : { behaviour }),
  });
  const vendors = await Vendors.open({
    clock,
    activity,
    report,
    config,
    random,
    sender,
    gateway: origin,
    calls: () => calls.list(),
    recordings: () => calls.recordings(),
    slackBurst,
    restore,
    executions,
  });
  return { calls, vendors };
}

async function startRuntime(
  options: WorldOptions,
  { gateway, vendors, report, executions }: Parts & { readonly vendors: string },
): Promise<Runtime> {
  const { distDir, clock } = options;
  const log = (line: LogLine): void => {
    if (!executions.isSpeakerDead()) report({ at: clock.now(), type: 'function.log', line });
  };
  const env = Object.fromEntries(
    Object.entries({ ...functionSettings(vendors), ...options.settings }).filter(([, value]) => value !== ''),
  );
  const domainName = new URL(gateway.origin).host;
  if (options.runtime === 'in-process') {
    installHost({ clock, log });
    return startInProcessRuntime({ distDir, env, domainName }, executions);
  }
  const onExit = (): void =>
    report({
      at: clock.now(),
      type: 'fault',
      code: 'runtime_died',
      message: 'The functions’ process died and was started again.',
    });
  return startChildRuntime({ distDir, env, domainName, clock, onLog: log, onExit });
}
