/** Where a text is on its way. */
export type MessageStatus =
  | 'accepted'
  | 'scheduled'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'failed'
  | 'canceled'
  | 'received';

/** A picture or another file of a text. */
export interface Media {
  readonly sid: string;
  readonly contentType: string;
  /** Where its content is. */
  readonly url: string;
}

/** A text as Twilio keeps it, in either direction; times in milliseconds since the epoch. */
export interface Message {
  readonly sid: string;
  readonly direction: 'inbound' | 'outbound-api' | 'outbound-reply';
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly media: readonly Media[];
  readonly status: MessageStatus;
  readonly errorCode: number | null;
  readonly messagingServiceSid: string | null;
  readonly statusCallback: string | null;
  /** When a scheduled text is due. */
  readonly sendAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** When it went to the carrier or came in; null before that. */
  readonly sentAt: number | null;
}

/** A number of the account and where its texts are asked about. */
export interface TextLine {
  /** Told of every text that comes in; without it texts are only logged. */
  readonly messagingUrl?: string;
  /** Requested by GET when a messaging URL has failed. */
  readonly messagingFallbackUrl?: string;
}

/** The account's Messaging Service. */
export interface MessagingService {
  readonly sid: string;
  /** The number it sends from when a request names none, E.164. */
  readonly sender: string;
  /** Whether Advanced Opt-Out is on, which alone makes Twilio send `OptOutType`. */
  readonly advancedOptOut?: boolean;
}

/** Whose texts they are. */
export interface TextAccount {
  readonly accountSid: string;
  /** By E.164 number. */
  readonly lines: Readonly<Record<string, TextLine>>;
  readonly messagingService?: MessagingService | undefined;
}
