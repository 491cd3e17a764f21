/** Who is calling: somebody with a number, or somebody who withholds it. */
export type Caller = { readonly kind: 'number'; readonly phone: string } | { readonly kind: 'withheld' };

const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * What carriers send in place of a withheld number: ANONYMOUS, RESTRICTED, BLOCKED, UNAVAILABLE and UNKNOWN spelled on a
 * keypad, as Twilio passes them on in `From`.
 */
const SPELLED_OUT = new Set(['+266696687', '+7378742833', '+2562533', '+86282452253', '+8656696']);

/** Whether `value` is a full international number, `+` and digits (E.164). */
export function isE164(value: string): boolean {
  return E164.test(value);
}

/** Reads `From` as Twilio sends it; whatever is no international number counts as withheld. */
export function readCaller(from: string): Caller {
  return isE164(from) && !SPELLED_OUT.has(from) ? { kind: 'number', phone: from } : { kind: 'withheld' };
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
