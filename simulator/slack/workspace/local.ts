import type { DispatchConfig } from '../../../src/config/dispatch';
import { peopleOf, type Workspace } from './people';

/** Settings of the local Slack: well-formed, and worth nothing anywhere else. */
export const LOCAL_SLACK = {
  teamId: 'T0LOCAL001',
  appId: 'A0LOCAL001',
  channelId: 'C0DISPATCH',
  botId: 'B0RELAY001',
  botUserId: 'U0RELAYBOT',
  botToken: 'local-slack-bot-token',
  signingSecret: 'local-slack-signing-secret',
  urlKey: 'local-slack-url-key',
} as const;

/** What setting up the app asks for, the optional `reactions:write` included. */
const SCOPES = [
  'chat:write',
  'commands',
  'channels:history',
  'groups:history',
  'files:read',
  'files:write',
  'users:read',
  'reactions:write',
];

/** The workspace in which this routing file's dispatchers work. */
export function localWorkspace(config: DispatchConfig): Workspace {
  const { teamId, appId, channelId, botId, botUserId, botToken, signingSecret } = LOCAL_SLACK;
  return {
    teamId,
    domain: 'local',
    app: { id: appId, botId, botUserId, token: botToken, signingSecret, scopes: SCOPES },
    dispatch: { id: channelId, name: 'dispatch', hasBot: true },
    elsewhere: { id: 'C0ELSEWHERE', name: 'elsewhere', hasBot: false },
    users: peopleOf(config, teamId, botUserId),
  };
}

/** What the functions get as their Slack settings when `origin` is the address of the stand-in. */
export function slackSettings(origin: string): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: LOCAL_SLACK.botToken,
    SLACK_SIGNING_SECRET: LOCAL_SLACK.signingSecret,
    SLACK_TEAM_ID: LOCAL_SLACK.teamId,
    SLACK_APP_ID: LOCAL_SLACK.appId,
    SLACK_CHANNEL_ID: LOCAL_SLACK.channelId,
    SLACK_URL_KEY: LOCAL_SLACK.urlKey,
    SLACK_API_URL: `${origin}/api/`,
  };
}
