import { numberOf, textOf, type Params } from '../cascade/request';

/** A file of a text. */
export interface IncomingMedia {
  readonly url: string;
  readonly contentType: string;
}

/** A text to the line, as Twilio's webhook or its list of messages has it. */
export interface IncomingText {
  readonly sid: string;
  /** E.164, or a short code. */
  readonly from: string;
  readonly body: string;
  readonly media: readonly IncomingMedia[];
}

const MESSAGE_SID = /^(SM|MM)[0-9a-f]{32}$/;
const SENDER = /^(\+[1-9]\d{6,14}|\d{3,8})$/;
const MOST_MEDIA = 10;

/** Reads the Messaging webhook; null when it names no text or no sender that could be told from others. */
export function readIncoming(params: Params): IncomingText | null {
  const sid = textOf(params, 'MessageSid');
  const from = textOf(params, 'From');
  if (!MESSAGE_SID.test(sid) || !SENDER.test(from)) return null;
  const count = Math.min(numberOf(params, 'NumMedia') ?? 0, MOST_MEDIA);
  const media = Array.from({ length: count }, (_, n) => ({
    url: textOf(params, `MediaUrl${n}`),
    contentType: textOf(params, `MediaContentType${n}`),
  })).filter(({ url }) => url !== '');
  return { sid, from, body: textOf(params, 'Body'), media };
}
