import { callingCodeOf, isPossible } from '../number-lengths';

/** Who is calling: somebody with a number, or somebody who withholds it. */
export type Caller = { readonly kind: 'number'; readonly phone: string } | { readonly kind: 'withheld' };

const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * Carriers spell words on a keypad in place of a withheld number, and Twilio passes them on in `From`: ANONYMOUS, RESTRICTED,
 * BLOCKED, UNKNOWN and UNAVAILABLE.
 * @see https://help.twilio.com/articles/223179988
 */
const SPELLED_OUT = new Set(['266696687', '7378742833', '2562533', '8656696', '86282452253']);

/** Whether `value` is a full international number, `+` and digits (E.164). */
export function isE164(value: string): boolean {
  return E164.test(value);
}

/** Reads `From` as Twilio sends it. A caller without an international number counts as withheld. */
export function readCaller(from: string): Caller {
  return isE164(from) && !isSpelledOut(from) ? { kind: 'number', phone: from } : { kind: 'withheld' };
}

/**
 * Whether a rung phone can show this caller. Twilio rings nobody for a caller id that no numbering plan has room for.
 * @see https://www.twilio.com/docs/api/errors/13214
 */
export function canBeShown(caller: Caller): boolean {
  return caller.kind === 'number' && isPossible(caller.phone);
}

/** Some carriers put a country code in front of the word: `+17378742833` is RESTRICTED, too. */
function isSpelledOut(phone: string): boolean {
  const digits = phone.slice(1);
  const withoutCode = digits.slice(callingCodeOf(digits)?.length ?? 0);
  return SPELLED_OUT.has(digits) || SPELLED_OUT.has(withoutCode);
}

/** The last four digits only, for logs and anything else that many people may read. */
export function shorten(phone: string): string {
  return phone.length > 4 ? `…${phone.slice(-4)}` : '…';
}

/** The number as it is spoken: digit by digit, in the groups of the North American plan where it belongs to it. */
export function spellOut(phone: string): string {
  const northAmerican = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone);
  const groups = northAmerican ? northAmerican.slice(1) : [phone.replace('+', '')];
  return groups.map((group) => group.split('').join(' ')).join(', ');
}
