/** What a failed text means for the person who wanted to send it. */
export interface DeliveryProblem {
  /** One sentence for the thread. */
  readonly words: string;
  /** Whether the very same text may get through when it is sent again. */
  readonly retryHelps: boolean;
}

const never = (words: string): DeliveryProblem => ({ words, retryHelps: false });
const again = (words: string): DeliveryProblem => ({ words, retryHelps: true });

/**
 * By Twilio's error code. Of the carriers' failures (30xxx) only a full queue, a phone out of reach and an unknown reason
 * pass; the codes of the API that pass are those with which Twilio has taken nothing.
 * @see https://www.twilio.com/docs/api/errors
 */
const PROBLEMS: Readonly<Record<number, DeliveryProblem>> = {
  20003: again('Twilio refused our API key.'),
  20404: again('Twilio does not know our account.'),
  20429: again('Twilio was asked too often at once.'),
  21211: never('The number is not a valid phone number.'),
  21266: never('The number is the line itself.'),
  21408: never('Texts to this country are not switched on for the account.'),
  21602: never('The text is empty.'),
  21606: never('The line cannot send texts.'),
  21610: never('The customer has opted out with STOP; only a START from that phone lifts it.'),
  21611: again('Too many texts were waiting to be sent.'),
  21612: never('The line cannot reach this number.'),
  21614: never('The number cannot get texts.'),
  21617: never('The text is longer than 1600 characters.'),
  21620: never('Twilio cannot use the address of an attached file.'),
  21623: never('More than ten files are attached.'),
  30001: again('The queue was full.'),
  30002: never('The Twilio account is suspended.'),
  30003: again('The phone was off or out of reach.'),
  30004: never('The phone or its carrier blocks the text.'),
  30005: never('The number is unknown or no longer in service.'),
  30006: never('The number is a landline, or its carrier cannot be reached.'),
  30007: never('The carrier filtered the text as spam.'),
  30008: again('The carrier gave no reason.'),
  30034: never('The line is not registered for business texts (A2P 10DLC).'),
  35114: never('The time is not more than 5 minutes and at most 35 days ahead.'),
  35115: never('The time is not more than 5 minutes and at most 35 days ahead.'),
  35118: never('A text can be scheduled through a Messaging Service only.'),
};

/** HTTP statuses that say nothing about the text: the key or the account is refused, or there were too many requests. */
const NOT_ABOUT_THE_TEXT: readonly (number | undefined)[] = [401, 403, 429];

/**
 * Returns what Twilio's error code means for a text. A code that is not known here is retried only where `status`, the HTTP
 * status that came with it, says nothing about the text.
 */
export function explainFailure(code: number, status?: number): DeliveryProblem {
  const unknown = NOT_ABOUT_THE_TEXT.includes(status) ? again : never;
  return PROBLEMS[code] ?? unknown(`Twilio gave error ${code}.`);
}
