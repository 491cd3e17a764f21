import type { WebClient } from '@slack/web-api';
import { RelayError } from '../../errors';
import type { PostResult, SlackMetadata, SlackPost } from '../slack';
import { attempt, notDone, type CallSlack } from './call';

const EVENT_TYPE = 'dispatch_relay';

/** Posts a message once. */
export async function post(
  call: CallSlack,
  channel: string,
  { text, blocks, threadTs, broadcast = false, metadata }: SlackPost,
  signal: AbortSignal,
): Promise<PostResult> {
  try {
    const client = await call(signal);
    const { ts, message } = await client.chat.postMessage({
      channel,
      text,
      ...(blocks === undefined ? {} : { blocks: blocks as never }),
      ...(threadTs === undefined ? {} : { thread_ts: threadTs, reply_broadcast: broadcast }),
      ...(metadata === undefined ? {} : { metadata: envelope(metadata) }),
      unfurl_links: false,
      unfurl_media: false,
    } as Parameters<WebClient['chat']['postMessage']>[0]);
    if (ts === undefined) throw new Error('the reply names no message');
    return { kind: 'posted', ts, threadTs: message?.thread_ts ?? null };
  } catch (error) {
    const certain = notDone(error);
    if (certain !== null) return { kind: 'not-posted', ...certain };
    throw unavailable(error);
  }
}

/** Changes a message of ours. */
export function update(
  call: CallSlack,
  channel: string,
  {
    ts,
    text,
    blocks,
    metadata,
  }: { ts: string; text: string; blocks?: readonly object[]; metadata?: SlackMetadata },
  signal: AbortSignal,
): Promise<'updated' | 'gone'> {
  const change = {
    channel,
    ts,
    text,
    ...(blocks === undefined ? {} : { blocks }),
    ...(metadata === undefined ? {} : { metadata: envelope(metadata) }),
  } as Parameters<WebClient['chat']['update']>[0];
  return attempt(
    async () => {
      await (await call(signal)).chat.update(change);
      return 'updated' as const;
    },
    { message_not_found: 'gone', cant_update_message: 'gone' } as const,
  );
}

/** Takes a message of ours back; no matter if it is gone. */
export function remove(call: CallSlack, channel: string, ts: string, signal: AbortSignal): Promise<void> {
  return attempt(
    async () => {
      await (await call(signal)).chat.delete({ channel, ts });
    },
    { message_not_found: undefined },
  );
}

/** Adds a reaction to a message, if it is still there. */
export function react(
  call: CallSlack,
  channel: string,
  { ts, name }: { ts: string; name: string },
  signal: AbortSignal,
): Promise<'done' | 'no-scope'> {
  return attempt(
    async () => {
      await (await call(signal)).reactions.add({ channel, timestamp: ts, name });
      return 'done' as const;
    },
    { already_reacted: 'done', message_not_found: 'done', missing_scope: 'no-scope' } as const,
  );
}

/** Slack drops metadata whose values are not flat. */
function envelope(metadata: SlackMetadata): { event_type: string; event_payload: Record<string, string> } {
  return { event_type: EVENT_TYPE, event_payload: { ...metadata } };
}

function unavailable(cause: unknown): RelayError {
  return new RelayError('slack_unavailable', {
    text: 'Slack gave no clear answer.',
    advice: 'Look at slack-status.com; nothing is posted twice by itself.',
    cause,
  });
}
