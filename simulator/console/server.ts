import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { z } from 'zod';
import type { World } from '../world';
import { LONGEST_FILE } from './actions';
import { Dashboard } from './dashboard';
import { openStream } from './live-stream';
import { actionSchema } from './protocol';
import { perform, type Stage } from './perform';
import { RefusedAction } from './refused-action';
import { serveFile } from './serve-file';
import { Ticker } from './ticker';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** A file written by hand is the longest; JSON may double it. */
const MAX_ACTION_BYTES = 2 * LONGEST_FILE + 20_000;

/** Serves the console page and its API on the gateway's port; resolves to false for paths that are not its own. */
export function createConsole(world: World, pageDir: string) {
  const stage: Stage = { world, ticker: new Ticker(world), dashboard: new Dashboard(world) };
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    switch (`${request.method ?? 'GET'} ${pathname}`) {
      case 'GET /_world/events':
        openStream(stage, request, response);
        return true;
      case 'POST /_world/actions':
        await takeAction(stage, request, response);
        return true;
      default:
        if (request.method !== 'GET') return false;
        return (await serveFile(world, pathname, response)) || servePage(pageDir, pathname, response);
    }
  };
}

async function servePage(pageDir: string, pathname: string, response: ServerResponse): Promise<boolean> {
  if (pathname !== '/' && !pathname.startsWith('/assets/')) return false;
  const file = normalize(join(pageDir, pathname === '/' ? 'index.html' : pathname));
  if (!file.startsWith(pageDir)) return false;
  const contents = await readFile(file).catch(() => null);
  if (contents === null) return false;
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'cache-control': 'no-cache',
    'content-security-policy':
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
  });
  response.end(contents);
  return true;
}

/** A form of a foreign page cannot send JSON, so the content type keeps foreign pages out. */
async function takeAction(stage: Stage, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.headers['content-type']?.startsWith('application/json') !== true) {
    reply(response, 415, { error: { code: 'not_json', message: 'Send the action as application/json.' } });
    return;
  }
  try {
    const action = actionSchema.parse(JSON.parse(await readBody(request)));
    reply(response, 200, await perform(stage, action));
  } catch (error) {
    const [status, code] = error instanceof RefusedAction ? [409, 'refused'] : [400, 'bad_action'];
    reply(response, status, { error: { code, message: messageOf(error) } });
  }
}

function messageOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  return error instanceof Error ? error.message : 'That cannot be done.';
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request as AsyncIterable<Buffer>) {
    body += chunk.toString('utf8');
    if (body.length > MAX_ACTION_BYTES) throw new Error('The action is too long.');
  }
  return body;
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
