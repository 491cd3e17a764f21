import { createApp, setting, type App, type Settings } from './app';
import { createCalls, type Calls } from './clients/calls';
import { createMediaFetcher, type MediaFetcher } from './clients/media';
import { createMessages, type Messages } from './clients/messages';
import { createRecordings, type Recordings } from './clients/recordings';
import { createSlack, type Slack } from './clients/slack';
import type { SlackSettings } from './http/slack-request';
import { mediaLink } from './media/token';

/** What routes about texts, Slack and time may use: everything that calls need, and the vendors besides. */
export interface FullApp extends App {
  readonly messages: Messages;
  readonly calls: Calls;
  readonly recordings: Recordings;
  readonly slack: Slack;
  /** What Slack's requests are checked against. */
  readonly slackOrigin: SlackSettings;
  readonly media: MediaFetcher;
  /** A short-lived address at which Twilio can fetch a file of Slack's. */
  readonly mediaLink: (fileId: string) => string;
}

/** Puts it together. Never throws: what a setting breaks fails where it is used. */
export function createFullApp(settings: Settings): FullApp {
  const app = createApp(settings);
  const read = (name: string): string => setting(settings, name);
  const optional = (name: string): string | undefined => read(name) || undefined;
  const account = {
    apiKey: read('TWILIO_API_KEY'),
    apiSecret: read('TWILIO_API_SECRET'),
    baseUrl: optional('TWILIO_API_BASE_URL'),
    accountSid: read('TWILIO_ACCOUNT_SID'),
  };
  const messagingServiceSid = optional('TWILIO_MESSAGING_SERVICE_SID');
  const slackApiUrl = optional('SLACK_API_URL');
  const appId = optional('SLACK_APP_ID');
  return {
    ...app,
    messages: createMessages({ ...account, from: app.line, messagingServiceSid }),
    calls: createCalls({ ...account, line: app.line }),
    recordings: createRecordings(account),
    media: createMediaFetcher(account),
    mediaLink: (fileId) =>
      mediaLink({
        origin: app.origin,
        secret: app.secrets.linkSecrets[0] ?? '',
        fileId,
        now: app.clock.now(),
      }),
    slack: createSlack({
      token: read('SLACK_BOT_TOKEN'),
      channelId: read('SLACK_CHANNEL_ID'),
      teamId: read('SLACK_TEAM_ID'),
      apiUrl: slackApiUrl,
    }),
    slackOrigin: {
      signingSecret: read('SLACK_SIGNING_SECRET'),
      urlKey: read('SLACK_URL_KEY'),
      teamId: read('SLACK_TEAM_ID'),
      channelId: read('SLACK_CHANNEL_ID'),
      ...(appId === undefined ? {} : { appId }),
    },
  };
}
