/// <reference types="@twilio-labs/serverless-runtime-types" />
import { dispatchConfig } from '../config/bundled';
import { createApp, type App, type Settings } from '../app';
import { readCall, type Params } from '../cascade/request';
import { renderFallback, renderHangup } from '../cascade/twiml';
import { withDeadline } from '../deadline';
import { describeError } from '../errors';
import { currentHost } from '../host';
import { logLine } from './log-line';
import type { Outcome, Reply } from './outcome';

/** A function as the platform calls it. */
export type Handler = (context: Settings, event: Params, callback: Callback) => void;
type Callback = (error: null, response: unknown) => void;

/** One route: what it does, and what it answers when that fails. */
export interface Route<Opened extends App = App> {
  /** Puts together what the route may use. Never throws. */
  readonly open: (settings: Settings) => Opened;
  readonly handle: (app: Opened, params: Params) => Promise<Outcome>;
  /** Decides without any stored state; it must not wait for anything. */
  readonly fallback: (app: Opened, params: Params) => Reply;
  /** Whose leg the answer runs on: the caller's may dial, a callee's may not, a callback has none. */
  readonly leg: 'caller' | 'callee' | 'none';
  /** Who may use a route that the platform does not protect: a refusal, or null. */
  readonly authenticate?: (app: Opened, params: Params) => Reply | null;
  /** Milliseconds for `handle`. */
  readonly within: (params: Params) => number;
}

/** A route that calls need; what it may use is put together for it. */
export type AppRoute = Omit<Route, 'open'>;

/** Makes a Twilio function of a route: the only code that knows the platform's callback. It always answers. */
export function endpoint(route: AppRoute): Handler {
  return fullEndpoint({ ...route, open: createApp });
}

/** The same for a route that uses more than calls need. */
export function fullEndpoint<Opened extends App>(route: Route<Opened>): Handler {
  return (context, event, callback) => {
    void answer(route, context, event).then((reply) => callback(null, toResponse(reply)));
  };
}

async function answer<Opened extends App>(
  route: Route<Opened>,
  context: Settings,
  params: Params,
): Promise<Reply> {
  try {
    const app = route.open(context);
    const refused = route.authenticate?.(app, params) ?? null;
    if (refused !== null) return refused;
    try {
      const outcome = await withDeadline(app.clock, route.within(params), () => route.handle(app, params));
      for (const event of outcome.events) app.log(logLine(outcome.subject, event));
      return outcome.reply;
    } catch (error) {
      app.log({ level: 'warn', at: new Date(app.clock.now()).toISOString(), ...failure(error) });
      return route.fallback(app, params);
    }
  } catch (error) {
    return lastResort(route, params, error);
  }
}

/** Our own code is broken. A caller still gets a phone that rings; a callee's leg ends, and the next one rings. */
function lastResort({ leg }: { leg: Route['leg'] }, params: Params, error: unknown): Reply {
  try {
    currentHost().log({ level: 'warn', ...failure(error) });
  } catch {
    // Nothing is left to tell it to.
  }
  switch (leg) {
    case 'caller':
      return { kind: 'twiml', xml: renderFallback(dispatchConfig, readCall(params).to) };
    case 'callee':
      return { kind: 'twiml', xml: renderHangup() };
    case 'none':
      return { kind: 'repeat' };
    default:
      return leg satisfies never;
  }
}

function failure(error: unknown): Record<string, unknown> {
  return { type: 'fault', ...describeError(error) };
}

function toResponse(reply: Reply): unknown {
  const response = new Twilio.Response();
  switch (reply.kind) {
    case 'twiml':
      // Lower case: the one spelling that is right locally and deployed.
      response.appendHeader('content-type', 'text/xml');
      response.setBody(reply.xml);
      return response;
    case 'done':
      response.setStatusCode(204);
      return response;
    case 'repeat':
      // Twilio repeats on a 5xx, because our URLs ask for it.
      response.setStatusCode(503);
      return response;
    case 'json':
      // A string body and a lower-case header: the one form that is right locally and deployed.
      response.setStatusCode(reply.status);
      response.appendHeader('content-type', 'application/json');
      appendHeaders(response, reply.headers);
      response.setBody(JSON.stringify(reply.body));
      return response;
    case 'empty':
      response.setStatusCode(reply.status);
      appendHeaders(response, reply.headers);
      return response;
    case 'html':
      response.setStatusCode(reply.status);
      appendHeaders(response, reply.headers);
      response.setBody(reply.html);
      return response;
    case 'file':
      response.appendHeader('content-type', reply.contentType);
      appendHeaders(response, reply.headers);
      response.setBody(reply.body);
      return response;
    default:
      return reply satisfies never;
  }
}

function appendHeaders(
  response: { appendHeader(name: string, value: string): unknown },
  headers: Readonly<Record<string, string>> = {},
): void {
  for (const [name, value] of Object.entries(headers)) response.appendHeader(name, value);
}
