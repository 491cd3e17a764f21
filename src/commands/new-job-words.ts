import type { DispatchConfig } from '../config/dispatch';
import { crewOf, noCrewWords } from './crew-words';
import { readPhone } from './phone-words';

/** A job that somebody wants to make; `customer` is the name that stands beside the phone. */
export interface NewJobWords {
  readonly title: string;
  readonly address?: string;
  readonly phone?: string;
  readonly customer?: string;
  readonly crew?: string;
}

/** The job, or why it is not made as it was written; `message` is plain and may repeat what was typed. */
export type NewJobReading =
  | { readonly kind: 'job'; readonly job: NewJobWords }
  | { readonly kind: 'no-title' }
  | { readonly kind: 'wrong'; readonly message: string };

const LONGEST = 200;

/** The words that begin a part, with what may follow: the longest job has one of each. */
type Part = 'at' | 'for' | 'to';
const PARTS: readonly Part[] = ['at', 'for', 'to'];

type Parts = Omit<NewJobWords, 'title'>;

/**
 * Reads "Gate stuck at 1 Main St for Ana 202-555-0123 to crew-7", with the parts in any order. They are taken from the end, so
 * that a title may hold "at", "for" and "to". Title and address stand in a public file: what looks like a phone number or
 * names a crew is not left in them.
 */
export function readNewJobWords(words: string, config: DispatchConfig): NewJobReading {
  let title = words.trim();
  let job: Parts = {};
  let left = PARTS;
  for (let last = lastPart(title, left, config); last !== null; last = lastPart(title, left, config)) {
    const { part, before, found } = last;
    title = before;
    job = { ...job, ...found };
    left = left.filter((other) => other !== part);
  }
  if (title === '') return { kind: 'no-title' };
  const shown = [title, job.address ?? '', job.customer ?? ''];
  const message = shown.flatMap((text) => whyNotPublic(text, config) ?? [])[0];
  if (message !== undefined) return { kind: 'wrong', message };
  const { address } = job;
  const cut = address === undefined ? {} : { address: address.slice(0, LONGEST) };
  return { kind: 'job', job: { ...job, ...cut, title: title.slice(0, LONGEST) } };
}

/** The part that begins last of those that make sense. */
function lastPart(words: string, parts: readonly Part[], config: DispatchConfig) {
  const found = parts.flatMap((part) => {
    const at = words.toLowerCase().lastIndexOf(` ${part} `);
    const after = at < 0 ? '' : words.slice(at + part.length + 2).trim();
    const read = after === '' ? null : readPart(part, after, config);
    return read === null ? [] : [{ part, at, before: words.slice(0, at).trim(), found: read }];
  });
  return found.sort((one, other) => other.at - one.at)[0] ?? null;
}

function readPart(part: Part, words: string, config: DispatchConfig): Parts | null {
  switch (part) {
    case 'at':
      return { address: words };
    case 'for':
      return customerOf(words, config);
    case 'to': {
      const crew = crewOf(config, words);
      return crew === undefined ? null : { crew };
    }
    default:
      return part satisfies never;
  }
}

/** "Ana Diaz 202-555-0123" or "202-555-0123 Ana Diaz"; null without a number. */
function customerOf(words: string, { limits }: DispatchConfig): Parts | null {
  for (const { index: at } of words.matchAll(/(?<!\S)\S/g)) {
    const read = readPhone(words.slice(at), limits.countries[0]);
    if (read.kind !== 'phone') continue;
    const name = `${words.slice(0, at)} ${read.rest}`.replace(/^[\s,:]+|[\s,:]+$/g, '').slice(0, LONGEST);
    return { phone: read.phone, ...(name === '' ? {} : { customer: name }) };
  }
  return null;
}

/** Digits with whatever people write between them. */
const NUMBER_LIKE = /[+(]?\d[\d\s().+/\-‐-―]*/gu;

/** No number that can be called has fewer digits. */
const FEWEST_DIGITS = 7;

/** A ZIP code with its four digits more, and a short number before a ZIP code: "Apt 12 98101". */
const ZIP_PLUS_4 = /\b\d{5}-\d{4}\b/g;
const BEFORE_ZIP = /^\d{1,4} \d{5}$/;

function whyNotPublic(text: string, config: DispatchConfig): string | null {
  const runs = text.normalize('NFKC').replace(ZIP_PLUS_4, ' ').match(NUMBER_LIKE) ?? [];
  const number = runs
    .map((run) => run.trim())
    .find((run) => run.replace(/\D/g, '').length >= FEWEST_DIGITS && !BEFORE_ZIP.test(run));
  if (number !== undefined) {
    return `Nothing was made: “${number}” looks like a phone number, and title and address can be read by everybody. Write the customer’s whole number after “for”, once: for Ana 202-555-0123`;
  }
  const [, name] = /\bto (\S+(?: \S+)?)$/i.exec(text) ?? [];
  if (name === undefined) return null;
  if (crewOf(config, name) !== undefined) return 'Nothing was made: name one crew only, after “to”.';
  return /^crew\b/i.test(name) ? `Nothing was made. ${noCrewWords(config, name)}` : null;
}
