import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import { isFictional } from '../phone-numbers';

export { isFictional };

/** Whether `code` is an ISO 3166 alpha-2 country whose numbering plan is known. */
export function isCountry(code: string): code is CountryCode {
  return isSupportedCountry(code);
}

/**
 * Reads a phone number as people write it, `(202) 555-0123` or `+49 30 …`, and returns it as E.164. Numbers without a
 * country code belong to `country`. Returns undefined for what cannot be dialled: no number, none that its country's
 * plan has given out, or one with an extension.
 */
export function toE164(text: string, country: CountryCode): string | undefined {
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  if (parsed === undefined || parsed.ext !== undefined) return undefined;
  return parsed.isValid() || isFictional(parsed.number) ? parsed.number : undefined;
}
