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
import { startLoopbackServer, type LoopbackServer } from './loopback-server';
import { startChildRuntime } from './runtime/child';
import { startInProcessRuntime } from './runtime/in-process';
import type { Runtime } from './runtime/runtime';
import { functionSettings, LOCAL_ACCOUNT } from './settings';
import { emptyWorld, reduce, type WorldState } from './state';
import { parseScreeningTwiml, parseTwiml } from './twiml/parse';
import type { BehaviourOptions } from './twilio/calls/behaviour';
import type { Call } from './twilio/calls/call';
import type { Phone } from './twilio/calls/phone';
import { CallRunner } from './twilio/calls/runner';
import { SyncStandIn, type DocumentChange, type StoreState } from './twilio/sync';
import type { WebhookResult } from './twilio/webhooks/result';
import { WebhookSender, type WebhookRequest } from './twilio/webhooks/sender';

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
  readonly restore?: { readonly state: WorldState; readonly sync: StoreState } | undefined;
}

/** Twilio, the phones and the functions on this machine: one line that can be called. */
export class World {
  readonly config: DispatchConfig;
  readonly clock: Clock;
  readonly line: string = LOCAL_ACCOUNT.line;
  readonly sync: SyncStandIn;
  readonly calls: CallRunner;
  readonly faults: Faults;
  readonly gateway: Gateway;
  /** Everything that happened since the start, in order. */
  readonly events: WorldEvent[] = [];
  state: WorldState;
  readonly #listeners = new Set<(event: WorldEvent) => void>();
  readonly #runtime: Runtime;
  readonly #api: LoopbackServer;
  readonly #sender: WebhookSender;
  readonly #index = new CallIndex();

  /** Starts everything; resolves once the line can be called. */
  static async open(options: WorldOptions): Promise<World> {
    const activity = options.activity ?? new Activity();
    const early: WorldEvent[] = [];
    const relay = { report: (event: WorldEvent): void => void early.push(event) };
    const report = (event: WorldEvent): void => relay.report(event);
    const sync = openSync(options, activity, report);
    const api = await startLoopbackServer((request, response) => {
      void sync.handle(request, response).then((isSync) => {
        if (!isSync) response.writeHead(404).end();
      });
    });
    const gateway = await startGateway({
      authToken: LOCAL_ACCOUNT.authToken,
      clock: options.clock,
      activity,
      port: options.port ?? 0,
      findFreePort: options.findFreePort ?? false,
    });
    const log = (line: LogLine): void => report({ at: options.clock.now(), type: 'function.log', line });
    const runtime = await startRuntime(options, gateway, api.origin, log, report);
    gateway.setRuntime(runtime);
    const world = new World(options, { activity, sync, api, gateway, runtime, report });
    relay.report = (event) => world.#take(event);
    early.forEach((event) => world.#take(event));
    return world;
  }

  private constructor(
    { config, clock, random = Math.random, behaviour, lastSid = 0, restore }: WorldOptions,
    parts: {
      activity: Activity;
      sync: SyncStandIn;
      api: LoopbackServer;
      gateway: Gateway;
      runtime: Runtime;
      report: (event: WorldEvent) => void;
    },
  ) {
    const { activity, sync, api, gateway, runtime, report } = parts;
    const { origin } = gateway;
    this.config = config;
    this.clock = clock;
    this.sync = sync;
    this.gateway = gateway;
    this.#runtime = runtime;
    this.#api = api;
    this.state = restore?.state ?? emptyWorld;
    this.faults = new Faults(sync, gateway);
    this.#sender = new WebhookSender({ clock, activity, report, authToken: LOCAL_ACCOUNT.authToken });
    this.calls = new CallRunner({
      clock,
      sender: this.#sender,
      report,
      random,
      lastSid,
      parseTwiml,
      parseScreeningTwiml,
      accountSid: LOCAL_ACCOUNT.accountSid,
      numbers: {
        [this.line]: {
          voiceUrl: `${origin}/voice-cascade#rc=1&rp=5xx,ct,rt`,
          voiceFallbackUrl: `${origin}/fallback.xml`,
          statusCallback: `${origin}/call-status#rc=2&rp=5xx,ct,rt`,
        },
      },
      ...(behaviour === undefined ? {} : { behaviour }),
    });
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

  /** Somebody calls the line. `from` is E.164, or `anonymous`. */
  placeCall(from: string): Call {
    return this.calls.placeCall({ from, to: this.line });
  }

  /** Sends a webhook as Twilio would: signed, and with the repeats that its URL asks for. */
  resend(webhook: WebhookRequest): Promise<WebhookResult> {
    return this.#sender.send(webhook);
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
    this.sync.close();
    await this.gateway.close();
    await this.#runtime.close();
    await this.#api.close();
    installHost();
  }

  #take(happened: WorldEvent): void {
    const event = this.#index.place(happened);
    this.events.push(event);
    this.state = reduce(this.state, event);
    for (const listener of this.#listeners) listener(event);
  }
}

function openSync(
  options: WorldOptions,
  activity: Activity,
  report: (event: WorldEvent) => void,
): SyncStandIn {
  const { clock, restore } = options;
  const { accountSid, syncServiceSid: serviceSid, apiKey, apiSecret } = LOCAL_ACCOUNT;
  const onChange = (change: DocumentChange): void => {
    const at = clock.now();
    if ('removed' in change) report({ at, type: 'sync.removed', uniqueName: change.uniqueName });
    else report({ at, type: 'sync.changed', ...change });
  };
  return new SyncStandIn({
    clock,
    activity,
    accountSid,
    serviceSid,
    apiKey,
    apiSecret,
    onChange,
    restore: restore?.sync,
  });
}

async function startRuntime(
  options: WorldOptions,
  gateway: Gateway,
  apiOrigin: string,
  log: (line: LogLine) => void,
  report: (event: WorldEvent) => void,
): Promise<Runtime> {
  const { distDir, clock } = options;
  const env = Object.fromEntries(
    Object.entries({ ...functionSettings(apiOrigin), ...options.settings }).filter(
      ([, value]) => value !== '',
    ),
  );
  const domainName = new URL(gateway.origin).host;
  if (options.runtime === 'in-process') {
    installHost({ clock, log });
    return startInProcessRuntime({ distDir, env, domainName });
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
