import { isE164 } from '../calls/numbers';
import { MessagesError } from './error';
import type { TextAccount } from './message';

/** A text that the product asks for and Twilio takes. */
export interface Creation {
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly mediaUrls: readonly string[];
  readonly statusCallback: string | null;
  readonly messagingServiceSid: string | null;
  /** When it is due, in milliseconds since the epoch; null for at once. */
  readonly sendAt: number | null;
}

const MOST_CHARACTERS = 1600;
const MOST_MEDIA = 10;
/** How far ahead a text may be scheduled, in milliseconds. @see https://www.twilio.com/docs/api/errors/35115 */
const SCHEDULE_AFTER_MS = 300_000;
const SCHEDULE_WITHIN_MS = 35 * 24 * 3_600_000;

/**
 * Reads the form that creates a Message, at the moment `now` (ms since the epoch). Throws `MessagesError` where Twilio refuses.
 * @see https://www.twilio.com/docs/messaging/api/message-resource#create-a-message
 */
export function readCreation(form: URLSearchParams, account: TextAccount, now: number): Creation {
  const to = readTo(form.get('To'));
  const messagingServiceSid = readService(form.get('MessagingServiceSid'), account);
  const from = readFrom(form.get('From'), messagingServiceSid, account);
  if (from === to) throw new MessagesError(21266);
  const body = form.get('Body') ?? '';
  const mediaUrls = form.getAll('MediaUrl');
  checkContent(body, mediaUrls);
  const statusCallback = readCallback(form.get('StatusCallback'));
  // Without a Messaging Service Twilio drops the schedule and sends at once.
  const sendAt = messagingServiceSid === null ? null : readSchedule(form, now);
  return { from, to, body, mediaUrls, statusCallback, messagingServiceSid, sendAt };
}

/** Whether the form asks for a schedule that Twilio drops. */
export function losesSchedule(form: URLSearchParams): boolean {
  return form.has('ScheduleType') && !form.has('MessagingServiceSid');
}

/** Checks the text and files of a message. Throws `MessagesError` 21602, 21617, 21620 or 21623. */
export function checkContent(body: string, mediaUrls: readonly string[]): void {
  if (body === '' && mediaUrls.length === 0) throw new MessagesError(21602);
  if (body.length > MOST_CHARACTERS) throw new MessagesError(21617);
  if (mediaUrls.length > MOST_MEDIA) throw new MessagesError(21623);
  if (!mediaUrls.every(isHttp)) throw new MessagesError(21620);
}

/** Returns the number that a text goes to. Throws `MessagesError` 21604 or 21211. */
export function readTo(to: string | null): string {
  if (to === null || to === '') throw new MessagesError(21604);
  if (!isE164(to)) throw new MessagesError(21211, `The 'To' number ${to} is not a valid phone number`);
  return to;
}

function readService(sid: string | null, { messagingService }: TextAccount): string | null {
  if (sid === null) return null;
  if (sid !== messagingService?.sid) throw new MessagesError(21705);
  return sid;
}

function readFrom(from: string | null, service: string | null, account: TextAccount): string {
  const number = from ?? (service === null ? undefined : account.messagingService?.sender);
  if (number === undefined) throw new MessagesError(21603);
  if (account.lines[number] === undefined) throw new MessagesError(21606);
  return number;
}

/** Twilio cannot call a host with an underscore in its name. */
function readCallback(url: string | null): string | null {
  if (url === null) return null;
  if (!isHttp(url) || new URL(url).hostname.includes('_')) throw new MessagesError(21609);
  return url;
}

function readSchedule(form: URLSearchParams, now: number): number | null {
  const type = form.get('ScheduleType');
  const sendAt = form.get('SendAt');
  if (type === null) {
    if (sendAt === null) return null;
    throw new MessagesError(20001, 'SendAt needs ScheduleType');
  }
  if (type !== 'fixed') throw new MessagesError(20001, 'ScheduleType must be fixed');
  if (sendAt === null) throw new MessagesError(35111);
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(sendAt) ? Date.parse(sendAt) : NaN;
  const ahead = at - now;
  if (!(ahead > SCHEDULE_AFTER_MS && ahead <= SCHEDULE_WITHIN_MS)) throw new MessagesError(35114);
  return at;
}

function isHttp(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
