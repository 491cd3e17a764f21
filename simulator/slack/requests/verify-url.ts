import { signJson } from '../sign';
import { isAccepted } from './post';
import type { Sender } from './sender';

/** What Slack says when the events' request URL is entered in the app's configuration. */
export type UrlVerification = 'verified' | 'not-reached' | 'refused' | 'wrong-challenge';

/** Asks the events' URL to echo a challenge, as text or as JSON (https://docs.slack.dev/reference/events/url_verification). */
export async function verifyUrl(sender: Sender, challenge: string): Promise<UrlVerification> {
  const body = { token: 'local-verification-token', challenge, type: 'url_verification' };
  const outcome = await sender.send('events', (signing) => signJson(body, signing));
  if (outcome.kind === 'failed') return 'not-reached';
  if (!isAccepted(outcome)) return 'refused';
  return echoIn(outcome.body) === challenge ? 'verified' : 'wrong-challenge';
}

function echoIn(body: string): unknown {
  try {
    return (JSON.parse(body) as { challenge?: unknown }).challenge;
  } catch {
    return body;
  }
}
