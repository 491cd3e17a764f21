import type { ClaimAction } from './transition-by-crew';

/** What a crew wants that texted the line. */
export type CodeText =
  | { readonly kind: 'action'; readonly action: ClaimAction; readonly code: string }
  /** One of the words alone: it may be an answer to a job, or talk. */
  | { readonly kind: 'no-code'; readonly action: ClaimAction; readonly word: string }
  | { readonly kind: 'other' };

/**
 * None is a word of the carriers' (STOP, START, YES, HELP, INFO, END, CANCEL, QUIT …), not even alone.
 * @see https://help.twilio.com/articles/223134027
 */
const WORDS: ReadonlyMap<string, ClaimAction> = new Map([
  ['ok', 'claim'],
  ['no', 'decline'],
  ['go', 'start'],
  ['done', 'complete'],
]);

/** Nothing may follow: "No 7 people came" is talk. */
const CODED = /^(ok|no|go|done)[\s,:]*(?:#?(\d{1,4}))?[.!]*$/i;

/** Codes go round, so that a late answer to a job of last week does not meet the job of today. */
const HIGHEST = 999;

/** Reads a text from a crew's phone: `OK 7`, `NO 7`, `GO 7`, `DONE 7`. */
export function readCodeText(body: string): CodeText {
  const text = body.replace(/\p{Cf}/gu, '').trim();
  const [, word = '', digits] = CODED.exec(text) ?? [];
  const action = WORDS.get(word.toLowerCase());
  if (action === undefined) return { kind: 'other' };
  const code = digits?.replace(/^0+/, '');
  if (code === undefined || code === '') return { kind: 'no-code', action, word: word.toUpperCase() };
  return { kind: 'action', action, code };
}

/** Returns the code for a new job: the next one after the last that was given, which no open job has; null when all are taken. */
export function nextCode(last: string | null, taken: ReadonlySet<string>): string | null {
  const from = Number(last ?? 0);
  for (let step = 1; step <= HIGHEST; step += 1) {
    const code = String(((from + step - 1) % HIGHEST) + 1);
    if (!taken.has(code)) return code;
  }
  return null;
}
