import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * Carriers spell words on a keypad for a caller who withholds the number, some with a country code in front.
 * @see https://help.twilio.com/articles/223179988
 */
const WITHHELD = /^\+\d{0,3}?(266696687|7378742833|2562533|86282452253|8656696)$/;

/** Whether `text` is a full international number, `+` and digits. */
export function isE164(text: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(text);
}

/**
 * Whether `number` can be shown on a phone: no stand-in for a withheld one, and none that no numbering plan has room for.
 * @see https://www.twilio.com/docs/api/errors/13214
 */
export function isShowable(number: string): boolean {
  if (!isE164(number) || WITHHELD.test(number)) return false;
  return parsePhoneNumberFromString(number)?.isPossible() === true;
}
