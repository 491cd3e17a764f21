import { takeFromHour } from '../auto-texts/hourly-count';
import { DEADLINES } from '../deadline';
import type { FullApp } from '../full-app';
import { LATE_MS } from '../once/claim';
import { once } from '../once/once';
import type { OnceResult, Work } from '../once/work';
import { noteSent } from './sent-message';
import { chooseOwn } from './text-owner';

/** A text to a phone: the payload of its claim. */
export interface TextToSend {
  /** E.164. */
  readonly to: string;
  readonly body: string;
  /** Ids of Slack files that go along. */
  readonly files?: readonly string[];
  /** What its status callbacks say of it: what it was, and the message in Slack that it came from. */
  readonly about: About;
  /** When Twilio sends it, ISO 8601; at once when left out. */
  readonly sendAt?: string;
}

/** Travels in the status callback's address, so that nothing has to be looked up: no phone number. */
export interface About {
  readonly kind: 'reply' | 'alert' | 'auto' | 'team' | 'job' | 'escalation';
  /** The claim. */
  readonly key?: string;
  readonly ts?: string;
  readonly root?: string;
  /** The name of the document of the job that it is about. */
  readonly job?: string;
}

/** A text that is out. */
export interface SentText {
  readonly sid: string;
}

/** Sends a text exactly once; `withinMs` is at most 2000. */
export async function sendText(
  app: FullApp,
  key: string,
  text: TextToSend,
  { asker = 'event', withinMs = DEADLINES.rest }: { asker?: 'event' | 'person'; withinMs?: number } = {},
): Promise<OnceResult<SentText>> {
  const work = { ...textWork(app, key, withinMs), lateMs: isUrgent(text) ? 0 : LATE_MS.rest };
  const result = await once<TextToSend, SentText>(app, key, text, work, asker);
  if (result.kind === 'done' || result.kind === 'already-done') {
    await noteSent(app, result.result.sid, { ...text.about, key });
  }
  return result;
}

/** The work of sending the text with this key. */
export function textWork(
  app: FullApp,
  key: string,
  withinMs: number = DEADLINES.rest,
): Work<TextToSend, SentText> {
  return {
    withinMs,
    send: async (signal, { payload: { to, body, files = [], about, sendAt } }) => {
      if (!(await isWithinLimit(app, about))) return { kind: 'not-sent', reason: LIMIT_REACHED };
      const sent = await app.messages.send(
        {
          to,
          body,
          mediaUrls: files.map((id) => app.mediaLink(id)),
          statusCallback: statusUrl(app.origin, { ...about, key }),
          ...(sendAt === undefined ? {} : { sendAt: Date.parse(sendAt) }),
        },
        signal,
      );
      if (sent.kind === 'sent') return { kind: 'sent', result: { sid: sent.sid } };
      return { kind: sent.final ? 'refused' : 'not-sent', reason: sent.reason };
    },
    look: async (signal, { payload: { to, body }, receivedAt }) => {
      const since = Date.parse(receivedAt) - CLOCKS_DIFFER_MS;
      return chooseOwn(app, key, await app.messages.find({ to, body, since }, signal));
    },
  };
}

/** An alert had better come twice than minutes late, and what is scheduled could no longer be scheduled by then. */
function isUrgent({ about: { kind }, sendAt }: TextToSend): boolean {
  return kind === 'alert' || kind === 'escalation' || sendAt !== undefined;
}

/** Our clock may be ahead of Twilio's by this much (ms). */
const CLOCKS_DIFFER_MS = 10_000;

/** Why a text waits that nothing else is wrong with: repeats at once are of no use. */
export const LIMIT_REACHED = 'The limit of texts in an hour is reached.';

/** An alert or an escalation is never the text too many; where the count cannot be read, nobody is kept from answering. */
async function isWithinLimit(app: FullApp, { kind }: About): Promise<boolean> {
  if (kind === 'alert' || kind === 'escalation' || kind === 'team') return true;
  return (await takeFromHour(app, 'out', app.config.limits.outboundPerHour)) !== 'over';
}

/** Where Twilio reports what becomes of a text. */
export function statusUrl(origin: string, about: About): string {
  const query = new URLSearchParams(
    Object.entries(about).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
  return `${origin}/sms-status?${query.toString()}#rc=2&rp=5xx,ct,rt`;
}
