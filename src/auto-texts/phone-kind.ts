import { parsePhoneNumberFromString, type PhoneNumber, type PhoneNumberType } from 'libphonenumber-js/max';
import { readCaller } from '../cascade/caller';
import { isFictional } from '../phone-numbers';

/**
 * What kind of phone a number belongs to. `mobile-or-landline`: its plan does not tell them apart, as in North America.
 * `landline` is whatever by its plan is no phone for texts. `unknown`: no plan has given the number out.
 */
export type PhoneKind =
  | 'mobile'
  | 'mobile-or-landline'
  | 'landline'
  | 'toll-free'
  | 'premium'
  | 'short-code'
  | 'withheld'
  | 'unknown';

const SHORT_CODE = /^\d{3,8}$/;

/** Personal and shared-cost numbers forward anywhere and cost whoever writes to them, so they count as premium. */
const BY_TYPE: Readonly<Record<PhoneNumberType, PhoneKind>> = {
  MOBILE: 'mobile',
  FIXED_LINE_OR_MOBILE: 'mobile-or-landline',
  FIXED_LINE: 'landline',
  PAGER: 'landline',
  UAN: 'landline',
  VOICEMAIL: 'landline',
  VOIP: 'landline',
  TOLL_FREE: 'toll-free',
  PREMIUM_RATE: 'premium',
  PERSONAL_NUMBER: 'premium',
  SHARED_COST: 'premium',
};

/** Returns what kind of phone a sender or caller has, from its number (E.164) or whatever Twilio sends in its place. */
export function phoneKindOf(phone: string): PhoneKind {
  if (SHORT_CODE.test(phone)) return 'short-code';
  if (readCaller(phone).kind === 'withheld') return 'withheld';
  const type = parsePhoneNumberFromString(phone)?.getType();
  const kind = type === undefined ? 'unknown' : BY_TYPE[type];
  return isFictional(phone) && !isCostly(kind) ? 'mobile' : kind;
}

/**
 * Returns the country (ISO 3166 alpha-2) whose plan has given the number out, or null: none has, or the number belongs to
 * no country, as those of satellites.
 */
export function countryOf(phone: string): string | null {
  if (SHORT_CODE.test(phone) || readCaller(phone).kind === 'withheld') return null;
  const parsed = parsePhoneNumberFromString(phone);
  if (isFictional(phone)) return fictionalCountry(parsed);
  return parsed?.isValid() === true ? (parsed.country ?? null) : null;
}

/** 555-01xx keeps the country of its area code; area code 555 belongs to none and counts as the United States. */
function fictionalCountry(parsed: PhoneNumber | undefined): string {
  return parsed?.country ?? 'US';
}

/** An 800 or 900 number stays one in fiction, too. */
function isCostly(kind: PhoneKind): boolean {
  return kind === 'toll-free' || kind === 'premium';
}
