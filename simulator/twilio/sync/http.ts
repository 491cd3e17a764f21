import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { SyncReply, SyncRequest } from './routes';

/** Reads a request to its end, or returns null when the client went away before that. */
export async function readRequest(req: IncomingMessage): Promise<SyncRequest | null> {
  const url = urlOf(req);
  try {
    const form = new URLSearchParams(await text(req));
    const { method = 'GET', headers } = req;
    return { method, path: url.pathname, query: url.searchParams, form, headers };
  } catch {
    return null;
  }
}

/** Returns the address of a request; only its path and query mean anything. */
export function urlOf(req: IncomingMessage): URL {
  return new URL(req.url ?? '/', 'http://localhost');
}

/** Sends a reply as JSON. */
export function sendReply(res: ServerResponse, { status, headers, body }: SyncReply): void {
  if (body === undefined) {
    res.writeHead(status, headers).end();
    return;
  }
  res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
