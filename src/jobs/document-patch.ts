import { scan, type Child, type Span } from './document-scan';

type Fields = Readonly<Record<string, unknown>>;

/** Returns an object's source text after a change from `before` to `after`: what they agree on, and what neither names, stays as it is written. */
export function patchObject(source: string, before: Fields, after: Fields): string {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].reduce((text, name) => patchMember(text, name, before[name], after[name]), source);
}

/** Returns `text` with the text between `start` and `end` replaced. */
export function splice(text: string, { start, end }: Span, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

function patchMember(source: string, name: string, before: unknown, after: unknown): string {
  if (JSON.stringify(before) === JSON.stringify(after)) return source;
  if (after === undefined) return removeMember(source, name);
  const old = findMember(source, name);
  if (old === undefined) return addMember(source, name, JSON.stringify(after));
  const isNested = isFields(before) && isFields(after) && source[old.start] === '{';
  const value = isNested
    ? patchObject(source.slice(old.start, old.end), before, after)
    : JSON.stringify(after);
  return splice(source, old, value);
}

/** Of several with the same name the last counts, as for every reader of JSON. */
function findMember(source: string, name: string): Child | undefined {
  return scan(source, 0).children.findLast(({ key }) => key?.name === name);
}

/** Adds a member at the end, laid out like the one before it. */
function addMember(source: string, name: string, value: string): string {
  const last = scan(source, 0).children.at(-1);
  const key = JSON.stringify(name);
  if (last === undefined) return splice(source, { start: 1, end: 1 }, `${key}:${value}`);
  const keyStart = last.key?.start ?? last.start;
  const space = source.slice(last.from, keyStart);
  const colon = last.key === undefined ? ':' : source.slice(last.key.end, last.start);
  return splice(source, { start: last.end, end: last.end }, `,${space}${key}${colon}${value}`);
}

/** Removes every member of that name, as an earlier one would count again. */
function removeMember(source: string, name: string): string {
  const { children } = scan(source, 0);
  const index = children.findIndex(({ key }) => key?.name === name);
  const found = children[index];
  if (found === undefined) return source;
  const next = children[index + 1];
  const previous = children[index - 1];
  const gap =
    previous !== undefined
      ? { start: previous.end, end: found.end }
      : { start: found.from, end: next === undefined ? found.end : next.from };
  return removeMember(splice(source, gap, ''), name);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
