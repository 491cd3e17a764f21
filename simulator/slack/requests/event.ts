import type { EnvelopedEvent } from '@slack/bolt';
import type { Message, MessageChange } from '../message';
import { messageJson, type Sources } from '../represent';

/** An event of the Events API, before it is put into its envelope. */
export type EventJson = Readonly<Record<string, unknown>> & { readonly type: 'message' };

/** What is new in every envelope. */
export interface Posting {
  readonly eventId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * What the app is told of a change, or null for what it has no subscription to: reactions, and channels without our
 * bot. `ts` becomes the timestamp of an edit or a deletion.
 * @see https://docs.slack.dev/reference/events/message
 */
export function eventOf(change: MessageChange, sources: Sources, ts: string): EventJson | null {
  const { channel } = change.type === 'removed' ? change.before : change.message;
  if (channel !== sources.workspace.dispatch.id) return null;
  switch (change.type) {
    case 'posted':
      return place(messageJson(change.message, sources), channel, change.message.ts);
    case 'edited':
      return changed(change.message, change.before, sources, ts);
    case 'removed':
      // A root whose thread goes on has changed into a tombstone.
      return change.message === null
        ? deleted(change.before, sources, ts)
        : changed(change.message, change.before, sources, ts);
    case 'reacted':
      return null;
    default:
      return change satisfies never;
  }
}

/** The whole body as Slack posts it. */
export function envelopeOf(
  event: EventJson,
  { workspace }: Sources,
  { eventId, now }: Posting,
): EnvelopedEvent<EventJson> {
  const { teamId: team_id, app } = workspace;
  const authorization = { enterprise_id: null, team_id, user_id: app.botUserId, is_bot: true };
  return {
    token: 'local-verification-token',
    team_id,
    context_team_id: team_id,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(now / 1000),
    authorizations: [{ ...authorization, is_enterprise_install: false }],
    is_ext_shared_channel: false,
    event_context: `4-local-${eventId}`,
  };
}

function changed(message: Message, before: Message, sources: Sources, ts: string): EventJson {
  const content = {
    subtype: 'message_changed',
    message: messageJson(message, sources),
    previous_message: messageJson(before, sources),
    hidden: true,
    ts,
  };
  return place(content, message.channel, ts);
}

function deleted(before: Message, sources: Sources, ts: string): EventJson {
  const previous_message = messageJson(before, sources);
  const content = {
    subtype: 'message_deleted',
    previous_message,
    deleted_ts: before.ts,
    hidden: true,
    ts,
  };
  return place(content, before.channel, ts);
}

function place(content: object, channel: string, event_ts: string): EventJson {
  return { type: 'message', ...content, channel, event_ts, channel_type: 'channel' };
}
