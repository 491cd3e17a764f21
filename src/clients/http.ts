import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { agentFor, dropIdle } from './agents';

/** One request over a kept connection. */
export interface HttpRequest {
  readonly method: string;
  readonly headers?: OutgoingHttpHeaders;
  /** `user:password` for basic authentication. */
  readonly auth?: string | undefined;
  readonly body?: string | Uint8Array | undefined;
  /** Whether it changes nothing: it is repeated once when the reused connection broke. */
  readonly isRead: boolean;
  readonly signal: AbortSignal;
}

/** Errors of a connection that the other side no longer has. */
const BROKEN = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/**
 * Sends a request and hands its reply to `take`. A read whose reused connection broke is sent once more on a new one; a
 * send never is, as the vendor may have done it: its outcome is unknown. Rejects with Node's error.
 */
export async function exchange<Reply>(
  url: URL,
  request: HttpRequest,
  take: (reply: IncomingMessage) => Promise<Reply>,
): Promise<Reply> {
  const first = await attempt(url, request, take);
  if (first.kind === 'answered') return first.reply;
  const mayRepeat = request.isRead && first.isReused && isBroken(first.error) && !request.signal.aborted;
  if (!mayRepeat) throw first.error;
  // The other connections have waited as long as the broken one.
  dropIdle(agentFor(url.protocol));
  const second = await attempt(url, request, take);
  if (second.kind === 'answered') return second.reply;
  throw second.error;
}

type Attempt<Reply> =
  | { readonly kind: 'answered'; readonly reply: Reply }
  | { readonly kind: 'failed'; readonly error: Error; readonly isReused: boolean };

function attempt<Reply>(
  url: URL,
  { method, headers, auth, body, signal }: HttpRequest,
  take: (reply: IncomingMessage) => Promise<Reply>,
): Promise<Attempt<Reply>> {
  const start = url.protocol === 'http:' ? httpRequest : httpsRequest;
  return new Promise((resolve) => {
    const outgoing = start(url, {
      method,
      agent: agentFor(url.protocol),
      signal,
      ...(auth === undefined ? {} : { auth }),
      headers: {
        ...headers,
        ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
      },
    });
    const fail = (error: Error): void => resolve({ kind: 'failed', error, isReused: outgoing.reusedSocket });
    outgoing.on('error', fail);
    outgoing.on('response', (incoming) => {
      take(incoming).then((reply) => resolve({ kind: 'answered', reply }), fail);
    });
    outgoing.end(body);
  });
}

/** Tells an error of a broken connection. */
export function isBroken(error: unknown): boolean {
  return BROKEN.has(String((error as { code?: unknown } | null)?.code));
}
