import type { Availability } from '../availability/availability';
import { statusOf } from './setting-words';
import { LONGEST_BY_TEXT_MS, readWhen } from './when';

/** What somebody of the team wants who texted the line. */
export type TeamText =
  /** For the sender alone; `until` in milliseconds, null: as long as usual. */
  | { readonly kind: 'set'; readonly status: Availability['status']; readonly until: number | null }
  | { readonly kind: 'status' }
  | { readonly kind: 'help' }
  /** The answer to a customer's text that went out under this code; whether there is such a code is not known here. */
  | { readonly kind: 'coded'; readonly code: string; readonly text: string }
  /** Looks like a command with a time that cannot be used: to be answered with `message`, and shown to the team like talk. */
  | { readonly kind: 'wrong'; readonly message: string }
  | { readonly kind: 'talk' };

/** "12 your text", "#12: your text", or the text on the next line; "12:30 at the yard" is none. */
const CODED = /^#?(\d{1,4})[:.,)-]?\s+(\S[\s\S]*)$/;

/** Longer than any command: "Away from the desk until 4, ask Ana" is talk. */
const MOST_WORDS_OF_TIME = 4;

/**
 * Reads a text from a team phone at `now` (ms); times are in `timeZone`. None of the words that carriers keep to
 * themselves (STOP, START, YES, HELP, INFO, END, CANCEL, QUIT …) means anything here.
 * @see https://help.twilio.com/articles/223134027
 */
export function readTeamText(body: string, now: number, timeZone: string): TeamText {
  const text = body.replace(/\p{Cf}/gu, '').trim();
  const [, code, answer] = CODED.exec(text) ?? [];
  if (code !== undefined && answer !== undefined) return { kind: 'coded', code, text: answer };
  const [first = '', ...rest] = text.replace(/[.!]+$/, '').split(/\s+/);
  switch (first.toLowerCase()) {
    case 'status':
    case 'status?':
      return rest.length === 0 ? { kind: 'status' } : { kind: 'talk' };
    case 'commands':
    case '?':
      return rest.length === 0 ? { kind: 'help' } : { kind: 'talk' };
    default:
      return readStatusText(first, rest, now, timeZone);
  }
}

function readStatusText(first: string, rest: readonly string[], now: number, timeZone: string): TeamText {
  const status = statusOf(first);
  if (status === undefined) return { kind: 'talk' };
  // "On my way" and "Back in ten" are talk.
  if (status === 'online') return rest.length === 0 ? { kind: 'set', status, until: null } : { kind: 'talk' };
  const words = rest.join(' ');
  const when = readWhen(words, now, timeZone, LONGEST_BY_TEXT_MS);
  switch (when.kind) {
    case 'none':
      return { kind: 'set', status, until: null };
    case 'until':
      return { kind: 'set', status, until: when.until };
    case 'wrong': {
      const looksLikeTime = /\d/.test(words) && rest.length <= MOST_WORDS_OF_TIME;
      return looksLikeTime ? { kind: 'wrong', message: when.message } : { kind: 'talk' };
    }
    default:
      return when satisfies never;
  }
}
