import type { DispatchConfig, Dispatcher } from '../../../src/config/dispatch';

/** Somebody in Slack, bots included. */
export interface SlackUser {
  readonly id: string;
  /** Another workspace's for somebody who shares a channel through Slack Connect. */
  readonly teamId: string;
  /** What follows the @. */
  readonly name: string;
  readonly realName: string;
  readonly isBot: boolean;
  /** A guest. */
  readonly isRestricted: boolean;
  /** A guest in one channel only. */
  readonly isUltraRestricted: boolean;
}

/** A public channel. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  /** Whether the bot was invited: it reads and writes nowhere else. */
  readonly hasBot: boolean;
}

/** Our app as it is installed in the workspace. */
export interface App {
  readonly id: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly token: string;
  readonly signingSecret: string;
  readonly scopes: readonly string[];
}

/** Who and what there is in Slack. */
export interface Workspace {
  readonly teamId: string;
  readonly domain: string;
  readonly app: App;
  readonly dispatch: Channel;
  /** Another channel, without our bot. */
  readonly elsewhere: Channel;
  readonly users: readonly SlackUser[];
}

/** Ids of the people whom every local workspace has besides the dispatchers. */
export const GUEST = 'U0GUEST001';
export const STRANGER = 'U0STRANGER';

/** Another app’s bot in the channel, by the user id and the bot id under which it posts. */
export const OTHER_BOT = { userId: 'U0OTHERBOT', botId: 'B0OTHERBOT', appId: 'A0OTHERBOT' } as const;

/** The Slack user id of a dispatcher: the routing file's, or one made from the dispatcher's id. */
export function slackUserIdOf({ id, slackUserId }: Dispatcher): string {
  return slackUserId ?? `U0${id.toUpperCase().replaceAll('-', '')}`;
}

/** The people of a workspace: the dispatchers, a guest, a stranger of another team, another app's bot, and ours. */
export function peopleOf(config: DispatchConfig, teamId: string, botUserId: string): readonly SlackUser[] {
  const member = { teamId, isBot: false, isRestricted: false, isUltraRestricted: false };
  const dispatchers = config.dispatchers.map((dispatcher) => ({
    ...member,
    id: slackUserIdOf(dispatcher),
    name: dispatcher.id,
    realName: dispatcher.name,
  }));
  return [
    ...dispatchers,
    { ...member, id: GUEST, name: 'guest', realName: 'Guest', isRestricted: true },
    { ...member, id: STRANGER, name: 'stranger', realName: 'Stranger', teamId: 'T0ELSEWHERE' },
    { ...member, id: OTHER_BOT.userId, name: 'other-bot', realName: 'Other Bot', isBot: true },
    { ...member, id: botUserId, name: 'relay', realName: 'Dispatch Relay', isBot: true },
  ];
}
