import MessagingResponse from 'twilio/lib/twiml/MessagingResponse';
import type { DispatchConfig } from '../config/dispatch';
import { fill } from '../texts';

/** A text that the webhook's own answer sends, which works while Twilio's REST API does not. */
export interface AnswerText {
  /** E.164; whoever texted when left out. */
  readonly to?: string;
  readonly body: string;
  /** Its claim, for whoever takes up a text that nobody waits for an answer to. */
  readonly key?: string;
}

/** Answers a text with nothing, or with these texts. */
export function renderTexts(texts: readonly AnswerText[]): string {
  const response = new MessagingResponse();
  for (const { to, body } of texts) response.message(to === undefined ? {} : { to }, legal(body));
  return response.toString();
}

/** Without what XML 1.0 may not hold, half an emoji for example: Twilio's library throws on it (https://www.w3.org/TR/xml/#charsets). */
function legal(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
}

/** The document for the number's Messaging fallback: it works when no function does, and asks to call. */
export function renderTextFallback({ texts, line }: DispatchConfig): string {
  return renderTexts([{ body: fill(texts.textsDown, { line: line.name }) }]);
}
