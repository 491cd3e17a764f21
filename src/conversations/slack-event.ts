import type { FoundMessage, SlackFile } from '../clients/slack';
import type { JsonObject, SlackEventBody } from '../http/slack/request';

/** What somebody wrote in a thread. */
export interface ThreadReply {
  readonly ts: string;
  readonly root: string;
  readonly user: string;
  readonly text: string;
  readonly blocks: unknown;
  readonly files: readonly SlackFile[];
}

/** What an event about the dispatch channel means for us. */
export type ChannelEvent =
  | { readonly kind: 'reply'; readonly reply: ThreadReply }
  /** A message in a thread now says something else, or is gone. */
  | {
      readonly kind: 'changed';
      readonly change: 'edited' | 'deleted';
      readonly ts: string;
      readonly root: string;
    }
  /** A message of ours that begins a thread is gone. */
  | { readonly kind: 'root-gone'; readonly ts: string }
  | {
      readonly kind: 'ignored';
      readonly why: 'not-a-message' | 'own' | 'bot' | 'subtype' | 'no-thread' | 'no-news';
    };

const ORDINARY = new Set([undefined, 'file_share', 'thread_broadcast']);

/** Reads an event. `toFiles` reads what Slack says of files. */
export function readChannelEvent(
  { event, ...body }: SlackEventBody,
  toFiles: (value: unknown) => readonly SlackFile[],
): ChannelEvent {
  if (event.type !== 'message') return ignored('not-a-message');
  switch (event['subtype']) {
    case 'message_changed':
      return readChange(objectOf(event['message']), objectOf(event['previous_message']));
    case 'message_deleted':
      return readDeletion(objectOf(event['previous_message']));
    default:
      return readReply(event, botUsers(body), toFiles);
  }
}

/** Reads a message that was fetched from Slack, because the request that named it was not proven. */
export function readFetched(message: FoundMessage): ChannelEvent {
  const { ts, threadTs, user, botId, subtype, text, blocks, files } = message;
  if (botId !== null || user === null) return ignored('bot');
  if (!ORDINARY.has(subtype ?? undefined)) return ignored('subtype');
  if (threadTs === null || threadTs === ts) return ignored('no-thread');
  return { kind: 'reply', reply: { ts, root: threadTs, user, text, blocks, files } };
}

function readReply(
  event: JsonObject,
  ownUsers: readonly unknown[],
  toFiles: (value: unknown) => readonly SlackFile[],
): ChannelEvent {
  const { subtype, bot_id: botId, hidden, user, ts, thread_ts: root, text, blocks, files } = event;
  if (ownUsers.includes(user)) return ignored('own');
  if (botId !== undefined) return ignored('bot');
  if (!ORDINARY.has(subtype as string | undefined) || hidden === true) return ignored('subtype');
  if (!isTs(ts) || !isTs(root) || root === ts) return ignored('no-thread');
  if (typeof user !== 'string') return ignored('bot');
  const words = typeof text === 'string' ? text : '';
  return { kind: 'reply', reply: { ts, root, user, text: words, blocks, files: toFiles(files) } };
}

/** Slack sends a change for previews and reactions to files, too: only other words are news. */
function readChange(message: JsonObject, before: JsonObject): ChannelEvent {
  if (message['subtype'] === 'tombstone') return readDeletion(before);
  const { ts, thread_ts: root, bot_id: botId, edited, text } = message;
  if (botId !== undefined) return ignored('own');
  if (edited === undefined || text === before['text']) return ignored('no-news');
  if (!isTs(ts) || !isTs(root) || root === ts) return ignored('no-thread');
  return { kind: 'changed', change: 'edited', ts, root };
}

function readDeletion(before: JsonObject): ChannelEvent {
  const { ts, thread_ts: root, bot_id: botId } = before;
  if (!isTs(ts)) return ignored('not-a-message');
  if (botId !== undefined) {
    return root === undefined || root === ts ? { kind: 'root-gone', ts } : ignored('own');
  }
  if (!isTs(root) || root === ts) return ignored('no-thread');
  return { kind: 'changed', change: 'deleted', ts, root };
}

function botUsers({ authorizations }: Omit<SlackEventBody, 'event'>): readonly unknown[] {
  return Array.isArray(authorizations)
    ? authorizations.map((authorization: unknown) => objectOf(authorization)['user_id'])
    : [];
}

/** Whether this names a message: how old it is, and its claim, come from it. */
function isTs(value: unknown): value is string {
  return typeof value === 'string' && /^\d+\.\d+$/.test(value);
}

function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}

function ignored(why: Extract<ChannelEvent, { kind: 'ignored' }>['why']): ChannelEvent {
  return { kind: 'ignored', why };
}
