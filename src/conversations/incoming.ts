import { numberOf, textOf, type Params } from '../cascade/request';
import { optOutTypeOf, type OptOutWord } from './opt-out';
import { UNANSWERABLE } from './party';
import { readSender } from './sender';

/** A file of a text. */
export interface IncomingMedia {
  readonly url: string;
  readonly contentType: string;
}

/** A text to the line, as Twilio's webhook or its list of messages has it. */
export interface IncomingText {
  readonly sid: string;
  /** E.164, a short code, or `UNANSWERABLE`. */
  readonly from: string;
  /** The sender as Twilio gave it, where that is not `from`. */
  readonly sender?: string;
  readonly body: string;
  /** When it came in, ISO 8601; now when left out. */
  readonly receivedAt?: string;
  /** What Twilio says that this message asks the carrier for. */
  readonly optOutType?: OptOutWord;
  readonly media: readonly IncomingMedia[];
}

const MESSAGE_SID = /^(SM|MM)[0-9a-f]{32}$/;
const MOST_MEDIA = 10;

/**
 * Reads the Messaging webhook to the number `line`. Any sender is taken, also one that cannot be answered; null only when the
 * request names no message.
 */
export function readIncoming(params: Params, line: string): IncomingText | null {
  const sid = textOf(params, 'MessageSid');
  if (!MESSAGE_SID.test(sid)) return null;
  const count = Math.min(numberOf(params, 'NumMedia') ?? 0, MOST_MEDIA);
  const media = Array.from({ length: count }, (_, n) => ({
    url: textOf(params, `MediaUrl${n}`),
    contentType: textOf(params, `MediaContentType${n}`),
  })).filter(({ url }) => url !== '');
  const given = textOf(params, 'From');
  const sender = readSender(given, line);
  const from = sender.kind === 'phone' ? sender.phone : UNANSWERABLE;
  const optOutType = optOutTypeOf(textOf(params, 'OptOutType'));
  return {
    sid,
    from,
    ...(given === from ? {} : { sender: given }),
    body: textOf(params, 'Body'),
    ...(optOutType === null ? {} : { optOutType }),
    media,
  };
}
