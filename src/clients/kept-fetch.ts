import type { IncomingMessage } from 'node:http';
import { exchange } from './http';

/** The part of `fetch` that our clients use. */
export interface FetchInit {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal: AbortSignal;
  /** Whether it changes nothing; a GET when left out. */
  readonly isRead?: boolean;
}

/** Longest refusal that is read. */
const MAX_REFUSAL_BYTES = 100_000;

/**
 * Does what `fetch` does, over our own kept connections: the built-in one checks how long a connection was idle by timers
 * alone, which are late in a function that was frozen. It follows no redirect. Rejects with a `TypeError` as `fetch` does,
 * or with the reason of the signal.
 */
export async function keptFetch(address: string | URL, init: FetchInit): Promise<KeptReply> {
  const { method = 'GET', headers = {}, body, signal, isRead = method === 'GET' } = init;
  const url = new URL(address);
  try {
    return await exchange(url, { method, headers, body, signal, isRead }, async (incoming) => {
      const reply = new KeptReply(incoming, url.href);
      if (!reply.ok) await reply.readRefusal();
      return reply;
    });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw new TypeError('fetch failed', { cause: error });
  }
}

/** A reply as `fetch` shows it, as far as Slack's client and ours look at it. */
export class KeptReply {
  readonly ok: boolean;
  readonly status: number;
  readonly statusText: string;
  readonly headers: ReplyHeaders;
  #body: AsyncIterable<Uint8Array>;

  constructor(
    incoming: IncomingMessage,
    readonly url: string,
  ) {
    this.status = incoming.statusCode ?? 0;
    this.ok = this.status >= 200 && this.status <= 299;
    this.statusText = incoming.statusMessage ?? '';
    this.headers = new ReplyHeaders(incoming);
    this.#body = incoming as AsyncIterable<Buffer>;
  }

  /** The bytes as they come; whoever stops early closes the connection. */
  get body(): AsyncIterable<Uint8Array> {
    return this.#body;
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return new Uint8Array(await this.#read()).buffer;
  }

  async text(): Promise<string> {
    return (await this.#read()).toString('utf8');
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text()) as unknown;
  }

  /** Closes the connection unless all is read. */
  async cancel(): Promise<void> {
    for await (const _chunk of this.#body) break;
  }

  /** Reads a refusal at once, so that its connection is free again although our clients look at its status alone. */
  async readRefusal(): Promise<void> {
    const chunks = [await this.#read(MAX_REFUSAL_BYTES)];
    // Not read a second time from the connection.
    this.#body = { [Symbol.asyncIterator]: () => again(chunks) };
  }

  async #read(most = Infinity): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of this.#body) {
      bytes += chunk.length;
      if (bytes > most) break;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }
}

async function* again(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* await Promise.resolve(chunks);
}

/** The header fields of a reply, by name in any case. */
class ReplyHeaders {
  readonly #fields: Map<string, string>;

  constructor({ headers }: IncomingMessage) {
    const all = Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')] as const);
    this.#fields = new Map(all);
  }

  get(name: string): string | null {
    return this.#fields.get(name.toLowerCase()) ?? null;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  entries(): IterableIterator<[string, string]> {
    return this.#fields.entries();
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }
}
