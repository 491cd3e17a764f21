import type { Block, JsonObject, Message } from '../message';
import type { Workspace } from '../workspace/people';

/** What a person reads in a message: its blocks, or its text when it has none. */
export function wordsOf({ text, blocks }: Pick<Message, 'text' | 'blocks'>, workspace: Workspace): string {
  if (blocks.length === 0) return markupInWords(text, workspace);
  return blocks
    .map((block) => blockInWords(block, workspace))
    .filter((words) => words !== '')
    .join('\n');
}

/** Slack's markup as a person sees it: names in place of ids, labels in place of addresses, nothing escaped. */
export function markupInWords(text: string, workspace: Workspace): string {
  const words = text.replaceAll(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_all, target: string, label?: string) =>
    targetInWords(target, label, workspace),
  );
  // The ampersand last: `&amp;lt;` was typed as `&lt;`.
  return words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function targetInWords(target: string, label: string | undefined, workspace: Workspace): string {
  const rest = target.slice(1);
  switch (target.charAt(0)) {
    case '@':
      return `@${nameOf(rest, workspace)}`;
    case '#':
      return `#${label ?? channelName(rest, workspace)}`;
    case '!':
      return label ?? `@${rest}`;
    default:
      return label ?? target;
  }
}

/** The name of a user by id; the id itself when nobody has it. */
export function nameOf(user: string, { users }: Workspace): string {
  return users.find(({ id }) => id === user)?.realName ?? user;
}

function channelName(channel: string, { dispatch, elsewhere }: Workspace): string {
  return [dispatch, elsewhere].find(({ id }) => id === channel)?.name ?? channel;
}

function blockInWords(block: Block, workspace: Workspace): string {
  const parts = [block['text'], ...listOf(block['fields']), ...listOf(block['elements'])];
  const words = parts.map((part) => partInWords(part, workspace)).filter((text) => text !== '');
  return words.join(block.type === 'rich_text' ? '\n' : ' ');
}

/** Buttons are no words: they are listed apart. */
function partInWords(part: unknown, workspace: Workspace): string {
  if (typeof part !== 'object' || part === null) return '';
  const { type, text, elements, ...others } = part as JsonObject;
  switch (type) {
    case 'mrkdwn':
      return markupInWords(String(text), workspace);
    case 'plain_text':
    case 'text':
      return String(text);
    case 'link':
      return String(text ?? others['url']);
    case 'user':
      return `@${nameOf(String(others['user_id']), workspace)}`;
    case 'channel':
      return `#${channelName(String(others['channel_id']), workspace)}`;
    case 'broadcast':
      return `@${String(others['range'])}`;
    case 'emoji':
      return emojiInWords(others);
    default:
      return listOf(elements)
        .map((element) => partInWords(element, workspace))
        .join('');
  }
}

function emojiInWords({ name, unicode }: JsonObject): string {
  if (typeof unicode !== 'string') return `:${String(name)}:`;
  return String.fromCodePoint(...unicode.split('-').map((hex) => parseInt(hex, 16)));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
