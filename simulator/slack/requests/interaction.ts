import type { Block, JsonObject, Message } from '../message';
import { messageJson, type Sources } from '../represent';
import type { Channel, SlackUser, Workspace } from '../workspace/people';

/** Who does something, and where. */
export interface Actor {
  readonly user: SlackUser;
  readonly channel: Channel;
  /** Tells interactions apart. */
  readonly number: number;
}

/** A button in a message, with the block that it is in. */
export interface Button extends JsonObject {
  readonly action_id: string;
  readonly block_id: string;
}

/** The fields of a slash command in Slack's order (https://docs.slack.dev/interactivity/implementing-slash-commands). */
export function commandForm(
  { command, text }: { command: string; text: string },
  { user, channel, number }: Actor,
  { app, domain }: Workspace,
): Readonly<Record<string, string>> {
  return {
    token: 'local-verification-token',
    team_id: user.teamId,
    team_domain: domain,
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: `https://hooks.slack.com/commands/${user.teamId}/${number}/local`,
    trigger_id: `${number}.0.local`,
  };
}

/** What a pressed button posts (https://docs.slack.dev/reference/interaction-payloads/block_actions-payload). */
export function actionPayload(
  { message, button, actionTs }: { message: Message; button: Button; actionTs: string },
  { user, channel, number }: Actor,
  sources: Sources,
): object {
  const { app, teamId, domain } = sources.workspace;
  const { ts: message_ts, channel: channel_id, threadTs } = message;
  return {
    type: 'block_actions',
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: app.id,
    token: 'local-verification-token',
    container: {
      type: 'message',
      message_ts,
      channel_id,
      is_ephemeral: false,
      ...(threadTs === null ? {} : { thread_ts: threadTs }),
    },
    trigger_id: `${number}.0.local`,
    team: { id: teamId, domain },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel.id, name: channel.name },
    message: messageJson(message, sources),
    state: { values: {} },
    response_url: `https://hooks.slack.com/actions/${teamId}/${number}/local`,
    actions: [{ ...button, action_ts: actionTs }],
  };
}

/** The buttons of these blocks, in their order. */
export function buttonsOf(blocks: readonly Block[]): readonly Button[] {
  return blocks.flatMap((block) => {
    const elements = block.type === 'actions' ? (block['elements'] as readonly JsonObject[]) : [];
    return elements.map((element) => ({
      ...element,
      action_id: String(element['action_id']),
      block_id: block.block_id,
    }));
  });
}
