import type { JsonObject } from '../message';
import type { Workspace } from '../workspace/people';

/** What a person typed, in Slack's two forms: markup, and the element of a `rich_text` block. */
interface Piece {
  readonly markup: string;
  readonly element: JsonObject;
}

/** Emoji that the local Slack knows by name; any other stays as it was typed. */
const EMOJI: Readonly<Record<string, string>> = {
  '🚚': 'truck',
  '👍': '+1',
  '✅': 'white_check_mark',
  '🙏': 'pray',
  '😀': 'grinning',
};

const SPECIAL = new RegExp(
  [
    String.raw`(?<url>https?://[^\s<>]*[^\s<>.,;:!?)])`,
    String.raw`(?<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)`,
    String.raw`@(?<range>here|channel|everyone)\b`,
    String.raw`@(?<user>[a-z0-9][a-z0-9-]*)`,
    String.raw`#(?<channel>[a-z0-9][a-z0-9-]*)`,
    `(?<emoji>${Object.keys(EMOJI).join('|')})`,
  ].join('|'),
  'gu',
);

/** Escapes the three characters that are markup (https://docs.slack.dev/messaging/formatting-message-text). */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Turns what somebody typed into the text and the rich-text elements that Slack's own client would send. */
export function readTyped(typed: string, workspace: Workspace): { text: string; elements: JsonObject[] } {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of typed.matchAll(SPECIAL)) {
    const piece = specialOf(match.groups ?? {}, workspace);
    if (piece === null) continue;
    if (match.index > end) pieces.push(plain(typed.slice(end, match.index)));
    pieces.push(piece);
    end = match.index + match[0].length;
  }
  if (end < typed.length) pieces.push(plain(typed.slice(end)));
  return {
    text: pieces.map(({ markup }) => markup).join(''),
    elements: pieces.map(({ element }) => element),
  };
}

function plain(text: string): Piece {
  return { markup: escapeText(text), element: { type: 'text', text } };
}

/** Null for a name that nobody has. */
function specialOf(found: Readonly<Record<string, string | undefined>>, workspace: Workspace): Piece | null {
  const { url, mail, range, user, channel, emoji } = found;
  if (url !== undefined) return { markup: `<${escapeText(url)}>`, element: { type: 'link', url } };
  if (mail !== undefined) {
    const element = { type: 'link', url: `mailto:${mail}`, text: mail };
    return { markup: `<mailto:${mail}|${mail}>`, element };
  }
  if (range !== undefined) return { markup: `<!${range}>`, element: { type: 'broadcast', range } };
  if (user !== undefined) return mention(user, workspace);
  if (channel !== undefined) return channelLink(channel, workspace);
  return emoji === undefined ? null : emojiOf(emoji);
}

function mention(name: string, { users }: Workspace): Piece | null {
  const user = users.find((each) => each.name === name);
  if (user === undefined) return null;
  return { markup: `<@${user.id}>`, element: { type: 'user', user_id: user.id } };
}

function channelLink(name: string, { dispatch, elsewhere }: Workspace): Piece | null {
  const channel = [dispatch, elsewhere].find((each) => each.name === name);
  if (channel === undefined) return null;
  return {
    markup: `<#${channel.id}|${name}>`,
    element: { type: 'channel', channel_id: channel.id },
  };
}

function emojiOf(char: string): Piece {
  const name = EMOJI[char] ?? '';
  const unicode = (char.codePointAt(0) ?? 0).toString(16);
  return { markup: `:${name}:`, element: { type: 'emoji', name, unicode } };
}
