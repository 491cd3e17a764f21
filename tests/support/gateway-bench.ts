import { EventEmitter, once } from 'node:events';
import { request as connect, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { Activity, type ActivityKind, type Exchange } from '../../simulator/activity';
import { startGateway, type Gateway, type GatewayOptions } from '../../simulator/gateway';
import { ManualClock } from '../../simulator/manual-clock';
import { startInProcessRuntime } from '../../simulator/runtime/in-process';
import type { Runtime } from '../../simulator/runtime/runtime';

export const AUTH_TOKEN = 'a-token-for-tests';
export const FORM = 'application/x-www-form-urlencoded';
/** Holds functions and assets for tests, laid out as the build does. */
export const FIXTURES = join(__dirname, '../fixtures/functions');

export interface Question {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Asks like a plain client, since `fetch` lets nobody choose the Host header; each time over a new connection. */
export function ask(origin: string, path: string, question: Question = {}): Promise<Answer> {
  const { method = 'GET', headers, body, signal } = question;
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  const { hostname: host, port } = new URL(origin);
  const options = { host, port, path, method, agent: false, headers: { ...headers, ...length } };
  return new Promise((resolve, reject) => {
    connect({ ...options, ...(signal && { signal }) })
      .on('error', reject)
      .on('response', (response) => {
        const { statusCode: status, headers: received } = response;
        text(response).then((content) => resolve({ status, headers: received, body: content }), reject);
      })
      .end(body);
  });
}

/** A gateway on a manual clock before the real runtime with the functions of `tests/fixtures/functions`. */
export class GatewayBench {
  readonly clock: ManualClock;
  readonly gateway: Gateway;
  readonly runtime: Runtime;
  readonly #activity: WatchedActivity;

  static async open(): Promise<GatewayBench> {
    const activity = new WatchedActivity();
    const clock = new ManualClock(Date.parse('2026-01-05T12:00:00Z'), activity);
    const gateway = await startGateway({ authToken: AUTH_TOKEN, clock, activity });
    const domainName = new URL(gateway.origin).host;
    const runtime = await startInProcessRuntime({ distDir: FIXTURES, env: {}, domainName });
    gateway.setRuntime(runtime);
    return new GatewayBench(activity, clock, gateway, runtime);
  }

  private constructor(activity: WatchedActivity, clock: ManualClock, gateway: Gateway, runtime: Runtime) {
    this.#activity = activity;
    this.clock = clock;
    this.gateway = gateway;
    this.runtime = runtime;
  }

  /** Another gateway in the same world. */
  startGateway(options: Partial<GatewayOptions> = {}): Promise<Gateway> {
    return startGateway({ authToken: AUTH_TOKEN, clock: this.clock, activity: this.#activity, ...options });
  }

  ask(path: string, question?: Question): Promise<Answer> {
    return ask(this.gateway.origin, path, question);
  }

  /** Resolves when the next exchange takes this step. */
  async next(step: 'begin' | keyof Exchange): Promise<void> {
    await once(this.#activity.steps, step);
  }

  /** A webhook as Twilio makes it; `origin` is how Twilio addresses us. */
  signedForm(
    path: string,
    fields: Readonly<Record<string, string>>,
    { token = AUTH_TOKEN, origin = this.gateway.origin } = {},
  ): Question {
    const signature = getExpectedTwilioSignature(token, origin + path, fields);
    const body = new URLSearchParams(fields).toString();
    return { method: 'POST', headers: { 'content-type': FORM, 'x-twilio-signature': signature }, body };
  }

  signedGet(path: string): Question {
    return { headers: { 'x-twilio-signature': this.#signatureOf(path) } };
  }

  signedJson(path: string, body: string): Question {
    const headers = { 'content-type': 'application/json', 'x-twilio-signature': this.#signatureOf(path) };
    return { method: 'POST', headers, body };
  }

  async close(): Promise<void> {
    await this.gateway.close();
    await this.runtime.close();
  }

  #signatureOf(path: string): string {
    return getExpectedTwilioSignature(AUTH_TOKEN, this.gateway.origin + path, {});
  }
}

/** Tells of every step of every exchange. */
class WatchedActivity extends Activity {
  readonly steps = new EventEmitter();

  override begin(kind: ActivityKind): Exchange {
    const exchange = super.begin(kind);
    const told = (step: keyof Exchange) => (): void => {
      exchange[step]();
      this.steps.emit(step);
    };
    this.steps.emit('begin');
    return { park: told('park'), unpark: told('unpark'), end: told('end') };
  }
}
