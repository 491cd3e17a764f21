import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import twilio from 'twilio';
import { Activity, type ActivityKind, type Exchange } from '../../simulator/activity';
import { SyncStandIn, type DocumentChange, type StoreState } from '../../simulator/twilio/sync';
import { addressOf } from '../../src/clients/transport';
import type { Clock } from '../../src/clock';

/** The service that the stand-in has, and the moment at which its clock starts. */
export const SERVICE = `IS${'0'.repeat(32)}`;
export const ACCOUNT = `AC${'0'.repeat(32)}`;
export const START = Date.parse('2030-01-01T00:00:00Z');

const KEY = `SK${'0'.repeat(32)}`;
const SECRET = 'secret';

/** What the SDK throws. */
export interface Failure {
  status?: number;
  code?: number | string;
  message: string;
}

/** Twilio's own HTTP client, sent to the stand-in as `TWILIO_API_BASE_URL` would do it. */
class RedirectedClient extends twilio.RequestClient {
  constructor(baseUrl: string) {
    super({ timeout: 5_000 });
    const send = this.request.bind(this);
    this.request = (options) =>
      send({ ...options, uri: addressOf({ method: options.method, uri: options.uri }, baseUrl).href });
  }
}

/** A clock that moves when it is told to. */
class ManualClock implements Clock {
  #now = START;
  readonly #timers = new Set<{ at: number; action: () => void }>();

  now(): number {
    return this.#now;
  }

  after(ms: number, action: () => void): () => void {
    const timer = { at: this.#now + ms, action };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  advance(ms: number): void {
    this.#now += ms;
    for (const timer of [...this.#timers].filter(({ at }) => at <= this.#now)) {
      this.#timers.delete(timer);
      timer.action();
    }
  }
}

/** Writes down what its exchanges did, so that a test can wait for a request to get somewhere. */
class RecordedActivity extends Activity {
  readonly moves: (keyof Exchange)[] = [];

  override begin(kind: ActivityKind): Exchange {
    const exchange = super.begin(kind);
    const record = (move: keyof Exchange) => () => {
      this.moves.push(move);
      exchange[move]();
    };
    return { park: record('park'), unpark: record('unpark'), end: record('end') };
  }

  /** Resolves once a request did `move` after the last `moves.length = 0`. */
  async seen(move: keyof Exchange): Promise<void> {
    while (!this.moves.includes(move)) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A stand-in that listens on the loopback interface, with Twilio's SDK pointed at it. */
export class ListeningSync {
  readonly clock = new ManualClock();
  readonly activity = new RecordedActivity();
  readonly changes: DocumentChange[] = [];
  readonly standIn: SyncStandIn;
  readonly #server: Server;

  constructor(restore?: StoreState) {
    this.standIn = new SyncStandIn({
      clock: this.clock,
      activity: this.activity,
      accountSid: ACCOUNT,
      serviceSid: SERVICE,
      apiKey: KEY,
      apiSecret: SECRET,
      onChange: (change) => this.changes.push(change),
      restore,
    });
    this.#server = createServer((req, res) => {
      void this.standIn.handle(req, res).then((isOurs) => {
        if (!isOurs) res.writeHead(418).end();
      });
    });
  }

  /** Starts it on a free port. */
  static async start(restore?: StoreState): Promise<ListeningSync> {
    const sync = new ListeningSync(restore);
    sync.#server.listen(0, '127.0.0.1');
    await once(sync.#server, 'listening');
    return sync;
  }

  async stop(): Promise<void> {
    this.standIn.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The documents as Twilio's SDK offers them. */
  sdk({ secret = SECRET, service = SERVICE } = {}) {
    const httpClient = new RedirectedClient(this.#address);
    return twilio(KEY, secret, { accountSid: ACCOUNT, httpClient }).sync.v1.services(service).documents;
  }

  /** One plain request with the right API key. */
  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const authorization = `Basic ${Buffer.from(`${KEY}:${SECRET}`).toString('base64')}`;
    return fetch(`${this.#address}${path}`, { ...init, headers: { authorization } });
  }

  get #address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
}

/** Returns why a request failed; throws when it did not. */
export async function failureOf(request: Promise<unknown>): Promise<Failure> {
  try {
    await request;
  } catch (error) {
    return error as Failure;
  }
  throw new Error('the request was expected to fail');
}
