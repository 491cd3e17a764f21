import { patchObject, splice } from './document-patch';
import { scan, skipSpace, type Span } from './document-scan';
import { carries, nameOf, readJob, type Job, type JobFields } from './job';

/** `maintenance.json` as text, and where the entries stand in it. */
export interface JobDocument {
  readonly text: string;
  readonly fields: JobFields;
  readonly entries: readonly Entry[];
  /** The inside of the list of jobs. */
  readonly list: Span;
}

/** One entry of the list. */
export interface Entry extends Span {
  /** Its id; null when it has no string there. */
  readonly id: string | null;
  /** What it says; null when it lacks what makes a job. It is kept all the same. */
  readonly job: Job | null;
}

export type ParsedDocument =
  | { readonly kind: 'ok'; readonly doc: JobDocument }
  /** Nothing may be written over it; `why` quotes nothing of it. */
  | { readonly kind: 'invalid'; readonly why: string };

/** What the file is when nobody has written it yet. */
export const EMPTY_DOCUMENT = '{"jobs":[]}\n';

const BYTE_ORDER_MARK = '\uFEFF';

/** Reads the file's text: `{ "jobs": [ … ] }` or a bare array, whose entries with an id have one each. Never throws. */
export function parseDocument(text: string, fields: JobFields = {}): ParsedDocument {
  // Some editors begin a file with a mark that JSON does not know; it stays where it is.
  const start = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  const parsed = parseJson(text.slice(start));
  if (parsed === undefined) return invalid('It is not JSON.');
  const list = findList(text, skipSpace(text, start), parsed.value);
  if (list === null) return invalid('It is neither { "jobs": [ … ] } with one "jobs" nor a list.');
  const { children, close } = scan(text, list.open);
  const entries = children.map(({ start, end }, index) =>
    entryOf({ start, end }, list.values[index], fields),
  );
  const twice = firstRepetition(entries);
  if (twice !== null) return invalid(`Its entries ${twice.join(' and ')} have the same id.`);
  return { kind: 'ok', doc: { text, fields, entries, list: { start: list.open + 1, end: close } } };
}

/** The file's text, ready to be written. */
export function toText({ text }: JobDocument): string {
  return text;
}

/** All jobs in the order of the file; entries that are none are left out. */
export function jobsOf({ entries }: JobDocument): readonly Job[] {
  return entries.flatMap(({ job }) => job ?? []);
}

export type FoundJob =
  | { readonly kind: 'job'; readonly job: Job }
  /** There is an entry with this id that lacks a known status. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'none' };

/** Finds the entry with this id. */
export function findJob({ entries }: JobDocument, id: string): FoundJob {
  const entry = entries.find((one) => one.id === id);
  if (entry === undefined) return { kind: 'none' };
  return entry.job === null ? { kind: 'unreadable' } : { kind: 'job', job: entry.job };
}

/** Finds the job that this request has changed: the one with this id, or with an id of null any. */
export function findChangedBy(doc: JobDocument, id: string | null, requestId: string): Job | null {
  const isIt = (job: Job): boolean => (id === null || job.id === id) && carries(job, requestId);
  return jobsOf(doc).find(isIt) ?? null;
}

/** Returns the document with this job in the place of the entry with its id, or at the end. All other bytes stay as they are. */
export function withJob(doc: JobDocument, job: Job): JobDocument {
  const index = doc.entries.findIndex(({ id }) => id === job.id);
  const old = doc.entries[index];
  if (old === undefined) return withNewJob(doc, job);
  const before = inFile(old.job ?? {}, doc.fields);
  const source = patchObject(doc.text.slice(old.start, old.end), before, inFile(job, doc.fields));
  const shift = source.length - (old.end - old.start);
  const moved = doc.entries.slice(index + 1).map((entry) => ({
    ...entry,
    start: entry.start + shift,
    end: entry.end + shift,
  }));
  return {
    ...doc,
    text: splice(doc.text, old, source),
    entries: [...doc.entries.slice(0, index), entryFrom(old.start, source, doc.fields), ...moved],
    list: { ...doc.list, end: doc.list.end + shift },
  };
}

/** A new entry takes one line, with the white space before it that the last one has. */
function withNewJob(doc: JobDocument, job: Job): JobDocument {
  const { text, list, entries, fields } = doc;
  const source = JSON.stringify(inFile(job, fields));
  const last = entries.at(-1);
  const lead = last === undefined ? '\n' : `,${leadOf(doc, last)}`;
  const gap = last === undefined ? list : { start: last.end, end: last.end };
  const replacement = lead + source + (last === undefined ? '\n' : '');
  const next = splice(text, gap, replacement);
  return {
    ...doc,
    text: next,
    entries: [...entries, entryFrom(gap.start + lead.length, source, fields)],
    list: { ...list, end: list.end + next.length - text.length },
  };
}

function leadOf({ text }: JobDocument, { start }: Entry): string {
  return /\s*$/.exec(text.slice(Math.max(0, start - LONGEST_LEAD), start))?.[0] ?? '';
}

/** White space before an entry that is worth imitating, in characters. */
const LONGEST_LEAD = 100;

/** The job under the names that the file uses. */
function inFile(job: Partial<Job>, fields: JobFields): Record<string, unknown> {
  const entries = Object.entries(job) as [keyof Job, unknown][];
  return Object.fromEntries(entries.map(([field, value]) => [nameOf(field, fields), value]));
}

function entryFrom(start: number, source: string, fields: JobFields): Entry {
  return entryOf({ start, end: start + source.length }, JSON.parse(source), fields);
}

function entryOf(span: Span, value: unknown, fields: JobFields): Entry {
  const job = readJob(value, fields);
  const id = job?.id ?? idOf(value, fields);
  return { ...span, id, job };
}

function idOf(value: unknown, fields: JobFields): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const found = (value as Record<string, unknown>)[nameOf('id', fields)];
  return typeof found === 'string' ? found : null;
}

function findList(text: string, root: number, value: unknown): { open: number; values: unknown[] } | null {
  if (Array.isArray(value)) return { open: root, values: value };
  if (typeof value !== 'object' || value === null) return null;
  const named = scan(text, root).children.filter(({ key }) => key?.name === 'jobs');
  const values = (value as { jobs?: unknown }).jobs;
  return named[0] !== undefined && named.length === 1 && Array.isArray(values)
    ? { open: named[0].start, values }
    : null;
}

/** The places, counted from 1, of the first two entries with the same id. */
function firstRepetition(entries: readonly Entry[]): [number, number] | null {
  const places = new Map<string, number>();
  for (const [index, { id }] of entries.entries()) {
    if (id === null) continue;
    const earlier = places.get(id);
    if (earlier !== undefined) return [earlier, index + 1];
    places.set(id, index + 1);
  }
  return null;
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function invalid(why: string): ParsedDocument {
  return { kind: 'invalid', why };
}
