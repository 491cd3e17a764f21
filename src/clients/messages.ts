import { MessageListInstance, type MessageInstance } from 'twilio/lib/rest/api/v2010/account/message';
import { explainFailure } from '../conversations/delivery';
import { attempt, coreApi, isSince, type Refusal } from './core-api';
import { findSent } from './messages/find';
import type { TransportOptions } from './transport';

/** A text to a phone. */
export interface OutgoingText {
  /** E.164. */
  readonly to: string;
  readonly body: string;
  readonly mediaUrls?: readonly string[];
  readonly statusCallback?: string;
  /** When Twilio sends it, in milliseconds since the epoch; at once when left out. */
  readonly sendAt?: number;
}

/** What came of sending; `final` when the very same text would be refused again. */
export type SendResult =
  | { readonly kind: 'sent'; readonly sid: string }
  | { readonly kind: 'refused'; readonly code: number; readonly final: boolean; readonly reason: string };

/** A text of ours that Twilio has taken; times in milliseconds since the epoch. */
export interface FoundText {
  readonly sid: string;
  readonly status: string;
  readonly createdAt: number;
}

/** A text to the line, as the list of messages knows it. */
export interface InboundText {
  readonly sid: string;
  readonly from: string;
  readonly body: string;
  readonly numMedia: number;
  readonly receivedAt: number;
}

/** A text from the line, as the list of messages knows it. */
export interface SentText {
  readonly sid: string;
  readonly to: string;
  /** Twilio's word for how far it got: `queued`, `sent`, `delivered`, `undelivered`, `failed` and others. */
  readonly status: string;
  /** 0 where Twilio names none. */
  readonly errorCode: number;
  /** In milliseconds since the epoch. */
  readonly sentAt: number;
}

/** A file of a text. */
export interface TextFile {
  readonly url: string;
  readonly contentType: string;
}

/** The texts of the line. Every call throws `RelayError` (`twilio_unavailable`) when nobody knows whether it happened. */
export interface Messages {
  /** Sends a text once: after a `twilio_unavailable` look with `find` before sending again. */
  send(text: OutgoingText, signal: AbortSignal): Promise<SendResult>;
  /** Texts with this wording that were sent to this phone since then, the newest first. */
  find(
    wanted: { to: string; body: string; since: number },
    signal: AbortSignal,
  ): Promise<readonly FoundText[]>;
  /** Every text that came in since then, the oldest first. */
  inboundSince(since: number, signal: AbortSignal): Promise<readonly InboundText[]>;
  /** Every text that went out since then, the oldest first; what still waits at Twilio is not among them. */
  sentSince(since: number, signal: AbortSignal): Promise<readonly SentText[]>;
  /** The files of a text that came in, and where they are. */
  mediaOf(sid: string, signal: AbortSignal): Promise<readonly TextFile[]>;
  /** Cancels a scheduled text. */
  cancel(sid: string, signal: AbortSignal): Promise<'canceled' | 'too-late'>;
}

export interface MessagesOptions extends TransportOptions {
  readonly accountSid: string;
  /** The line, E.164. */
  readonly from: string;
  /** Only scheduled texts go through it. */
  readonly messagingServiceSid?: string | undefined;
}

/** @see https://www.twilio.com/docs/api/errors: 30409 cannot be canceled, 35118 schedule without a Messaging Service. */
const CODES = { tooLateToCancel: 30409, noMessagingService: 35118 } as const;
/** A page holds the longest texts within the transport's limit. */
const PAGE_SIZE = 100;

