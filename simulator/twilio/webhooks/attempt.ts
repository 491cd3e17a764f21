import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Clock } from '../../../src/clock';
import type { WebhookResult } from './result';

/** One HTTP request as it goes out. Times in milliseconds. */
export interface Attempt {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly connectMs: number;
  readonly readMs: number;
  /** What is left for this try as a whole. */
  readonly totalMs: number;
}

/** Makes one HTTP request, timed by `clock`; never throws. */
export function attempt(clock: Clock, options: Attempt): Promise<WebhookResult> {
  return new Promise((resolve) => {
    const { method, headers, connectMs, readMs, totalMs } = options;
    // A connection of its own for each try: a kept one that the server drops would look like a failure of the server.
    const outgoing = request(options.url, { method, headers, agent: false });
    let isConnected = false;
    let cancelPhase = clock.after(connectMs, () => finish({ kind: 'failed', reason: 'connect-failed' }));
    const cancelTotal = clock.after(totalMs, () => finish(fail('timed-out')));
    const fail = (reason: 'timed-out' | 'hung-up'): WebhookResult => ({
      kind: 'failed',
      reason: isConnected ? reason : 'connect-failed',
    });
    const finish = (result: WebhookResult): void => {
      cancelPhase();
      cancelTotal();
      outgoing.destroy();
      resolve(result);
    };
    const waitForRead = (): void => {
      cancelPhase();
      cancelPhase = clock.after(readMs, () => finish(fail('timed-out')));
    };
    onConnect(outgoing, () => {
      isConnected = true;
      waitForRead();
    });
    outgoing.on('response', (incoming) => read(incoming, waitForRead, finish));
    outgoing.on('error', () => finish(fail('hung-up')));
    outgoing.end(options.body);
  });
}

function onConnect(outgoing: ClientRequest, connected: () => void): void {
  outgoing.on('socket', (socket) => socket.once('connect', connected));
}

function read(
  incoming: IncomingMessage,
  progress: () => void,
  finish: (result: WebhookResult) => void,
): void {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    progress();
  });
  incoming.on('error', () => finish({ kind: 'failed', reason: 'hung-up' }));
  incoming.on('end', () =>
    finish({
      kind: 'answered',
      status: incoming.statusCode ?? 0,
      contentType: incoming.headers['content-type'] ?? '',
      body: Buffer.concat(chunks).toString('utf8'),
    }),
  );
}
