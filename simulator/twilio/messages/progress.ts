import type { Reach } from './handset';
import type { Message, MessageStatus } from './message';

/** What happens next to a text, and when (ms from now). */
export interface Step {
  readonly afterMs: number;
  readonly status: MessageStatus;
  readonly errorCode: number | null;
}

/** What the way of a text depends on. */
export interface Conditions {
  readonly now: number;
  readonly reach: Reach;
  /** Whether the phone has opted out of texts from this number. */
  readonly optedOut: boolean;
}

/** How long a text stays in each state on a calm day, in milliseconds. */
const ACCEPTED_MS = 100;
const QUEUED_MS = 200;
const SENDING_MS = 300;
const SENT_MS = 1500;

/** @see https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks */
const TOLD: ReadonlySet<MessageStatus> = new Set<MessageStatus>([
  'queued',
  'sent',
  'failed',
  'delivered',
  'undelivered',
  'canceled',
]);

/** Returns the next step of a message on its way, or null when it is at its end. */
export function nextStep(message: Message, { now, reach, optedOut }: Conditions): Step | null {
  const step = (afterMs: number, status: MessageStatus, errorCode: number | null = null): Step => ({
    afterMs,
    status,
    errorCode,
  });
  switch (message.status) {
    case 'scheduled':
      return step(Math.max(0, (message.sendAt ?? now) - now), 'queued');
    case 'accepted':
      return step(ACCEPTED_MS, 'queued');
    case 'queued':
      return optedOut ? step(QUEUED_MS, 'failed', 21610) : step(QUEUED_MS, 'sending');
    case 'sending':
      return reach.kind === 'fails' ? step(SENDING_MS, 'failed', reach.code) : step(SENDING_MS, 'sent');
    case 'sent':
      if (reach.kind === 'undelivered') return step(SENT_MS, 'undelivered', reach.code);
      return step(reach.kind === 'late' ? reach.ms : SENT_MS, 'delivered');
    case 'delivered':
    case 'undelivered':
    case 'failed':
    case 'canceled':
    case 'received':
      return null;
    default:
      return message.status satisfies never;
  }
}

/** Whether Twilio calls back when a message comes to this status; it never does for the one it was created with. */
export function isTold(status: MessageStatus): boolean {
  return TOLD.has(status);
}

/** The parameters of a status callback. @see https://www.twilio.com/docs/messaging/guides/track-outbound-message-status */
export function statusParams(message: Message, accountSid: string): Record<string, string> {
  const { sid, from, to, status, errorCode, messagingServiceSid, updatedAt } = message;
  const hasReceipt = status === 'delivered' || status === 'undelivered';
  return {
    MessageSid: sid,
    SmsSid: sid,
    MessageStatus: status,
    SmsStatus: status,
    From: from,
    To: to,
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    ...(messagingServiceSid === null ? {} : { MessagingServiceSid: messagingServiceSid }),
    ...(errorCode === null ? {} : { ErrorCode: String(errorCode) }),
    ...(hasReceipt ? { RawDlrDoneDate: receiptTime(updatedAt) } : {}),
  };
}

/** YYMMDDhhmm, in UTC. */
function receiptTime(at: number): string {
  return new Date(at).toISOString().replace(/\D/g, '').slice(2, 12);
}
