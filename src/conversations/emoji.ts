/** The emoji of a message by the names that stand for them in its text; null for one that only this Slack team has. */
export type EmojiNames = ReadonlyMap<string, string | null>;

const SKIN_TONE = /::skin-tone-[2-6]$/;

/**
 * Finds the emoji of a message in its `rich_text` blocks, which alone tell them from other words between colons.
 * Returns an empty map for anything else.
 */
export function emojiIn(blocks: unknown): EmojiNames {
  const found = new Map<string, string | null>();
  collect(blocks, found);
  return found;
}

/** Returns the pattern of all names in `emoji`, for a regular expression; it never matches when there are none. */
export function emojiPattern(emoji: EmojiNames): string {
  const names = [...emoji.keys()].map((name) => name.replace(/[^\p{L}\p{N}]/gu, '\\$&'));
  return names.length === 0 ? '(?!)' : names.join('|');
}

/** Returns what to write for an emoji of the message: itself, or its name in words if only this Slack team has it. */
export function emojiOf(name: string, emoji: EmojiNames): string {
  return emoji.get(name) ?? `(${name.replace(SKIN_TONE, '').replace(/[_-]+/g, ' ').trim()})`;
}

function collect(value: unknown, found: Map<string, string | null>): void {
  if (Array.isArray(value)) for (const item of value) collect(item, found);
  if (typeof value !== 'object' || value === null) return;
  const { type, name, skin_tone: tone, unicode, elements } = value as Record<string, unknown>;
  if (type === 'emoji' && typeof name === 'string' && name !== '') {
    found.set(typeof tone === 'number' ? `${name}::skin-tone-${tone}` : name, characterOf(unicode));
  }
  collect(elements, found);
}

/** Slack writes the code points in hexadecimal, joined by hyphens: "1f44d-1f3fb". */
function characterOf(unicode: unknown): string | null {
  if (typeof unicode !== 'string' || !/^[0-9a-f]{2,6}(-[0-9a-f]{2,6})*$/i.test(unicode)) return null;
  const points = unicode.split('-').map((hex) => parseInt(hex, 16));
  return points.every((point) => point <= 0x10ffff) ? String.fromCodePoint(...points) : null;
}
