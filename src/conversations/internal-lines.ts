/** Everything that a phone may show as the end of a line. */
const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/**
 * Whether the first thing one sees on a line is `//`: blanks and invisible characters before it do not count, nor do
 * marks of bold, quotes and lists, which Slack's editor does not show as characters. It numbers a list by `1.`, `a.` and `i.`.
 */
const INTERNAL =
  /^[\s\p{Cf}\p{M}>*_~`•◦▪-]*(?:(?:\d{1,4}|[a-z]|[ivxl]{2,7})[.)][\s\p{Cf}\p{M}>*_~`•◦▪-]*)?\/\//u;

/** A message after its internal lines were taken out. */
export interface PublicPart {
  /** The lines that may go out, joined by "\n". */
  readonly text: string;
  /** How many lines were internal. */
  readonly leftOut: number;
}

/** Returns what of a plain text may leave the team, or null if it is internal as a whole: its first words are. */
export function publicPart(text: string): PublicPart | null {
  const lines = text.split(LINE_BREAK);
  const first = lines.find(isVisible);
  if (first !== undefined && INTERNAL.test(first)) return null;
  const kept = lines.filter((line) => !INTERNAL.test(line));
  return { text: kept.join('\n'), leftOut: lines.length - kept.length };
}

/** Returns whether there is anything to see in a text. */
export function isVisible(text: string): boolean {
  return /[^\s\p{Cf}]/u.test(text);
}
