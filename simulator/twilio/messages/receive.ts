import type { TextContext } from './context';
import { answerText } from './answer';
import type { OutgoingText } from './handset';
import type { Message } from './message';
import { optOutTypeOf, type OptOutType } from './opt-out';
import { pathOf, segmentsOf } from './representation';

/** How long Twilio's own answer to STOP, START or HELP takes, in milliseconds. */
const OWN_ANSWER_MS = 500;

/** A phone's text reaches the account: it is kept, told, and answered. Returns its MessageSid; throws without such a number. */
export function receiveText(context: TextContext, text: OutgoingText): string {
  const { clock, report, store, tasks } = context;
  const { from, body, media = [] } = text;
  const to = lineOf(context, text.to);
  const message = store.add({
    direction: 'inbound',
    from,
    to,
    body,
    media,
    status: 'received',
    messagingServiceSid: null,
    statusCallback: null,
    sendAt: null,
    sentAt: clock.now(),
  });
  const { sid } = message;
  report({ at: clock.now(), type: 'text.received', messageSid: sid, from, to, body, numMedia: media.length });
  const optOutType = optOutTypeOf(body);
  if (optOutType !== null) applyOptOut(context, message, optOutType);
  void tasks.track(answerText(context, message, inboundParams(context, message, optOutType)));
  return sid;
}

function lineOf({ account }: TextContext, to: string | undefined): string {
  const numbers = Object.keys(account.lines);
  const number = to ?? (numbers.length === 1 ? numbers[0] : undefined);
  if (number === undefined || account.lines[number] === undefined) {
    throw new Error(`The account has no number ${to ?? 'that is the only one'} that could be texted.`);
  }
  return number;
}

/** Assumed: Twilio's own answer is no Message resource, so no list shows it. */
function applyOptOut(context: TextContext, { from: phone, to: line }: Message, type: OptOutType): void {
  const { clock, report, optOuts, tasks } = context;
  const body = optOuts.apply(type, line, phone);
  if (body === null) return;
  const answered = new Promise<void>((resolve) => void clock.after(OWN_ANSWER_MS, resolve));
  const text = { from: line, body, mediaUrls: [] };
  const arrive = (): void => {
    context.handset(phone).inbox.push(text);
    report({ at: clock.now(), type: 'text.sent', messageSid: null, to: phone, sendAt: null, ...text });
  };
  void tasks.track(answered.then(arrive));
}

/**
 * The parameters of the request about an incoming text.
 * @see https://www.twilio.com/docs/messaging/guides/webhook-request
 */
function inboundParams(
  { account, mediaBaseUrl }: TextContext,
  { sid, from, to, body, media }: Message,
  optOutType: OptOutType | null,
): Record<string, string> {
  const { accountSid, messagingService } = account;
  const isTold = messagingService?.advancedOptOut === true && optOutType !== null;
  const files = media.flatMap((file, index) => [
    [`MediaContentType${index}`, file.contentType],
    [`MediaUrl${index}`, `${mediaBaseUrl}${pathOf(accountSid, `Messages/${sid}/Media/${file.sid}`)}`],
  ]);
  return {
    MessageSid: sid,
    SmsSid: sid,
    SmsMessageSid: sid,
    AccountSid: accountSid,
    From: from,
    To: to,
    Body: body,
    NumMedia: String(media.length),
    NumSegments: String(segmentsOf(body)),
    SmsStatus: 'received',
    ApiVersion: '2010-04-01',
    ...(messagingService === undefined ? {} : { MessagingServiceSid: messagingService.sid }),
    ...(isTold ? { OptOutType: optOutType } : {}),
    ...(Object.fromEntries(files) as Record<string, string>),
  };
}
