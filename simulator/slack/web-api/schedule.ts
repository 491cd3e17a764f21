import { channelOf, type Api, type Method } from './api';
import type { Arguments } from './arguments';
import { newContent } from './content';
import { SlackError } from './error';

const WRITE = { scope: 'chat:write', takesJson: true, changes: true } as const;

/** Seconds that a message can be scheduled ahead. */
const FARTHEST_SECONDS = 120 * 24 * 60 * 60;

/** How many messages may be due in one channel within five minutes. */
const MOST_IN_WINDOW = 30;
const WINDOW_SECONDS = 300;

/** The methods `chat.…` that act later (https://docs.slack.dev/reference/methods/chat.scheduleMessage). */
export const schedule: Readonly<Record<string, Method>> = {
  'chat.scheduleMessage': { ...WRITE, run: scheduleMessage },
  'chat.deleteScheduledMessage': { ...WRITE, run: deleteScheduledMessage },
};

function scheduleMessage(api: Api, given: Arguments): object {
  const channel = channelOf(api, given).id;
  const user = api.workspace.app.botUserId;
  const content = newContent(given, api);
  const threadTs = given.text('thread_ts') || null;
  const isBroadcast = given.flag('reply_broadcast');
  const postAt = dueTime(api, given.text('post_at'), channel);
  const { id } = api.scheduled.add({ ...content, channel, user, threadTs, isBroadcast }, postAt);
  const message = { type: 'delayed_message', text: content.text, user, bot_id: api.workspace.app.botId };
  return { channel, scheduled_message_id: id, post_at: postAt, message };
}

function dueTime({ clock, scheduled }: Api, given: string, channel: string): number {
  const ahead = Number(given) - clock.now() / 1000;
  if (!/^\d+$/.test(given)) throw new SlackError('invalid_time');
  if (ahead <= 0) throw new SlackError('time_in_past');
  if (ahead > FARTHEST_SECONDS) throw new SlackError('time_too_far');
  const isNear = (postAt: number): boolean => Math.abs(postAt - Number(given)) < WINDOW_SECONDS;
  const near = scheduled.waiting.filter(({ postAt, draft }) => draft.channel === channel && isNear(postAt));
  if (near.length >= MOST_IN_WINDOW) throw new SlackError('restricted_too_many');
  return Number(given);
}

function deleteScheduledMessage(api: Api, given: Arguments): object {
  const channel = channelOf(api, given).id;
  const isRemoved = api.scheduled.remove(channel, given.text('scheduled_message_id'));
  if (!isRemoved) throw new SlackError('invalid_scheduled_message_id');
  return {};
}
