import type { CallbackBehaviour } from '../calls/behaviour';

/** What becomes of a text to a phone. */
export type Reach =
  | { readonly kind: 'delivers' }
  /** The carrier's receipt, and the text, come `ms` milliseconds after the text was sent. */
  | { readonly kind: 'late'; readonly ms: number }
  /** The carrier takes the text and does not deliver it. */
  | { readonly kind: 'undelivered'; readonly code: number }
  /** Twilio cannot hand the text to a carrier. */
  | { readonly kind: 'fails'; readonly code: number };

/** A text as it stands on the phone. */
export interface ArrivedText {
  readonly from: string;
  readonly body: string;
  readonly mediaUrls: readonly string[];
}

/** A file that somebody sends with a text. */
export interface Attachment {
  readonly contentType: string;
  /** Where the local world can fetch it. */
  readonly url: string;
}

/** A text on its way from a phone. */
export interface OutgoingText {
  readonly from: string;
  readonly body: string;
  /** Which number of the account it goes to; the only one when left out. */
  readonly to?: string;
  readonly media?: readonly Attachment[];
}

const CALM: CallbackBehaviour = { delayMs: [50, 250], repeat: 0, shuffle: false };

/** A phone as the text network sees it. Without a word about it, texts reach it. */
export class Handset {
  /** Every text that arrived, the oldest first. */
  readonly inbox: ArrivedText[] = [];
  reach: Reach = { kind: 'delivers' };
  /** How the status callbacks about texts to it travel. */
  callbacks = CALM;
  readonly #submit: (text: OutgoingText) => string;

  constructor(
    /** E.164. */
    readonly number: string,
    submit: (text: OutgoingText) => string,
  ) {
    this.#submit = submit;
  }

  /** Sends a text to the line and returns its MessageSid; throws when the account has no such number. */
  text(body: string, { to, media = [] }: { to?: string; media?: readonly Attachment[] } = {}): string {
    return this.#submit({ from: this.number, body, media, ...(to === undefined ? {} : { to }) });
  }

  /** From now on texts reach it. */
  delivers(): void {
    this.reach = { kind: 'delivers' };
  }

  /** From now on texts reach it so many seconds after they were sent. */
  late({ after }: { after: number }): void {
    this.reach = { kind: 'late', ms: after * 1000 };
  }

  /** From now on the carrier filters texts to it as spam. */
  filtered(): void {
    this.reach = { kind: 'undelivered', code: 30007 };
  }

  /** From now on it is switched off. */
  unreachable(): void {
    this.reach = { kind: 'undelivered', code: 30003 };
  }

  /** It is a landline. */
  landline(): void {
    this.reach = { kind: 'undelivered', code: 30006 };
  }

  /** From now on Twilio fails to send to it, with this error code. */
  fails(code: number): void {
    this.reach = { kind: 'fails', code };
  }

  /** From now on status callbacks about it travel like this; what is left out is calm. */
  callBack(behaviour: Partial<CallbackBehaviour>): void {
    this.callbacks = { ...CALM, ...behaviour };
  }
}
