import type { DispatchConfig } from '../config/dispatch';
import { readPhone } from './phone-words';

/** What somebody wants who wrote `/dispatch job …`. */
export type JobCommand =
  | { readonly kind: 'find'; readonly words: string }
  | {
      readonly kind: 'new';
      readonly title: string;
      readonly address?: string;
      readonly phone?: string;
      readonly crew?: string;
    }
  | { readonly kind: 'give'; readonly id: string; readonly crew: string }
  | { readonly kind: 'cancel'; readonly id: string }
  | { readonly kind: 'wrong'; readonly message: string };

type Facts = { readonly config: DispatchConfig; readonly line: string };

const EXAMPLES =
  'Write job Main St to find one, job new Gate stuck at 1 Main St for +12025550123 to crew-7, job give <id> to crew-7, or job cancel <id>.';

/** Reads the words after `job`; plain text. */
export function readJobWords(words: string, facts: Facts): JobCommand {
  const [verb = ''] = words.split(/\s/, 1);
  const rest = words.slice(verb.length).trim();
  switch (verb.toLowerCase()) {
    case '':
      return { kind: 'wrong', message: EXAMPLES };
    case 'new':
      return readNew(rest, facts);
    case 'give':
    case 'assign':
      return readGive(rest, facts);
    case 'cancel':
      return rest === '' ? { kind: 'wrong', message: EXAMPLES } : { kind: 'cancel', id: rest };
    case 'find':
      return { kind: 'find', words: rest };
    default:
      return { kind: 'find', words };
  }
}

function readGive(words: string, { config }: Facts): JobCommand {
  const [, id = '', name = ''] = /^(\S+)\s+(?:to\s+)?(.+)$/i.exec(words) ?? [];
  const crew = crewOf(config, name);
  if (id === '') return { kind: 'wrong', message: EXAMPLES };
  return crew === undefined ? noCrew(config, name) : { kind: 'give', id, crew };
}

/** The parts are told by their words, the last of each kind first, so that a title may hold “to” and “at”. */
function readNew(words: string, facts: Facts): JobCommand {
  const [beforeCrew, crewName] = splitLast(words, 'to', (name) => crewOf(facts.config, name) !== undefined);
  const [beforePhone, number] = splitLast(beforeCrew, 'for', (text) => phoneOf(text, facts) !== undefined);
  const [title, address] = splitLast(beforePhone, 'at', (text) => text !== '');
  if (title === '') return { kind: 'wrong', message: EXAMPLES };
  const crew = crewName === undefined ? undefined : crewOf(facts.config, crewName);
  const phone = number === undefined ? undefined : phoneOf(number, facts);
  return {
    kind: 'new',
    title: title.slice(0, 200),
    ...(address === undefined ? {} : { address: address.slice(0, 200) }),
    ...(phone === undefined ? {} : { phone }),
    ...(crew === undefined ? {} : { crew }),
  };
}

function splitLast(
  words: string,
  word: string,
  fits: (part: string) => boolean,
): readonly [before: string, after: string | undefined] {
  const at = words.toLowerCase().lastIndexOf(` ${word} `);
  const after = at < 0 ? '' : words.slice(at + word.length + 2).trim();
  return after !== '' && fits(after) ? [words.slice(0, at).trim(), after] : [words.trim(), undefined];
}

function phoneOf(text: string, { config }: Facts): string | undefined {
  const read = readPhone(text, config.limits.countries[0]);
  return read.kind === 'phone' && read.rest.trim() === '' ? read.phone : undefined;
}

function crewOf({ crew }: DispatchConfig, name: string): string | undefined {
  const wanted = name.trim().toLowerCase();
  return crew.find((member) => member.id === wanted || member.name.toLowerCase() === wanted)?.id;
}

function noCrew({ crew }: DispatchConfig, name: string): JobCommand {
  const ids = crew.map(({ id }) => id).join(', ');
  return {
    kind: 'wrong',
    message: `There is no crew “${name}”. ${ids === '' ? 'The routing file has none.' : `Crews: ${ids}.`}`,
  };
}
