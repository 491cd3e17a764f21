import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../src/clock';
import type { Activity } from '../activity';
import type { Route, Runtime } from '../runtime/runtime';
import { findRoute, isLoopbackHost, refuse } from './admission';
import { execute } from './execute';
import type { Fault, Faults } from './faults';
import type { Admitted } from './forward';
import { LIMITS } from './limits';
import { refusal, type Outcome } from './outcome';
import { readBody } from './read-body';

/** The local world's own pages, tried before any function; resolves with whether the request was one of theirs. */
export type LocalPages = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** Everything that a request meets on its way. */
export interface Served {
  runtime: Runtime | null;
  readonly faults: Faults;
  readonly authToken: string;
  readonly clock: Clock;
  readonly activity: Activity;
  local: LocalPages;
}

/** Takes one request from its arrival to its answer; never rejects. */
export async function serve(
  served: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const over = new AbortController();
  response.once('close', () => over.abort());
  try {
    if (!isLoopbackHost(request.headers.host)) {
      finish(response, refusal(421, 'This server answers to localhost only.'));
    } else if (!(await served.local(request, response))) {
      finish(response, await answer(served, request, over.signal));
    }
  } catch (error) {
    // The client is gone, or a page of the local world's own failed.
    if (response.headersSent) response.destroy();
    else finish(response, refusal(500, String(error)));
  }
}

async function answer(served: Served, request: IncomingMessage, over: AbortSignal): Promise<Outcome> {
  const { runtime, authToken } = served;
  if (runtime === null) return refusal(503, 'The functions are being started.');
  const { method = '', url: target = '', rawHeaders, headers } = request;
  const route = findRoute(method, target.split('?', 1)[0] ?? '', runtime.routes);
  if ('status' in route) return route;
  const body = await readBody(request, LIMITS.requestBytes);
  if (body === 'too-large') return refusal(413, 'The request is larger than 1 MB.', ['connection', 'close']);
  const url = `http://${headers.host ?? ''}${target}`;
  const refused = refuse(route, { method, url, headers, body }, authToken);
  return refused ?? call(served, runtime, route, { method, target, rawHeaders, body }, over);
}

function call(
  { faults, clock, activity }: Served,
  runtime: Runtime,
  route: Route,
  request: Admitted,
  over: AbortSignal,
): Promise<Outcome> | Outcome {
  if (over.aborted) return { kind: 'reset' };
  const exchange = activity.begin('function');
  over.addEventListener('abort', () => exchange.end(), { once: true });
  // The platform itself answers OPTIONS, so a broken function does not show there.
  const fault: Fault = request.method === 'OPTIONS' ? { kind: 'none' } : faults.of(route);
  return execute({ request, runtime, fault, clock, exchange, over });
}

function finish(response: ServerResponse, outcome: Outcome): void {
  switch (outcome.kind) {
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'reply': {
      const { status, headers, body } = outcome;
      const hasBody = status !== 204 && status !== 304;
      const length = hasBody ? ['content-length', String(body.length)] : [];
      response.writeHead(status, [...headers, ...length]).end(hasBody ? body : undefined);
    }
  }
}
