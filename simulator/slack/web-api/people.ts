import type { SlackUser } from '../workspace/people';
import { channelOf, type Api, type Method } from './api';
import type { Arguments } from './arguments';
import { SlackError } from './error';

/** The methods about who somebody is, and what they think. */
export const people: Readonly<Record<string, Method>> = {
  'auth.test': { scope: null, takesJson: true, changes: false, run: authTest },
  'users.info': { scope: 'users:read', takesJson: false, changes: false, run: usersInfo },
  'reactions.add': { scope: 'reactions:write', takesJson: true, changes: true, run: addReaction },
};

function authTest({ workspace }: Api): object {
  const { teamId, domain, app, users } = workspace;
  const bot = users.find(({ id }) => id === app.botUserId);
  return {
    url: `https://${domain}.slack.com/`,
    team: domain,
    user: bot?.name ?? '',
    team_id: teamId,
    user_id: app.botUserId,
    bot_id: app.botId,
    is_enterprise_install: false,
  };
}

function usersInfo({ workspace }: Api, given: Arguments): object {
  const user = workspace.users.find(({ id }) => id === given.text('user'));
  if (user === undefined) throw new SlackError('user_not_found');
  return { user: userJson(user) };
}

function userJson(user: SlackUser): object {
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: false,
    real_name: user.realName,
    profile: { real_name: user.realName, display_name: user.name, team: user.teamId },
    is_admin: false,
    is_owner: false,
    is_restricted: user.isRestricted,
    is_ultra_restricted: user.isUltraRestricted,
    is_bot: user.isBot,
  };
}

function addReaction(api: Api, given: Arguments): object {
  const name = given.text('name');
  if (!/^[a-z0-9_+'-]+$/.test(name)) throw new SlackError('invalid_name');
  const message = api.messages.find(channelOf(api, given).id, given.text('timestamp'));
  if (message === undefined) throw new SlackError('message_not_found');
  const isNew = api.messages.react(message, name, api.workspace.app.botUserId);
  if (!isNew) throw new SlackError('already_reacted');
  return {};
}
