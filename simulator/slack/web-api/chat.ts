import type { Message } from '../message';
import { messageJson } from '../represent';
import { channelOf, type Api, type Method } from './api';
import type { Arguments } from './arguments';
import { changedContent, newContent } from './content';
import { SlackError } from './error';

const WRITE = { scope: 'chat:write', takesJson: true, changes: true } as const;

/** The methods `chat.…` that act at once. */
export const chat: Readonly<Record<string, Method>> = {
  'chat.postMessage': { ...WRITE, run: postMessage },
  'chat.update': { ...WRITE, run: update },
  'chat.delete': { ...WRITE, run: remove },
};

function postMessage(api: Api, given: Arguments): object {
  const channel = channelOf(api, given).id;
  const content = newContent(given, api);
  const retryAfter = api.rateLimit.take(channel, api.clock.now());
  if (retryAfter > 0) throw new SlackError('ratelimited', {}, retryAfter);
  const message = api.messages.post({
    ...content,
    channel,
    user: api.workspace.app.botUserId,
    threadTs: given.text('thread_ts') || null,
    isBroadcast: given.flag('reply_broadcast'),
  });
  return { channel, ts: message.ts, message: messageJson(message, api, true) };
}

function update(api: Api, given: Arguments): object {
  const before = ownMessage(api, given, 'cant_update_message');
  const change = changedContent(given, api);
  // Slack marks an update as edited only when it is shown as text.
  const isMarked = change.blocks?.length === 0;
  const edited = isMarked ? { user: before.user, ts: api.counter.ts(api.clock.now()) } : before.edited;
  const message = api.messages.edit(before, { ...change, edited });
  const { channel, ts, text } = message;
  return { channel, ts, text, message: messageJson(message, api, true) };
}

function remove(api: Api, given: Arguments): object {
  const message = ownMessage(api, given, 'cant_delete_message');
  api.messages.remove(message);
  return { channel: message.channel, ts: message.ts };
}

function ownMessage(
  api: Api,
  given: Arguments,
  refusal: 'cant_update_message' | 'cant_delete_message',
): Message {
  const message = api.messages.find(channelOf(api, given).id, given.text('ts'));
  if (message === undefined || message.isTombstone) throw new SlackError('message_not_found');
  if (message.user !== api.workspace.app.botUserId) throw new SlackError(refusal);
  return message;
}
