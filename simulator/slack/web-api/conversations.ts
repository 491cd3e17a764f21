import type { Message } from '../message';
import { messageJson } from '../represent';
import { channelOf, type Api, type Method } from './api';
import type { Arguments } from './arguments';
import { SlackError } from './error';

const READ = { scope: 'channels:history', takesJson: false, changes: false } as const;
const DEFAULT_LIMIT = 100;
const MOST = 999;

/** The methods `conversations.…` that read messages. */
export const conversations: Readonly<Record<string, Method>> = {
  'conversations.history': { ...READ, run: history },
  'conversations.replies': { ...READ, run: replies },
};

/** The channel's own messages, newest first. */
function history(api: Api, given: Arguments): object {
  if (!given.has('channel')) throw new SlackError('invalid_arguments');
  const inRange = api.messages.topLevel(channelOf(api, given).id).filter(range(given)).reverse();
  return page(api, given, inRange);
}

/** One thread, oldest first; its root comes whatever the range is. Of a reply's own ts, that reply alone. */
function replies(api: Api, given: Arguments): object {
  if (!given.has('channel') || !given.has('ts')) throw new SlackError('invalid_arguments');
  const root = api.messages.find(channelOf(api, given).id, given.text('ts'));
  if (root === undefined) throw new SlackError('thread_not_found');
  const inRange = api.messages.replies(root).filter(range(given));
  return page(api, given, [root, ...inRange]);
}

/** Timestamps are compared as numbers: `oldest=0` is common. */
function range(given: Arguments): (message: Message) => boolean {
  const oldest = Number(given.text('oldest') || 0);
  const latest = Number(given.text('latest') || Infinity);
  const isInclusive = given.flag('inclusive');
  return ({ ts }) => {
    const at = Number(ts);
    return (at > oldest && at < latest) || (isInclusive && (at === oldest || at === latest));
  };
}

function page(api: Api, given: Arguments, all: readonly Message[]): object {
  const limit = Math.min(Number(given.text('limit') || DEFAULT_LIMIT), MOST);
  const start = given.has('cursor') ? all.findIndex(({ ts }) => ts === given.text('cursor')) : 0;
  if (start < 0) throw new SlackError('invalid_arguments');
  const next = all[start + limit];
  const withMetadata = given.flag('include_all_metadata');
  return {
    messages: all.slice(start, start + limit).map((message) => messageJson(message, api, withMetadata)),
    has_more: next !== undefined,
    ...(next === undefined ? {} : { response_metadata: { next_cursor: next.ts } }),
  };
}
