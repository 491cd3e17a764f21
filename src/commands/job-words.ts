import type { DispatchConfig } from '../config/dispatch';
import { crewOf, noCrewWords } from './crew-words';
import { readNewJobWords, type NewJobWords } from './new-job-words';

/** What somebody wants who wrote `/dispatch job …`. */
export type JobCommand =
  | { readonly kind: 'find'; readonly words: string }
  | (NewJobWords & { readonly kind: 'new' })
  | { readonly kind: 'give'; readonly id: string; readonly crew: string }
  | { readonly kind: 'cancel'; readonly id: string }
  | { readonly kind: 'wrong'; readonly message: string };

type Facts = { readonly config: DispatchConfig };

const EXAMPLES =
  'Write job Main St to find one, job new Gate stuck at 1 Main St for Ana +12025550123 to crew-7, job give <id> to crew-7, or job cancel <id>.';

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
  return crew === undefined
    ? { kind: 'wrong', message: noCrewWords(config, name) }
    : { kind: 'give', id, crew };
}

function readNew(words: string, { config }: Facts): JobCommand {
  const read = readNewJobWords(words, config);
  switch (read.kind) {
    case 'job':
      return { kind: 'new', ...read.job };
    case 'no-title':
      return { kind: 'wrong', message: EXAMPLES };
    case 'wrong':
      return read;
    default:
      return read satisfies never;
  }
}
