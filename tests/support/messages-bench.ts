import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import twilio from 'twilio';
import { validateRequest } from 'twilio/lib/webhooks/webhooks';
import { Activity, type ActivityKind, type Exchange } from '../../simulator/activity';
import type { WorldEvent } from '../../simulator/events';
import { startLoopbackServer, type LoopbackServer } from '../../simulator/loopback-server';
import { ManualClock } from '../../simulator/manual-clock';
import { MessagesStandIn, type Handset, type ListedCall } from '../../simulator/twilio/messages';
import type { MessagesStandInOptions } from '../../simulator/twilio/messages';
import { WebhookSender } from '../../simulator/twilio/webhooks/sender';
import { createMessages, type Messages, type MessagesOptions } from '../../src/clients/messages';
import { addressOf } from '../../src/clients/transport';

export const ACCOUNT = `AC${'0'.repeat(32)}`;
export const SERVICE = `MG${'0'.repeat(32)}`;
export const LINE = '+15550100100';
export const CUSTOMER = '+12025550123';
export const START = Date.parse('2026-11-20T12:00:00Z');
const KEY = `SK${'0'.repeat(32)}`;
const SECRET = 'secret';
const AUTH_TOKEN = 'the-token-of-this-test';

/** A request that reached "our functions"; its fields are those of the query and the body. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
}

/** A document's verbs, or a status. */
export type Answer = string | number;

/** Counts the requests that were made to wait. */
class CountingActivity extends Activity {
  parked = 0;

  override begin(kind: ActivityKind): Exchange {
    const exchange = super.begin(kind);
    const park = (): void => {
      this.parked += 1;
      exchange.park();
    };
    return { ...exchange, park };
  }
}

/** The stand-in behind a server, in front of "our functions", whose answers the test decides. */
export class MessagesBench {
  readonly events: WorldEvent[] = [];
  readonly received: Received[] = [];
  readonly activity = new CountingActivity();
  readonly clock = new ManualClock(START, this.activity);
  calls: readonly ListedCall[] = [];
  readonly #answers = new Map<string, Answer>([['/status', 204]]);
  #unsigned = 0;
  #api: LoopbackServer | undefined;
  #functions: LoopbackServer | undefined;
  #standIn: MessagesStandIn | undefined;

  static async open(options: Partial<MessagesStandInOptions> = {}): Promise<MessagesBench> {
    const bench = new MessagesBench();
    bench.#functions = await startLoopbackServer((request, response) => void bench.#take(request, response));
    const { clock, activity, origin } = bench;
    const report = (event: WorldEvent): void => void bench.events.push(event);
    const standIn = new MessagesStandIn({
      clock,
      activity,
      report,
      sender: new WebhookSender({ clock, activity, report, authToken: AUTH_TOKEN }),
      random: () => 0.5,
      accountSid: ACCOUNT,
      apiKey: KEY,
      apiSecret: SECRET,
      calls: () => bench.calls,
      lines: { [LINE]: { messagingUrl: `${origin}/sms`, messagingFallbackUrl: `${origin}/fallback.xml` } },
      messagingService: { sid: SERVICE, sender: LINE },
      ...options,
    });
    bench.#standIn = standIn;
    bench.#api = await startLoopbackServer((request, response) => {
      void standIn.handle(request, response).then((isOurs) => {
        if (!isOurs) response.writeHead(418).end();
      });
    });
    return bench;
  }

  get standIn(): MessagesStandIn {
    return this.#standIn!;
  }

  /** Where "our functions" are. */
  get origin(): string {
    return this.#functions!.origin;
  }

  /** Where the stand-in's API is. */
  get api(): string {
    return this.#api!.origin;
  }

  get statusCallback(): string {
    return `${this.origin}/status`;
  }

  get customer(): Handset {
    return this.standIn.phone(CUSTOMER);
  }

  /** Twilio's own SDK, sent to the stand-in as `TWILIO_API_BASE_URL` would do it. */
  sdk({ secret = SECRET, account = ACCOUNT } = {}): twilio.Twilio {
    const httpClient = new twilio.RequestClient({ timeout: 5000 });
    const send = httpClient.request.bind(httpClient);
    httpClient.request = (options) =>
      send({ ...options, uri: addressOf({ method: options.method, uri: options.uri }, this.api).href });
    return twilio(KEY, secret, { accountSid: account, httpClient });
  }

  /** The product's own client. */
  client(options: Partial<MessagesOptions> = {}): Messages {
    return createMessages({
      apiKey: KEY,
      apiSecret: SECRET,
      accountSid: ACCOUNT,
      from: LINE,
      messagingServiceSid: SERVICE,
      baseUrl: this.api,
      ...options,
    });
  }

  /** One plain request with the right API key; a redirect is not followed. */
  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const authorization = `Basic ${Buffer.from(`${KEY}:${SECRET}`).toString('base64')}`;
    return fetch(`${this.api}${path}`, { redirect: 'manual', ...init, headers: { authorization } });
  }

  /** Path of one of the account's resources. */
  path(resource: string): string {
    return `/2010-04-01/Accounts/${ACCOUNT}/${resource}`;
  }

  now(): Date {
    return new Date(this.clock.now());
  }

  /** What a path answers from now on; a string is the content of `<Response>`. */
  on(path: string, answer: Answer): void {
    this.#answers.set(path, answer);
  }

  pass(seconds: number): Promise<void> {
    return this.clock.advance(seconds * 1000);
  }

  /** Resolves once so many requests have reached the API and wait there. */
  async parked(count: number): Promise<void> {
    while (this.activity.parked < count) await new Promise((resolve) => setImmediate(resolve));
  }

  /** The parameters of every request for a path. */
  at(path: string): Readonly<Record<string, string>>[] {
    return this.received.filter((request) => request.path === path).map(({ params }) => params);
  }

  /** The statuses that our status callback was told, in the order of arrival. */
  told(): (string | undefined)[] {
    return this.at('/status').map((params) => params['MessageStatus']);
  }

  /** Codes of everything that went wrong. */
  faults(): (number | string)[] {
    return this.events.flatMap((event) =>
      event.type === 'fault' || event.type === 'twiml.refused' ? [event.code] : [],
    );
  }

  /** Lets every text arrive, then closes the servers; fails when something was not signed or does not end. */
  async close(): Promise<void> {
    this.standIn.close();
    const isIdle = await this.clock.advanceUntil(() => this.standIn.idle(), 60_000);
    await this.#api?.close();
    await this.#functions?.close();
    expect(isIdle).toBe(true);
    expect(this.#unsigned).toBe(0);
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = Object.fromEntries(new URLSearchParams(await text(request)));
    const { pathname, searchParams } = new URL(request.url ?? '', this.origin);
    const signature = String(request.headers['x-twilio-signature']);
    if (!validateRequest(AUTH_TOKEN, signature, `${this.origin}${request.url ?? ''}`, form))
      this.#unsigned += 1;
    const params = { ...Object.fromEntries(searchParams), ...form };
    this.received.push({ method: request.method ?? '', path: pathname, params });
    const answer = this.#answers.get(pathname) ?? 404;
    if (typeof answer === 'number') response.writeHead(answer).end();
    else response.writeHead(200, { 'content-type': 'text/xml' }).end(`<Response>${answer}</Response>`);
  }
}

/** Returns why a request failed; throws when it did not. */
export async function failureOf(request: Promise<unknown>): Promise<{ status?: number; code?: unknown }> {
  try {
    await request;
  } catch (error) {
    return error as { status?: number; code?: unknown };
  }
  throw new Error('the request was expected to fail');
}