/** Talks to the Messages API through the SDK's own resource class over our lean transport. */
export function createMessages(options: MessagesOptions): Messages {
  return {
    send: (text, signal) => sendText(options, text, signal),
    find: ({ to, body, since }, signal) =>
      attempt(() => findSent(resource(options, signal), { to, body, since })),
    inboundSince: (since, signal) =>
      attempt(async () => {
        const wanted = { to: options.from, dateSentAfter: new Date(since), pageSize: PAGE_SIZE };
        const received = await resource(options, signal).list(wanted);
        return received
          .filter((message) => isTheirs(message, since))
          .map(toInboundText)
          .reverse();
      }),
    sentSince: (since, signal) =>
      attempt(async () => {
        const wanted = { from: options.from, dateSentAfter: new Date(since), pageSize: PAGE_SIZE };
        const sent = (await resource(options, signal).list(wanted)).flatMap(
          (message) => toSentText(message) ?? [],
        );
        return sent
          .filter(({ sentAt }) => isSince(sentAt, since))
          .sort((one, other) => one.sentAt - other.sentAt);
      }),
    mediaOf: (sid, signal) =>
      attempt(async () => {
        const files = await resource(options, signal)(sid).media.list({ limit: PAGE_SIZE });
        return files.map(({ uri, contentType }) => ({ url: fileUrl(uri), contentType }));
      }),
    cancel: (sid, signal) => cancel(resource(options, signal)(sid)),
  };
}

async function cancel(message: ReturnType<Resource>): Promise<'canceled' | 'too-late'> {
  const cancelled = await attempt<'canceled' | 'refused'>(
    async () => {
      await message.update({ status: 'canceled' });
      return 'canceled';
    },
    ({ code }) => (code === CODES.tooLateToCancel ? 'refused' : null),
  );
  if (cancelled === 'canceled') return cancelled;
  // So Twilio also refuses what is canceled already, because the first answer was lost.
  const { status } = await attempt(() => message.fetch());
  return status === 'canceled' ? 'canceled' : 'too-late';
}

/** With `.json` it is a description, without it the file. */
function fileUrl(uri: string): string {
  return `https://api.twilio.com${uri.replace(/\.json$/, '')}`;
}

type Resource = ReturnType<typeof MessageListInstance>;

function resource(options: MessagesOptions, signal: AbortSignal): Resource {
  return MessageListInstance(coreApi(options, signal), options.accountSid);
}

async function sendText(
  options: MessagesOptions,
  { to, body, mediaUrls = [], statusCallback, sendAt }: OutgoingText,
  signal: AbortSignal,
): Promise<SendResult> {
  const schedule = scheduleOf(options, sendAt);
  if (schedule === null) return refused({ code: CODES.noMessagingService });
  return attempt(async () => {
    const { sid } = await resource(options, signal).create({
      to,
      from: options.from,
      body,
      ...schedule,
      ...(mediaUrls.length === 0 ? {} : { mediaUrl: [...mediaUrls] }),
      ...(statusCallback === undefined ? {} : { statusCallback }),
    });
    return { kind: 'sent', sid: knownSid(sid) };
  }, refused);
}

/** Null where a schedule is wanted that Twilio would drop: without a Messaging Service it sends at once. */
function scheduleOf({ messagingServiceSid }: MessagesOptions, sendAt: number | undefined) {
  if (sendAt === undefined) return {};
  if (messagingServiceSid === undefined) return null;
  return { messagingServiceSid, scheduleType: 'fixed' as const, sendAt: new Date(sendAt) };
}

function refused({ code, status }: Pick<Refusal, 'code'> & Partial<Refusal>): SendResult {
  const { words, retryHelps } = explainFailure(code, status);
  return { kind: 'refused', code, final: !retryHelps, reason: words };
}

/** A success without a SID proves nothing. Throws. */
function knownSid(sid: unknown): string {
  if (typeof sid === 'string' && sid !== '') return sid;
  throw new Error('the reply names no message');
}

/** Twilio promises to compare the day only, so the hour is compared here. */
function isTheirs(message: MessageInstance, since: number): boolean {
  return message.direction === 'inbound' && isSince(message.dateCreated.getTime(), since);
}

/** Null for what came in, and for what Twilio has not sent yet. */
function toSentText({ sid, to, status, direction, errorCode, dateSent }: MessageInstance): SentText | null {
  const sentAt = dateSent instanceof Date ? dateSent.getTime() : NaN;
  if (direction === 'inbound' || Number.isNaN(sentAt)) return null;
  return { sid, to, status, errorCode: errorCode || 0, sentAt };
}

function toInboundText({ sid, from, body, numMedia, dateCreated }: MessageInstance): InboundText {
  return { sid, from, body, numMedia: Number(numMedia), receivedAt: dateCreated.getTime() };
}
