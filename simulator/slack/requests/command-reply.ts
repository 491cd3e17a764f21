import type { Block } from '../message';
import { isAccepted, type Outcome } from './post';

/** What Slack does with the answer to a slash command. */
export type CommandReply =
  | { readonly kind: 'nothing' }
  /** Slack itself tells the person that the command failed. */
  | { readonly kind: 'failed'; readonly error: string }
  /** `text` is markup. */
  | {
      readonly kind: 'shown';
      readonly to: 'person' | 'channel';
      readonly text: string;
      readonly blocks: readonly Block[];
    };

/** Reads the answer to a slash command (https://docs.slack.dev/interactivity/implementing-slash-commands). */
export function readCommandReply(outcome: Outcome): CommandReply {
  if (outcome.kind === 'failed') {
    const error = outcome.reason === 'http_timeout' ? 'operation_timeout' : 'http_client_error';
    return { kind: 'failed', error };
  }
  if (!isAccepted(outcome)) return { kind: 'failed', error: 'http_service_error' };
  const { body, contentType } = outcome;
  if (body.trim() === '') return { kind: 'nothing' };
  if (!contentType.startsWith('application/json')) {
    return { kind: 'shown', to: 'person', text: body, blocks: [] };
  }
  return readJson(body);
}

function readJson(body: string): CommandReply {
  const { response_type, text = '', blocks = [] } = parse(body);
  if (text === '' && blocks.length === 0) return { kind: 'nothing' };
  const to = response_type === 'in_channel' ? 'channel' : 'person';
  return { kind: 'shown', to, text, blocks: blocks.map((block, i) => ({ ...block, block_id: `r${i}` })) };
}

function parse(body: string): { response_type?: string; text?: string; blocks?: readonly Block[] } {
  try {
    return (JSON.parse(body) ?? {}) as ReturnType<typeof parse>;
  } catch {
    return { text: body };
  }
}
