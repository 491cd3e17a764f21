import Domain from 'twilio/lib/base/Domain';
import Version from 'twilio/lib/base/Version';
import type V2010 from 'twilio/lib/rest/api/V2010';
import { RelayError } from '../errors';
import { send, type TransportOptions, type TwilioRequest } from './transport';

const REQUEST_TIMEOUT = 408;

/** What the SDK's resource classes of the core API take; all of `ApiBase`, which they come with, would add 430 KB to a function. */
export function coreApi(options: TransportOptions, signal: AbortSignal): V2010 {
  // The resource classes call nothing of their client but `request`.
  const client = {
    request: (request: TwilioRequest) => send(options, request, signal),
  } as unknown as ConstructorParameters<typeof Domain>[0];
  return new Version(new Domain(client, 'https://api.twilio.com'), '2010-04-01') as unknown as V2010;
}

/** Twilio surely did nothing. */
export interface Refusal {
  /** Twilio's own code. */
  readonly code: number;
  /** The HTTP status. */
  readonly status: number;
}

/** Runs one request; a refusal of Twilio that `onRefusal` has an answer for is that answer, all else is `twilio_unavailable`. */
export async function attempt<Result>(
  run: () => Promise<Result>,
  onRefusal: (refusal: Refusal) => Result | null = () => null,
): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    const refusal = refusalOf(error);
    const answer = refusal === null ? null : onRefusal(refusal);
    if (answer !== null) return answer;
    const why = refusal === null ? 'no clear answer' : `error ${refusal.code}`;
    throw new RelayError('twilio_unavailable', {
      text: `Twilio did not do what was asked: ${why}.`,
      advice: 'Look at status.twilio.com and check the API key; nothing is sent twice by itself.',
      cause: error,
    });
  }
}

/** Whether a time of Twilio's, in whole seconds, is at or after `since` (both in milliseconds since the epoch). */
export function isSince(at: number, since: number): boolean {
  return at >= Math.floor(since / 1000) * 1000;
}

/** Null when nobody knows whether Twilio did anything. */
function refusalOf(error: unknown): Refusal | null {
  const { code, status } = error as { code?: unknown; status?: unknown };
  if (typeof status !== 'number' || typeof code !== 'number') return null;
  return status >= 400 && status < 500 && status !== REQUEST_TIMEOUT ? { code, status } : null;
}
