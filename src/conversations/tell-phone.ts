import type { FullApp } from '../full-app';
import { enqueue, isKept } from '../outbox/store';
import { sendText, type TextToSend } from './send-text';
import type { AnswerText } from './text-twiml';

/** What a text to a phone of ours is worth if nobody knows whether it went out. */
export interface Telling {
  /** An alert had better come twice than not at all; anything else waits until it is known. */
  readonly ifUnknown: 'again' | 'wait';
}

/** Texts one of our own phones once for each key. What REST does not take is returned, for the webhook's answer. Never throws. */
export async function tellPhone(
  app: FullApp,
  key: string,
  text: TextToSend,
  { ifUnknown }: Telling,
): Promise<readonly AnswerText[]> {
  const inAnswer = [{ to: text.to, body: text.body, key }];
  const keep = async (): Promise<readonly AnswerText[]> => {
    const at = new Date(app.clock.now()).toISOString();
    return (await isKept(enqueue(app, { key, kind: 'send', phone: text.to, at }))) ? [] : inAnswer;
  };
  const result = await sendText(app, key, text);
  switch (result.kind) {
    case 'done':
    case 'already-done':
      return [];
    case 'in-progress':
      return keep();
    case 'unclear':
      return ifUnknown === 'wait' ? keep() : inAnswer;
    case 'postponed':
      return ifUnknown === 'wait' && result.why === 'not-confirmed' ? keep() : inAnswer;
    case 'failed-for-good':
    case 'claim-unavailable':
      return inAnswer;
    default:
      return result satisfies never;
  }
}

/** What a webhook's answer would have carried waits for Twilio's REST API, as far as it is claimed. Throws `RelayError`. */
export async function keepForLater(app: FullApp, texts: readonly AnswerText[]): Promise<void> {
  const at = new Date(app.clock.now()).toISOString();
  for (const { key, to } of texts) {
    if (key !== undefined && to !== undefined) await enqueue(app, { key, kind: 'send', phone: to, at });
  }
}
