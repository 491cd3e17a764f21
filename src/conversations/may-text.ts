import { countryOf, phoneKindOf } from '../auto-texts/phone-kind';

/**
 * Why nobody texts a number (E.164), in sentences that say what to change; null when nothing speaks against it. `countries`
 * is the routing file's `limits.countries`. The rules of automatic texts (`auto-texts/rules.ts`) are stricter.
 */
export function whyNotTexted(phone: string, countries: readonly string[]): string | null {
  const kind = phoneKindOf(phone);
  switch (kind) {
    case 'short-code':
    case 'withheld':
      return 'It is no number that can be texted. Write it with its country code: +1…';
    case 'landline':
      return (
        whyNotThere(phone, countries) ??
        'It is a landline and gets no texts. Call it, or ask for a mobile number.'
      );
    case 'premium':
      return (
        whyNotThere(phone, countries) ??
        'It is a premium number, and a text to it may cost extra. Ask for another number.'
      );
    case 'mobile':
    case 'mobile-or-landline':
    case 'toll-free':
    case 'unknown':
      return whyNotThere(phone, countries);
    default:
      return kind satisfies never;
  }
}

function whyNotThere(phone: string, countries: readonly string[]): string | null {
  const country = countryOf(phone);
  if (country !== null && countries.includes(country)) return null;
  const where = country === null ? 'no country that is known' : `the country ${country}`;
  return `It belongs to ${where}, and “limits.countries” in the routing file says ${countries.join(', ')}.`;
}
