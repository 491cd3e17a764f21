import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** What the stand-in looks at in an HTTP request. */
export interface S3Request {
  readonly method: string;
  /** As it was sent, since the signature covers that. */
  readonly rawPath: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What it answers. */
export interface S3Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** Reads a request to its end, or returns null when the client went away before that. */
export async function readRequest(req: IncomingMessage): Promise<S3Request | null> {
  const { method = 'GET', headers } = req;
  const { rawPath, query } = addressOf(req);
  try {
    return { method, rawPath, query, headers, body: await buffer(req) };
  } catch {
    return null;
  }
}

/** The path and query of a request; a URL would rewrite the path. */
export function addressOf({ url = '/' }: IncomingMessage): { rawPath: string; query: URLSearchParams } {
  const [rawPath = '/', ...rest] = url.split('?');
  return { rawPath, query: new URLSearchParams(rest.join('?')) };
}

/** A header's value, without white space around it; empty when it is not there. */
export function headerOf({ headers }: S3Request, name: string): string {
  const value = headers[name];
  return (Array.isArray(value) ? value.join(',') : (value ?? '')).trim();
}

/** Sends a reply. */
export function sendReply(res: ServerResponse, { status, headers, body }: S3Reply): void {
  res.writeHead(status, { server: 'AmazonS3', ...headers }).end(body);
}
