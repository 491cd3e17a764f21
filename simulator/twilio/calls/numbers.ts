/**
 * What carriers send for a caller who withholds the number, as Twilio passes it on: words spelled on a keypad.
 * @see https://help.twilio.com/articles/223179988
 */
const WITHHELD: ReadonlySet<string> = new Set([
  '+266696687',
  '+7378742833',
  '+2562533',
  '+86282452253',
  '+8656696',
]);

/** Whether `text` is a full international number, `+` and digits. */
export function isE164(text: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(text);
}

/** Whether `number` can be shown on a phone: a real one, not the stand-in for a withheld one. */
export function isShowable(number: string): boolean {
  return isE164(number) && !WITHHELD.has(number);
}
