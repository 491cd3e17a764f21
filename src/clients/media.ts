import { RelayError } from '../errors';
import { LIMITS } from '../media/types';
import { keptFetch, type KeptReply } from './kept-fetch';
import type { TransportOptions } from './transport';

/** What came of fetching a file that was sent to the line. */
export type FetchedMedia =
  | { readonly kind: 'fetched'; readonly contentType: string; readonly content: Buffer }
  /** Twilio no longer has it. */
  | { readonly kind: 'gone' }
  /** `bytes` null where Twilio does not say how large it is. */
  | { readonly kind: 'too-large'; readonly bytes: number | null }
  /** The address is none of our account's files, or leads to where no file of Twilio's may be. */
  | { readonly kind: 'refused' };

/** The files of incoming texts. */
export interface MediaFetcher {
  /** Fetches what is at a `MediaUrl`. Throws `RelayError` (`twilio_unavailable`) when asking again may help. */
  fetch(url: string, signal: AbortSignal): Promise<FetchedMedia>;
}

export interface MediaOptions extends TransportOptions {
  readonly accountSid: string;
}

const TWILIO = 'https://api.twilio.com';
const MEDIA =
  /^\/2010-04-01\/Accounts\/(?<account>AC[0-9a-f]{32})\/Messages\/(?:SM|MM)[0-9a-f]{32}\/Media\/ME[0-9a-f]{32}$/;
const MAX_REDIRECTS = 3;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Fetches files with the API key, which goes to Twilio's own address only: a redirect, which leads to where Twilio keeps
 * files, is followed without it.
 * @see https://www.twilio.com/docs/messaging/api/media-resource
 */
export function createMediaFetcher(options: MediaOptions): MediaFetcher {
  return {
    async fetch(text, signal) {
      try {
        const url = addressOf(text, options);
        return url === null ? { kind: 'refused' } : await follow(url, options, signal);
      } catch (error) {
        if (error instanceof RelayError) throw error;
        throw unavailable(error);
      }
    },
  };
}

/** The address of a file of our account, at the base URL where there is one; null for any other. */
function addressOf(text: string, { accountSid, baseUrl }: MediaOptions): URL | null {
  if (accountSid === '') {
    throw new RelayError('settings_missing', {
      text: 'Not set: TWILIO_ACCOUNT_SID.',
      advice: 'Set it in .env and deploy again.',
    });
  }
  if (!URL.canParse(text)) return null;
  const { origin, pathname } = new URL(text);
  const base = new URL(baseUrl ?? TWILIO);
  const isAccounts = MEDIA.exec(pathname)?.groups?.['account'] === accountSid;
  return isAccounts && [TWILIO, base.origin].includes(origin) ? new URL(pathname, base) : null;
}

async function follow(first: URL, options: MediaOptions, signal: AbortSignal): Promise<FetchedMedia> {
  const key = Buffer.from(`${options.apiKey}:${options.apiSecret}`).toString('base64');
  let [url, headers]: [URL, Record<string, string>] = [first, { authorization: `Basic ${key}` }];
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const reply = await keptFetch(url, { headers, signal });
    const location = reply.headers.get('location');
    if (reply.status < 300 || reply.status > 399 || location === null) return read(reply);
    await reply.cancel();
    if (!URL.canParse(location, url.href)) return { kind: 'refused' };
    [url, headers] = [new URL(location, url), {}];
    if (!mayFollow(url, options)) return { kind: 'refused' };
  }
  return { kind: 'refused' };
}

/** Files are fetched over TLS, except inside this machine, when Twilio itself is played there. */
function mayFollow({ protocol, hostname, username }: URL, { baseUrl = TWILIO }: MediaOptions): boolean {
  if (username !== '') return false;
  if (protocol === 'https:') return true;
  return protocol === 'http:' && LOOPBACK.test(hostname) && LOOPBACK.test(new URL(baseUrl).hostname);
}

async function read(reply: KeptReply): Promise<FetchedMedia> {
  if (reply.status !== 200) {
    await reply.cancel();
    if (reply.status === 404 || reply.status === 410) return { kind: 'gone' };
    throw new Error(`the file was answered with ${reply.status}`);
  }
  const announced = Number(reply.headers.get('content-length') ?? 0);
  if (announced > LIMITS.bytesIn) {
    await reply.cancel();
    return { kind: 'too-large', bytes: announced };
  }
  const content = await readUpTo(LIMITS.bytesIn, reply.body);
  if (content === null) return { kind: 'too-large', bytes: null };
  const contentType = reply.headers.get('content-type') ?? 'application/octet-stream';
  return { kind: 'fetched', contentType, content };
}

/** All bytes, or null when there are more than `most`. */
async function readUpTo(most: number, body: AsyncIterable<Uint8Array>): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    // Leaving the loop cancels the body.
    if (bytes > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function unavailable(cause: unknown): RelayError {
  return new RelayError('twilio_unavailable', {
    text: 'Twilio did not hand out a file.',
    advice: 'Look at status.twilio.com and check the API key; the file is fetched again later.',
    cause,
  });
}
