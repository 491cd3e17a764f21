import type { SlackReply, SlackRequest } from '../http';
import type { Api, Method } from './api';
import { Arguments } from './arguments';
import { chat } from './chat';
import { conversations } from './conversations';
import { SlackError } from './error';
import { files } from './files';
import { people } from './people';
import { schedule } from './schedule';

export type { Api } from './api';
export { SlackError } from './error';

/** The methods that the stand-in has, by name. */
const METHODS: Readonly<Record<string, Method>> = {
  ...people,
  ...chat,
  ...schedule,
  ...conversations,
  ...files,
};

/** Every method is below it. */
export const API_PREFIX = '/api/';

/** Answers a call of a method as Slack would, and tells `refused` of every refusal; never throws for what a client sent. */
export function answer(api: Api, request: SlackRequest, refused: (error: SlackError) => void): SlackReply {
  try {
    return { status: 200, json: { ok: true, ...call(api, request) } };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    refused(error);
    return refuse(error);
  }
}

/** Writes a refusal in Slack's form. */
export function refuse(error: SlackError): SlackReply {
  if (error.code !== 'ratelimited') return { status: 200, json: error };
  return { status: 429, headers: { 'retry-after': String(error.retryAfter) }, json: error };
}

/** Whether a request changes anything: a method that writes, or an upload. */
export function changesSomething({ path }: SlackRequest): boolean {
  return methodAt(path)?.changes ?? path.startsWith('/upload/');
}

function call(api: Api, request: SlackRequest): object {
  const { app } = api.workspace;
  if (request.authorization === '') throw new SlackError('not_authed');
  if (request.authorization !== `Bearer ${app.token}`) throw new SlackError('invalid_auth');
  const method = methodAt(request.path);
  if (method === undefined) throw new SlackError('unknown_method');
  if (method.scope !== null && !app.scopes.includes(method.scope)) {
    throw new SlackError('missing_scope', { needed: method.scope, provided: app.scopes.join(',') });
  }
  return method.run(api, Arguments.read(request, method.takesJson), request.origin);
}

function methodAt(path: string): Method | undefined {
  const name = path.slice(API_PREFIX.length);
  return Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
}
