import type { TextContext } from './context';
import type { Creation } from './creation';
import { MessagesError } from './error';
import type { Message } from './message';

/** Takes a text from the product and sends it on its way. Throws `MessagesError` 21610 for a phone that has opted out. */
export function sendText(
  context: TextContext,
  creation: Creation,
  direction: 'outbound-api' | 'outbound-reply',
): Message {
  const { clock, report, store, optOuts, delivery } = context;
  const { from, to, body, mediaUrls, messagingServiceSid, sendAt } = creation;
  // Through a Messaging Service the text is taken, and fails a moment later.
  if (messagingServiceSid === null && optOuts.has(from, to)) throw new MessagesError(21610);
  const message = store.add({
    direction,
    from,
    to,
    body,
    media: mediaUrls.map((url) => ({ url, contentType: 'application/octet-stream' })),
    status: firstStatus(creation),
    messagingServiceSid,
    statusCallback: creation.statusCallback,
    sendAt,
    sentAt: null,
  });
  const at = clock.now();
  report({ at, type: 'text.sent', messageSid: message.sid, from, to, body, mediaUrls, sendAt });
  delivery.proceed(message);
  return message;
}

/** Cancels a scheduled text and returns it. Throws `MessagesError` 20404, or 30409 when it is too late. */
export function cancelText({ store, delivery }: TextContext, sid: string): Message {
  const message = store.fetch(sid);
  if (message.status !== 'scheduled') throw new MessagesError(30409);
  return delivery.change(message, { status: 'canceled', errorCode: null });
}

function firstStatus({ messagingServiceSid, sendAt }: Creation): 'queued' | 'accepted' | 'scheduled' {
  if (messagingServiceSid === null) return 'queued';
  return sendAt === null ? 'accepted' : 'scheduled';
}
