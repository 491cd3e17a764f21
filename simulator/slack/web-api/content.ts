import type { JsonObject, Message } from '../message';
import type { Api } from './api';
import type { Arguments } from './arguments';
import { checkedBlocks } from './blocks';
import { SlackError } from './error';

/** Characters that a new message's text is cut to, and that an updated one may have. */
const MOST_POSTED = 40_000;
const MOST_UPDATED = 4000;
/** Characters of metadata as JSON (https://docs.slack.dev/messaging/message-metadata). */
const MOST_METADATA = 8000;

type Content = Pick<Message, 'text' | 'blocks' | 'metadata'>;

/** What a new message says. Throws `SlackError` where Slack refuses it. */
export function newContent(given: Arguments, { counter }: Pick<Api, 'counter'>): Content {
  const text = given.text('text').slice(0, MOST_POSTED);
  const blocks = given.has('blocks') ? checkedBlocks(given.json('blocks'), counter) : [];
  if (text === '' && blocks.length === 0) throw new SlackError('no_text');
  return { text, blocks, metadata: given.has('metadata') ? metadataOf(given.json('metadata')) : null };
}

/**
 * What changes in an updated message: a text without blocks takes earlier blocks away, and metadata stays until other
 * is given (https://docs.slack.dev/reference/methods/chat.update).
 */
export function changedContent(given: Arguments, { counter }: Pick<Api, 'counter'>): Partial<Content> {
  const hasText = given.has('text');
  const hasBlocks = given.has('blocks');
  if (!hasText && !hasBlocks) throw new SlackError('no_text');
  if (given.text('text').length > MOST_UPDATED) throw new SlackError('msg_too_long');
  return {
    ...(hasText ? { text: given.text('text'), blocks: [] } : {}),
    ...(hasBlocks ? { blocks: checkedBlocks(given.json('blocks'), counter) } : {}),
    ...(given.has('metadata') ? { metadata: metadataOf(given.json('metadata')) } : {}),
  };
}

function metadataOf(value: unknown): JsonObject {
  const { event_type, event_payload } = (value ?? {}) as JsonObject;
  const isValid =
    typeof event_type === 'string' && typeof event_payload === 'object' && event_payload !== null;
  if (!isValid) throw new SlackError('invalid_metadata_format');
  if (JSON.stringify(value).length > MOST_METADATA) throw new SlackError('metadata_too_large');
  return { event_type, event_payload };
}
