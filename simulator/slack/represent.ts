import type { Message, SharedFile } from './message';
import type { Messages } from './messages';
import { OTHER_BOT, type Workspace } from './workspace/people';

/** What a representation is made from. */
export interface Sources {
  readonly workspace: Workspace;
  readonly messages: Messages;
}

/** A message as the Web API and events write it; metadata only when it is asked for. */
export function messageJson(message: Message, sources: Sources, withMetadata = false): object {
  const { user, ts, text } = message;
  const subtype = subtypeOf(message);
  return {
    type: 'message',
    ...(subtype === null ? {} : { subtype }),
    user,
    ...authorOf(message, sources.workspace),
    text,
    ts,
    ...(message.isTombstone ? { hidden: true } : {}),
    ...threadOf(message, sources),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.files.length > 0 ? { files: message.files.map((file) => fileJson(file, message.user)) } : {}),
    ...(message.edited === null ? {} : { edited: message.edited }),
    ...(withMetadata && message.metadata !== null ? { metadata: message.metadata } : {}),
    ...(message.reactions.length > 0 ? { reactions: message.reactions.map(reactionJson) } : {}),
  };
}

/** A file as Slack writes it. Its address is Slack's own, as in real replies, and needs the bot's token. */
export function fileJson({ id, name, mimetype, size }: SharedFile, user: string): object {
  const filetype = name.includes('.') ? (name.split('.').at(-1) ?? '') : 'binary';
  const url_private = `https://files.slack.com/files-pri/${id}/${encodeURIComponent(name)}`;
  return { id, name, title: name, mimetype, filetype, user, size, mode: 'hosted', url_private };
}

/** Slack leaves the subtype out of ordinary messages, those of bots included. */
function subtypeOf({ isTombstone, isBroadcast, files }: Message): string | null {
  if (isTombstone) return 'tombstone';
  if (isBroadcast) return 'thread_broadcast';
  return files.length > 0 ? 'file_share' : null;
}

function authorOf({ user }: Message, { app, teamId, users }: Workspace): object {
  const { id: app_id, botId: bot_id, botUserId } = app;
  if (user === OTHER_BOT.userId) return { bot_id: OTHER_BOT.botId, app_id: OTHER_BOT.appId, team: teamId };
  if (user !== botUserId) return { team: users.find(({ id }) => id === user)?.teamId ?? teamId };
  const bot_profile = { id: bot_id, app_id, name: 'Dispatch Relay', deleted: false, team_id: teamId };
  return { bot_id, app_id, team: teamId, bot_profile };
}

function threadOf(message: Message, { messages }: Sources): object {
  if (message.threadTs !== null) {
    const parent = messages.find(message.channel, message.threadTs);
    return { thread_ts: message.threadTs, parent_user_id: parent?.user ?? 'USLACKBOT' };
  }
  const replies = messages.replies(message);
  const latest = replies.at(-1);
  if (latest === undefined) return {};
  const reply_users = [...new Set(replies.map(({ user }) => user))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: reply_users.length,
    latest_reply: latest.ts,
    reply_users,
  };
}

function reactionJson({ name, users }: Message['reactions'][number]): object {
  return { name, users, count: users.length };
}
