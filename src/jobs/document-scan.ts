/** Where one value stands in a text: from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An item of an array, or a member of an object with its key. */
export interface Child extends Span {
  /** Where what belongs to it begins: right after the bracket or comma before it. */
  readonly from: number;
  /** Of a member only. */
  readonly key?: { readonly start: number; readonly end: number; readonly name: string };
}

/** An array or object in a text. */
export interface Container {
  readonly children: readonly Child[];
  /** Where its closing bracket stands. */
  readonly close: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;

/** Finds what the array or object that begins at `open` consists of. The text has to be valid JSON. */
export function scan(text: string, open: number): Container {
  const hasKeys = text[open] === '{';
  const children: Child[] = [];
  let from = open + 1;
  for (;;) {
    const first = skipSpace(text, from);
    if (isClosing(text.charCodeAt(first))) return { children, close: first };
    const child = hasKeys ? member(text, from, first) : { from, start: first, end: endOfValue(text, first) };
    children.push(child);
    const next = skipSpace(text, child.end);
    if (text.charCodeAt(next) !== COMMA) return { children, close: next };
    from = next + 1;
  }
}

/** Returns the first place from `at` on that is no white space. */
export function skipSpace(text: string, at: number): number {
  let place = at;
  while (isSpace(text.charCodeAt(place))) place += 1;
  return place;
}

function member(text: string, from: number, keyStart: number): Child {
  const keyEnd = endOfString(text, keyStart);
  const name = JSON.parse(text.slice(keyStart, keyEnd)) as string;
  const colon = skipSpace(text, keyEnd);
  if (text.charCodeAt(colon) !== COLON) throw new Error('scanned text that is not JSON');
  const start = skipSpace(text, colon + 1);
  return { from, key: { start: keyStart, end: keyEnd, name }, start, end: endOfValue(text, start) };
}

/** Counts brackets instead of calling itself: a file may be nested deeper than the stack. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  let place = start;
  while (place < text.length) {
    const code = text.charCodeAt(place);
    if (code === QUOTE) {
      place = endOfString(text, place);
      if (depth === 0) return place;
      continue;
    }
    if (depth === 0 && place > start && endsWord(code)) return place;
    if (isOpening(code)) depth += 1;
    place += 1;
    if (isClosing(code)) {
      depth -= 1;
      if (depth === 0) return place;
    }
  }
  return place;
}

function endOfString(text: string, start: number): number {
  let place = start + 1;
  while (place < text.length && text.charCodeAt(place) !== QUOTE) {
    place += text.charCodeAt(place) === BACKSLASH ? 2 : 1;
  }
  return place + 1;
}

/** Numbers, `true`, `false` and `null` end at what follows them. */
function endsWord(code: number): boolean {
  return code === COMMA || isSpace(code) || isClosing(code);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function isOpening(code: number): boolean {
  return code === 0x5b || code === 0x7b;
}

function isClosing(code: number): boolean {
  return code === 0x5d || code === 0x7d;
}
