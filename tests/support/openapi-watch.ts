import type { IncomingMessage, ServerResponse } from 'node:http';
import { checkReply, checkRequest } from './openapi';
import { isOpenapiInstalled } from './openapi-package';

/**
 * Looks on at the requests for Twilio's stand-ins and their replies, and collects what Twilio's OpenAPI files have against
 * them, at the latest when a reply goes out. It changes nothing, neither what is sent nor when, and sees nothing where those
 * files are not installed. `watch.see` fits `vendors.intercept`:
 *
 *     const watch = new TwilioWatch();
 *     world.vendors.intercept = watch.see;
 *     … at the end of the story: expect(watch.problems).toEqual([])
 */
export class TwilioWatch {
  /** In order, each with its method and path. */
  readonly problems: string[] = [];
  /** How many requests were checked. */
  requests = 0;
  readonly #isOn: boolean;

  constructor(isOn = isOpenapiInstalled()) {
    this.#isOn = isOn;
  }

  /** Has to be called as soon as a request arrives, before its body does; false, because it answers nothing. */
  readonly see = (request: IncomingMessage, response: ServerResponse): false => {
    const url = twilioAddress(request.url ?? '');
    if (this.#isOn && url !== null) this.#follow(request, response, url);
    return false;
  };

  #follow(request: IncomingMessage, response: ServerResponse, url: string): void {
    const method = request.method ?? 'GET';
    const note = (which: string, check: () => string[]): void => {
      const { pathname } = new URL(url);
      for (const problem of safely(check)) this.problems.push(`${method} ${pathname}: ${which} ${problem}`);
    };
    this.requests += 1;
    onBody(request, (body) => note('request:', () => checkSent(request, { method, url, body })));
    onReply(response, (body) => {
      note(`reply ${response.statusCode}:`, () =>
        checkReply({ method, url, status: response.statusCode, body }),
      );
    });
  }
}

/** Twilio's own address for a path of the stand-ins, the reverse of `addressOf` in the transport; null when it is no API of Twilio's. */
function twilioAddress(path: string): string | null {
  if (path.startsWith('/2010-04-01/')) return `https://api.twilio.com${path}`;
  const product = /^\/(?!upload\/)(?<name>[a-z-]+)(?<rest>\/v\d+\/.*)$/.exec(path)?.groups;
  return product === undefined ? null : `https://${product['name']}.twilio.com${product['rest']}`;
}

function checkSent(
  { headers }: IncomingMessage,
  { method, url, body }: { method: string; url: string; body: string },
): string[] {
  const isForm = body === '' || headers['content-type'] === 'application/x-www-form-urlencoded';
  const form = new URLSearchParams(body);
  return [...(isForm ? [] : ['is no form']), ...checkRequest({ method, url, form })];
}

/** Node's HTTP parser pushes every part of a body into the request, and null at its end, whoever reads it and how. */
function onBody(request: IncomingMessage, done: (body: string) => void): void {
  const chunks: Buffer[] = [];
  const push = request.push.bind(request);
  request.push = (chunk: Buffer | null, encoding) => {
    if (chunk === null) done(Buffer.concat(chunks).toString('utf8'));
    else chunks.push(chunk);
    return push(chunk, encoding);
  };
}

/** The stand-ins send a reply whole. */
function onReply(response: ServerResponse, done: (body: string) => void): void {
  const end = response.end.bind(response) as (...parts: unknown[]) => ServerResponse;
  response.end = (...parts: unknown[]) => {
    done(typeof parts[0] === 'string' ? parts[0] : '');
    return end(...parts);
  };
}

/** A check that breaks is a problem of its own and must not end the world. */
function safely(check: () => string[]): string[] {
  try {
    return check();
  } catch (error) {
    return [`could not be checked: ${String(error)}`];
  }
}
