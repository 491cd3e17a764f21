import type { WebClient } from '@slack/web-api';
import { RelayError } from '../../errors';
import { keptFetch } from '../kept-fetch';
import { silentLogger } from './silent-logger';

export interface SlackOptions {
  readonly token: string;
  /** The dispatch channel. */
  readonly channelId: string;
  readonly teamId: string;
  /** Ends in `/api/`; Slack's own when left out. */
  readonly apiUrl?: string | undefined;
}

/** A client whose requests end when `signal` aborts. */
export type CallSlack = (signal: AbortSignal) => Promise<WebClient>;

/** What is certain about a call that failed: nothing was done. */
export interface NotDone {
  readonly reason: string;
  readonly retryAfterMs: number | null;
}

/** Loaded when it is first used: a caller who listens to silence does not wait for it. */
export function createCaller({ token, apiUrl }: SlackOptions): CallSlack {
  return async (signal) => {
    const { WebClient: Client } = await import('@slack/web-api');
    return new Client(token, {
      ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
      timeout: SDK_TIMEOUT_MS,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: silentLogger,
      fetch: (input, init) => {
        const { method = 'GET', headers, body } = init as SdkRequest;
        return keptFetch(String(input), { method, headers, body, signal, isRead: READS.test(String(input)) });
      },
    });
  };
}

/** Slack's own client sends forms, and every other body only where a file goes along, which ours never do. */
interface SdkRequest {
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Methods that change nothing, although they are sent by POST. */
const READS = /\/(auth\.test|conversations\.(history|replies|info)|users\.info|files\.info)$/;

/** Our own signal comes first; this only ends what nobody waits for. */
const SDK_TIMEOUT_MS = 10_000;

/** Slack says these when it does not know itself how far it got (https://docs.slack.dev/reference/methods/chat.postMessage). */
const UNSURE = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);

/** Without a connection nothing was sent. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** The client hands on as an error's code whatever is no JSON: a proxy's web page, or nothing at all. */
const CODE = /^[a-z][a-z0-9_]+$/;

/** Slack's error code when it surely did nothing; null when that is not known. */
export function codeOf(error: unknown): string | null {
  const { data } = error as { data?: { error?: unknown } };
  const code = data?.error;
  return typeof code === 'string' && CODE.test(code) && !UNSURE.has(code) ? code : null;
}

/** Why nothing was posted when Slack asks to wait: it takes about one message a second in a channel. */
export const SLACK_BUSY = 'Slack takes no more messages at the moment.';

/** What is certain about a failed call, or null when nobody knows. */
export function notDone(error: unknown): NotDone | null {
  const { retryAfter, original } = error as {
    retryAfter?: unknown;
    original?: { cause?: { code?: unknown } };
  };
  if (typeof retryAfter === 'number') {
    return { reason: SLACK_BUSY, retryAfterMs: retryAfter * 1000 };
  }
  const code = codeOf(error);
  if (code !== null) return { reason: `Slack refused it: ${code}.`, retryAfterMs: null };
  const why = original?.cause?.code;
  const neverConnected = typeof why === 'string' && NEVER_CONNECTED.has(why);
  return neverConnected ? { reason: 'Slack cannot be reached.', retryAfterMs: null } : null;
}

/** Runs one call; Slack's refusals named in `expected` are answers, everything else is `slack_unavailable`. */
export async function attempt<Result, Expected = never>(
  run: () => Promise<Result>,
  expected: Readonly<Record<string, Expected>> = {},
): Promise<Result | Expected> {
  try {
    return await run();
  } catch (error) {
    const code = codeOf(error);
    if (code !== null && code in expected) return expected[code] as Expected;
    throw new RelayError('slack_unavailable', {
      text: `Slack did not do what was asked: ${code ?? 'no clear answer'}.`,
      advice: 'Look at slack-status.com, and at the app’s scopes and whether it is in the channel.',
      cause: error,
    });
  }
}
