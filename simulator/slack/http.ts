import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** What the stand-in looks at in an HTTP request. */
export interface SlackRequest {
  readonly path: string;
  readonly query: string;
  /** How the client addressed us, without a path. */
  readonly origin: string;
  readonly authorization: string;
  readonly contentType: string;
  readonly body: Buffer;
}

/** What it answers: JSON, or bytes of some other type. */
export interface SlackReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: object;
  readonly bytes?: { readonly type: string; readonly content: Buffer };
}

/** Reads a request to its end, or returns null when the client went away before that. */
export async function readRequest(req: IncomingMessage): Promise<SlackRequest | null> {
  const { authorization = '', host = '', 'content-type': contentType = '' } = req.headers;
  try {
    const body = await buffer(req);
    const { pathname: path, search: query } = urlOf(req);
    return { path, query, origin: `http://${host}`, authorization, contentType, body };
  } catch {
    return null;
  }
}

/** The address of a request; only its path and query mean anything. */
export function urlOf(req: IncomingMessage): URL {
  return new URL(req.url ?? '/', 'http://localhost');
}

/** Sends a reply. */
export function sendReply(res: ServerResponse, { status, headers, json = {}, bytes }: SlackReply): void {
  const type = bytes?.type ?? 'application/json; charset=utf-8';
  res.writeHead(status, { 'content-type': type, ...headers }).end(bytes?.content ?? JSON.stringify(json));
}
