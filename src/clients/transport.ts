import type { IncomingMessage } from 'node:http';
import { exchange } from './http';

/** What the SDK's resource classes hand to their client. */
export interface TwilioRequest {
  method: string;
  uri: string;
  params?: Record<string, unknown> | undefined;
  data?: Record<string, unknown> | undefined;
  headers?: Record<string, string> | undefined;
}

/** What they want back. */
export interface TwilioReply {
  statusCode: number;
  body: string;
}

export interface TransportOptions {
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Sends every request to this address instead of Twilio's (design: `TWILIO_API_BASE_URL`). */
  readonly baseUrl?: string | undefined;
}

/** No reply of ours is longer; a stand-in or proxy gone mad must not fill a function's memory. */
const MAX_REPLY_BYTES = 1_000_000;

/**
 * Sends one request of the Twilio SDK with the API key, until `signal` aborts it. Only a read is repeated, once, when its
 * reused connection broke. `node:https` starts faster than the global `fetch`.
 */
export function send(
  options: TransportOptions,
  request: TwilioRequest,
  signal: AbortSignal,
): Promise<TwilioReply> {
  const method = request.method.toUpperCase();
  const body = request.data === undefined ? undefined : encode(request.data).toString();
  const headers = {
    accept: 'application/json',
    ...request.headers,
    ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
  };
  const auth = `${options.apiKey}:${options.apiSecret}`;
  const isRead = method === 'GET';
  return exchange(addressOf(request, options.baseUrl), { method, headers, auth, body, isRead, signal }, read);
}

/** `https://sync.twilio.com/v1/…` under a base URL is `<base>/sync/v1/…`; the core API keeps its path. */
export function addressOf({ uri, params }: TwilioRequest, baseUrl: string | undefined): URL {
  const url = new URL(uri);
  for (const [name, value] of encode(params ?? {})) url.searchParams.append(name, value);
  if (baseUrl === undefined) return url;
  const product = url.hostname.split('.')[0] ?? '';
  const prefix = product === 'api' ? '' : `/${product}`;
  return new URL(`${baseUrl.replace(/\/+$/, '')}${prefix}${url.pathname}${url.search}`);
}

function encode(values: Record<string, unknown>): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null) form.append(name, String(item));
    }
  }
  return form;
}

async function read(reply: IncomingMessage): Promise<TwilioReply> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of reply as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_REPLY_BYTES) {
      reply.destroy();
      throw new Error(`the reply is longer than ${MAX_REPLY_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return { statusCode: reply.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') };
}
