import { emojiOf, emojiPattern, type EmojiNames } from './emoji';

/** The names of people by their Slack user id, as far as they are known. */
export type UserNames = ReadonlyMap<string, string>;

const ENTITIES = { lt: '<', gt: '>', amp: '&' } as const;

/**
 * Turns the `text` of a Slack message into plain words: people, channels, dates and links by their names, code without its
 * marks. `*bold*`, `_italic_`, `~struck~` and `> quotes` stay as they were typed: a text shows their meaning well enough,
 * and to remove a mark could turn "2*3*4" or a struck word into something else.
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
export function toPlainText(mrkdwn: string, names: UserNames, emoji: EmojiNames): string {
  // Slack escapes a typed angle bracket, so every bare one is markup. One pass: what it yields is not looked at again.
  const tokens = new RegExp(`<([^<>]*)>|:(${emojiPattern(emoji)}):`, 'g');
  const words = withoutCodeMarks(mrkdwn).replace(tokens, (_whole, markup?: string, name = '') =>
    markup === undefined ? emojiOf(String(name), emoji) : wordsFor(markup, names),
  );
  return decodeEntities(words.replace(/^([^\S\n]*)[•◦▪]\uFE0E?[^\S\n]/gmu, '$1- '));
}

/** Makes a text safe wherever Slack reads markup, so that `<!channel>` in it pings nobody. */
export function escapeForSlack(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** One pass, so that what somebody typed as "&lt;" (it arrives as `&amp;lt;`) stays that. */
function decodeEntities(text: string): string {
  return text.replace(/&(lt|gt|amp);/g, (_, name: keyof typeof ENTITIES) => ENTITIES[name]);
}

/** A backtick is not in the alphabet of plain texts: one makes the whole text dearer. */
function withoutCodeMarks(mrkdwn: string): string {
  return mrkdwn.replace(/```\n?([\s\S]*?)\n?```/g, '$1').replace(/`([^`\n]+)`/g, '$1');
}

/** The words for what stands between `<` and `>`; still escaped, and always on one line. */
function wordsFor(markup: string, names: UserNames): string {
  const bar = markup.indexOf('|');
  const target = bar === -1 ? markup : markup.slice(0, bar);
  const label = bar === -1 ? '' : oneLine(markup.slice(bar + 1));
  switch (target.charAt(0)) {
    case '@': {
      const name = oneLine(escapeForSlack(names.get(target.slice(1)) ?? '')) || label.replace(/^@/, '');
      return name === '' ? 'a colleague' : `@${name}`;
    }
    case '#':
      return label === '' ? 'a channel' : `#${label.replace(/^#/, '')}`;
    case '!':
      return special(target.slice(1), label);
    default:
      return link(oneLine(target), label);
  }
}

/** `<!here>`, `<!subteam^S…|@crew>`, `<!date^…|fallback>`. */
function special(target: string, label: string): string {
  const [kind = ''] = target.split('^', 1);
  if (kind === 'date') return label === '' ? 'a date' : label;
  if (kind === 'subteam') return label === '' ? 'a team' : label;
  return `@${label.replace(/^@/, '') || oneLine(kind)}`;
}

/** The address alone when the label says no more than that; otherwise both. */
function link(address: string, label: string): string {
  const shown = address.replace(/^(mailto|tel):/, '');
  const bare = shown.replace(/^https?:\/\//, '').replace(/\/$/, '');
  if (label === '' || label === shown) return shown;
  return label.replace(/\/$/, '') === bare ? label : `${label} (${shown})`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
