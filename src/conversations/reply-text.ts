import type { Dispatcher } from '../config/dispatch';
import { mediaForSms } from '../media/outgoing-files';
import type { ThreadReply } from './slack-event';
import { MAX_SMS_LENGTH, slackToSms } from './text';

/** A reply as the customer would get it, or why it is not sent. */
export type ReplyText =
  | { readonly kind: 'send'; readonly body: string; readonly files: readonly string[] }
  /** Meant for the team, or nothing to send. */
  | { readonly kind: 'internal' }
  | { readonly kind: 'refused'; readonly words: string };

/** Turns a reply into a text; dispatchers that it mentions are called by their names. */
export function replyText(reply: ThreadReply, dispatchers: readonly Dispatcher[]): ReplyText {
  const names = new Map(
    dispatchers.flatMap(({ slackUserId, name }) => (slackUserId === undefined ? [] : [[slackUserId, name]])),
  );
  const text = slackToSms(reply, names);
  switch (text.kind) {
    case 'internal':
      return { kind: 'internal' };
    case 'too-long':
      return refused(
        `Not sent: it has ${text.characters} characters, and a text takes ${MAX_SMS_LENGTH} at most. Send it in two parts.`,
      );
    case 'empty':
      return reply.files.length === 0 ? { kind: 'internal' } : withFiles('', reply);
    case 'text':
      return withFiles(text.text, reply);
    default:
      return text satisfies never;
  }
}

function withFiles(body: string, { files }: ThreadReply): ReplyText {
  const media = mediaForSms(files);
  if (media.kind === 'refused') return refused(`Not sent: ${media.words}`);
  return { kind: 'send', body, files: media.fileIds };
}

function refused(words: string): ReplyText {
  return { kind: 'refused', words };
}
