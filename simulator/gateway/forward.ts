import { request as connect, type IncomingMessage } from 'node:http';
import type { Runtime } from '../runtime/runtime';
import { requestHeaders, responseHeaders } from './headers';
import { LIMITS } from './limits';
import { functionFailed, type Reply } from './outcome';
import { readBody } from './read-body';

/** A request that the gateway has admitted. */
export interface Admitted {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

/**
 * Lets the runtime answer; an abort of `over` drops the request. A function that takes its process down is a 502, like
 * any gateway's lost upstream: Twilio only says that it is some 5xx.
 */
export async function forward(request: Admitted, runtime: Runtime, over: AbortSignal): Promise<Reply> {
  try {
    await runtime.ready();
    return await answer(await send(request, runtime.origin, over));
  } catch {
    return functionFailed(502, 'The function ended without an answer.');
  }
}

function send(request: Admitted, origin: string, over: AbortSignal): Promise<IncomingMessage> {
  const headers = [
    ...requestHeaders(request.rawHeaders),
    ...['host', new URL(origin).host],
    ...['content-length', String(request.body.length)],
    ...['connection', 'close'],
  ];
  const { method, target: path, body } = request;
  return new Promise((resolve, reject) => {
    // A connection of its own: one kept from before may lead to a process that is gone.
    connect(origin, { method, path, headers, agent: false, signal: over })
      .on('response', resolve)
      .on('error', reject)
      .end(body);
  });
}

async function answer(message: IncomingMessage): Promise<Reply> {
  const body = await readBody(message, LIMITS.responseBytes);
  if (body === 'too-large') return functionFailed(502, 'The answer is larger than 4 MB.');
  const headers = responseHeaders(message.rawHeaders);
  return { kind: 'reply', status: message.statusCode ?? 502, headers, body };
}
