import { text } from 'node:stream/consumers';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { validateRequest } from 'twilio/lib/webhooks/webhooks';
import { Activity } from '../../simulator/activity';
import type { WorldEvent } from '../../simulator/events';
import { startLoopbackServer, type LoopbackServer } from '../../simulator/loopback-server';
import { ManualClock } from '../../simulator/manual-clock';
import { CallRunner, type BehaviourOptions, type Call, type Phone } from '../../simulator/twilio/calls';
import { WebhookSender } from '../../simulator/twilio/webhooks/sender';

export const AUTH_TOKEN = 'the-token-of-this-test';
export const LINE = '+15550100100';
export const CUSTOMER = '+12025550123';
export const SERGIO = '+15550100001';
export const BACKUP = '+15550100002';
export const XML = 'text/xml';

/** A request that reached "our functions". */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
  readonly isSigned: boolean;
}

/** What is answered; a string holds the verbs of a document. */
export type Answer =
  string | { status: number; type?: string; body?: string } | { fails: 'never answers' | 'hangs up' };

export const NEVER: Answer = { fails: 'never answers' };
export const CUT: Answer = { fails: 'hangs up' };

/** A call runner with a manual clock, in front of a server whose answers the test decides. */
export class CallBench {
  readonly received: Received[] = [];
  readonly events: WorldEvent[] = [];
  readonly activity = new Activity();
  readonly clock = new ManualClock(Date.parse('2026-11-20T12:00:00Z'), this.activity);
  readonly sender: WebhookSender;
  readonly #answers = new Map<string, Answer | ((received: Received) => Answer)>([
    ['/status', { status: 204 }],
  ]);
  #server: LoopbackServer | undefined;
  #runner: CallRunner | undefined;

  private constructor() {
    const report = (event: WorldEvent): void => void this.events.push(event);
    const { clock, activity } = this;
    this.sender = new WebhookSender({ clock, activity, report, authToken: AUTH_TOKEN });
  }

  static async open(
    options: {
      behaviour?: BehaviourOptions;
      random?: () => number;
      voice?: string;
      hasFallback?: boolean;
    } = {},
  ): Promise<CallBench> {
    const bench = new CallBench();
    bench.#server = await startLoopbackServer((request, response) => void bench.#handle(request, response));
    const { clock, sender, origin } = bench;
    const { behaviour = {}, random = () => 0.5, voice = '/voice', hasFallback = true } = options;
    bench.#runner = new CallRunner({
      clock,
      sender,
      report: (event) => void bench.events.push(event),
      random,
      accountSid: `AC${'0'.repeat(32)}`,
      numbers: {
        [LINE]: {
          voiceUrl: `${origin}${voice}`,
          ...(hasFallback ? { voiceFallbackUrl: `${origin}/fallback` } : {}),
          statusCallback: `${origin}/status`,
        },
      },
      behaviour,
      recordings: { baseUrl: origin },
    });
    return bench;
  }

  get origin(): string {
    return this.#server!.origin;
  }

  get runner(): CallRunner {
    return this.#runner!;
  }

  /** What a path answers from now on; a string is the content of `<Response>`. */
  on(path: string, answer: Answer | ((received: Received) => Answer)): void {
    this.#answers.set(path, answer);
  }

  /** Calls the line, and waits until nothing moves without time passing. */
  async call(from = CUSTOMER, params: Record<string, string> = {}): Promise<Call> {
    const call = this.runner.placeCall({ from, to: LINE, params });
    await this.settle();
    return call;
  }

  phone(number: string): Phone {
    return this.runner.phone(number);
  }

  settle(): Promise<void> {
    return this.activity.settle();
  }

  pass(seconds: number): Promise<void> {
    return this.clock.advance(seconds * 1000);
  }

  /** The parameters of every request for a path. */
  at(path: string): Readonly<Record<string, string>>[] {
    return this.received.filter((request) => request.path === path).map(({ params }) => params);
  }

  of<Type extends WorldEvent['type']>(type: Type): Extract<WorldEvent, { type: Type }>[] {
    return this.events.filter((event): event is Extract<WorldEvent, { type: Type }> => event.type === type);
  }

  /** Codes of everything that went wrong. */
  faults(): (number | string)[] {
    return this.events.flatMap((event) =>
      event.type === 'fault' || event.type === 'twiml.refused' ? [event.code] : [],
    );
  }

  /** Lets the calls end, then closes the server; fails when something does not end or was not signed. */
  async close(): Promise<void> {
    for (const call of this.runner.calls) if (!call.ended) call.hangUp();
    const isIdle = await this.clock.advanceUntil(() => this.runner.idle(), 60_000);
    await this.#server?.close();
    expect(isIdle).toBe(true);
    expect(this.clock.pending()).toBe(0);
    expect(this.received.filter(({ isSigned }) => !isSigned)).toEqual([]);
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { pathname, searchParams } = new URL(request.url ?? '', this.origin);
    const form = Object.fromEntries(new URLSearchParams(body));
    const signature = String(request.headers['x-twilio-signature']);
    const isSigned = validateRequest(AUTH_TOKEN, signature, `${this.origin}${request.url ?? ''}`, form);
    const { method = '', headers } = request;
    const params = { ...Object.fromEntries(searchParams), ...form };
    const received = { method, path: pathname, params, headers, isSigned };
    this.received.push(received);
    const given = this.#answers.get(pathname) ?? { status: 404 };
    reply(response, typeof given === 'function' ? given(received) : given);
  }
}

function reply(response: ServerResponse, answer: Answer): void {
  if (typeof answer === 'object' && 'fails' in answer) {
    if (answer.fails === 'hangs up') response.destroy();
    return;
  }
  const {
    status,
    type = 'text/plain',
    body = '',
  } = typeof answer === 'string'
    ? { status: 200, type: XML, body: `<Response>${answer}</Response>` }
    : answer;
  response
    .writeHead(status, status === 302 ? { location: '/elsewhere' } : { 'content-type': type })
    .end(body);
}
