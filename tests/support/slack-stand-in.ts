import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { isValidSlackRequest } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { Activity, type ActivityKind, type Exchange } from '../../simulator/activity';
import type { WorldEvent } from '../../simulator/events';
import { startLoopbackServer, type LoopbackServer } from '../../simulator/loopback-server';
import { ManualClock } from '../../simulator/manual-clock';
import {
  LOCAL_SLACK,
  localWorkspace,
  SlackStandIn,
  type MessageView,
  type SlackState,
  type Workspace,
} from '../../simulator/slack';
import { silentLogger } from '../../src/clients/slack/silent-logger';
import { routing } from './routing';

/** The moment at which the clock starts: half past a second. */
export const START = Date.parse('2030-01-01T00:00:00.500Z');
export const { channelId: CHANNEL, botUserId: BOT, botId: BOT_ID } = LOCAL_SLACK;

/** A request that reached "our functions". */
export interface Received {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Whether Slack's own verifier takes it at the moment of its arrival. */
  readonly isSigned: boolean;
}

/** What "our functions" answer; `never` leaves Slack waiting. */
export type Answer =
  { status: number; body?: string; type?: string; headers?: Record<string, string> } | 'never' | 'hangs up';

/** Writes down what the exchanges of stand-ins did, and counts those of functions that are not over. */
class WatchedActivity extends Activity {
  readonly moves: (keyof Exchange)[] = [];
  open = 0;

  override begin(kind: ActivityKind): Exchange {
    const exchange = super.begin(kind);
    if (kind === 'function') return this.#counted(exchange);
    const note = (move: keyof Exchange) => (): void => {
      this.moves.push(move);
      exchange[move]();
    };
    return { park: note('park'), unpark: note('unpark'), end: note('end') };
  }

  #counted(exchange: Exchange): Exchange {
    const end = (): void => {
      this.open -= 1;
      exchange.end();
    };
    this.open += 1;
    return { ...exchange, end };
  }
}

/** A local Slack with an app behind it, on a manual clock. */
export class SlackBench {
  readonly activity = new WatchedActivity();
  readonly clock = new ManualClock(START, this.activity);
  readonly received: Received[] = [];
  readonly reports: WorldEvent[] = [];
  readonly slack: SlackStandIn;
  /** What is answered next; the last one stays. */
  answers: Answer[] = [{ status: 200 }];
  #api!: LoopbackServer;
  #app!: LoopbackServer;

  private constructor(options: BenchOptions) {
    const workspace = localWorkspace(routing());
    this.slack = new SlackStandIn({
      clock: this.clock,
      activity: this.activity,
      report: (event) => void this.reports.push(event),
      workspace: { ...workspace, ...options.workspace?.(workspace) },
      burst: options.burst,
      restore: options.restore,
    });
  }

  /** Starts everything; by default a channel takes many messages at once, so that only its own tests meet the limit. */
  static async open({ burst = 100, ...options }: BenchOptions = {}): Promise<SlackBench> {
    const bench = new SlackBench({ burst, ...options });
    bench.#api = await startLoopbackServer((req, res) => {
      void bench.slack.handle(req, res).then((isOurs) => {
        if (!isOurs) res.writeHead(418).end();
      });
    });
    bench.#app = await startLoopbackServer((req, res) => {
      void text(req).then((body) => bench.#take({ url: req.url ?? '', headers: req.headers, body }, res));
    });
    bench.slack.install(bench.#app.origin, LOCAL_SLACK.urlKey);
    return bench;
  }

  get origin(): string {
    return this.#api.origin;
  }

  /** Slack's own client, with the options that the product uses. */
  client(token: string = LOCAL_SLACK.botToken): WebClient {
    return new WebClient(token, {
      slackApiUrl: `${this.origin}/api/`,
      timeout: 2000,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: silentLogger,
    });
  }

  /** One plain call with the bot's token and a body of JSON. */
  async callWithJson(method: string, body: object): Promise<Record<string, unknown>> {
    const headers = {
      authorization: `Bearer ${LOCAL_SLACK.botToken}`,
      'content-type': 'application/json',
    };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await fetch(`${this.origin}/api/${method}`, init);
    return (await response.json()) as Record<string, unknown>;
  }

  /** What the bodies of received events hold. */
  events(): Record<string, unknown>[] {
    return this.received
      .filter(({ url }) => url.startsWith('/slack-events'))
      .map(({ body }) => (JSON.parse(body) as { event: Record<string, unknown> }).event);
  }

  /** The channel's messages as a person reads them. */
  texts(): string[] {
    return this.slack.channel.messages.map((message) => message.text);
  }

  last(): MessageView {
    return this.slack.channel.messages.at(-1)!;
  }

  /** Codes of everything that was reported as wrong. */
  faults(): unknown[] {
    return this.reports.map((report) => (report as { code?: unknown }).code);
  }

  /** Resolves once a request rests at Slack. */
  async parked(): Promise<void> {
    while (!this.activity.moves.includes('park')) await new Promise((resolve) => setImmediate(resolve));
  }

  settle(): Promise<void> {
    return this.activity.settle();
  }

  pass(seconds: number): Promise<void> {
    return this.clock.advance(seconds * 1000);
  }

  /** Closes everything; fails when a request is not over, or when something reached the app that Slack did not sign. */
  async close(): Promise<void> {
    this.slack.close();
    await Promise.all([this.#api.close(), this.#app.close()]);
    await this.settle();
    expect(this.activity.open).toBe(0);
    expect(this.received.filter(({ isSigned }) => !isSigned)).toEqual([]);
  }

  #take(request: Omit<Received, 'isSigned'>, res: ServerResponse): void {
    this.received.push({ ...request, isSigned: isSigned(request, this.clock.now()) });
    const answer = this.answers.length > 1 ? this.answers.shift()! : this.answers[0]!;
    if (answer === 'never') return;
    if (answer === 'hangs up') {
      res.destroy();
      return;
    }
    const { status, body = '', type = 'application/json', headers = {} } = answer;
    res.writeHead(status, { 'content-type': type, ...headers }).end(body);
  }
}

interface BenchOptions {
  readonly burst?: number | undefined;
  readonly restore?: SlackState;
  readonly workspace?: (workspace: Workspace) => Partial<Workspace>;
}

function isSigned({ headers, body }: Omit<Received, 'isSigned'>, now: number): boolean {
  return isValidSlackRequest({
    signingSecret: LOCAL_SLACK.signingSecret,
    body,
    headers: {
      'x-slack-signature': String(headers['x-slack-signature']),
      'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
    },
    nowMilliseconds: now,
  });
}

/** Slack's error code for a call that is expected to fail. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  const error = await failureOf(call);
  return error.data?.error ?? String(error.code);
}

/** What the client throws; throws itself when the call succeeded. */
export async function failureOf(call: Promise<unknown>): Promise<ClientFailure> {
  try {
    await call;
  } catch (error) {
    return error as ClientFailure;
  }
  throw new Error('the call was expected to fail');
}

export interface ClientFailure {
  readonly code?: string;
  readonly data?: { readonly error?: string };
  readonly retryAfter?: number;
  readonly statusCode?: number;
}
