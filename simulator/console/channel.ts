import type { ChannelView, SlackUser } from '../slack';
import type { World } from '../world';
import type { SlackPerson } from './protocol';

/** What the page shows of the channel's past. */
const MOST_MESSAGES = 80;
const MOST_NOTICES = 40;

/** The latest of the dispatch channel. */
export function channelOf({ slack }: World): ChannelView {
  const { messages, notices, ...channel } = slack.channel;
  const here = notices.filter((notice) => notice.channel === channel.id);
  return { ...channel, messages: messages.slice(-MOST_MESSAGES), notices: here.slice(-MOST_NOTICES) };
}

/** The people for whom somebody at the page can speak in Slack, dispatchers first. */
export function peopleOf({ slack }: World): readonly SlackPerson[] {
  const { users, teamId } = slack.workspace;
  return users
    .filter(({ isBot }) => !isBot)
    .map((user) => ({ id: user.id, name: user.realName, note: noteOn(user, teamId) }));
}

function noteOn({ teamId, isRestricted }: SlackUser, ownTeam: string): string | null {
  if (teamId !== ownTeam) return 'of another team';
  return isRestricted ? 'invited to this channel only' : null;
}
