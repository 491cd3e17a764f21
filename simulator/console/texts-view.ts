import type { CarrierText } from '../state';
import type { Message, MessageStatus } from '../twilio/messages';
import type { World } from '../world';

/** A text between a phone and the line, as the phone's owner sees it; times in ms. */
export interface TextView {
  readonly id: string;
  /** Whose phone it is, E.164. */
  readonly phone: string;
  readonly way: 'to-phone' | 'from-phone';
  readonly body: string;
  /** Addresses of files. */
  readonly media: readonly string[];
  readonly at: number;
  readonly status: MessageStatus;
  /** Twilio's, when it did not arrive. */
  readonly errorCode: number | null;
  /** When a scheduled text is due. */
  readonly sendAt: number | null;
}

/** Texts that the page shows. */
const MOST_TEXTS = 400;

/** The latest texts, the oldest first; Twilio's own answers to STOP, START and HELP among them. */
export function textsOf({ texts, state }: World): readonly TextView[] {
  const listed = texts.messages.slice(0, MOST_TEXTS).reverse().map(viewOf);
  return [...listed, ...state.carrierTexts.map(carrierView)].sort((a, b) => a.at - b.at);
}

function viewOf({
  sid,
  direction,
  from,
  to,
  body,
  media,
  createdAt,
  status,
  errorCode,
  sendAt,
}: Message): TextView {
  const isInbound = direction === 'inbound';
  return {
    id: sid,
    phone: isInbound ? from : to,
    way: isInbound ? 'from-phone' : 'to-phone',
    body,
    media: media.map(({ url }) => url),
    at: createdAt,
    status,
    errorCode,
    sendAt,
  };
}

function carrierView({ at, to, body }: CarrierText, index: number): TextView {
  const id = `carrier-${at}-${index}`;
  return {
    id,
    phone: to,
    way: 'to-phone',
    body,
    media: [],
    at,
    status: 'delivered',
    errorCode: null,
    sendAt: null,
  };
}
