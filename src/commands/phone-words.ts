import type { CountryCode } from 'libphonenumber-js/max';
import { toE164 } from '../config/phone';

/** A phone number at the beginning of some words, and what follows it. */
export type PhoneWords =
  /** `phone` is E.164; `rest` is trimmed and may be empty. */
  | { readonly kind: 'phone'; readonly phone: string; readonly rest: string }
  /** It can be read as several numbers, with and without the digits that follow. */
  | { readonly kind: 'several' }
  | { readonly kind: 'none' };

/** What people write phone numbers with, on one line; copied numbers have invisible characters, too. */
const NUMBER_LIKE = /^[+\p{Nd}()./\-‐-―\p{Zs}\t\p{Cf}]+/u;

/** Slack may make a link of a number. */
const PHONE_LINK = /^<tel:([^<>|]+)(?:\|[^<>]*)?>/;

/** Longest number with its blanks and marks; what is longer is not looked at. */
const LONGEST = 40;

/**
 * Reads the phone number that `words` begin with, in any notation of `country`, blanks included. Where it cannot be told
 * for certain which digits still belong to it, there is no answer: a text to the wrong number cannot be called back.
 */
export function readPhone(words: string, country: string | undefined): PhoneWords {
  const plain = words.trim().replace(PHONE_LINK, '$1 ');
  const run = NUMBER_LIKE.exec(plain.slice(0, LONGEST))?.[0] ?? '';
  const found = [...run.matchAll(/[^\s\p{Cf}]+/gu)].flatMap(({ index, 0: token }) => {
    const end = index + token.length;
    // "12th" is no part of a number.
    if (!/^(?:[\s\p{Cf},:]|$)/u.test(plain.slice(end))) return [];
    const phone = toE164(plain.slice(0, end).replace(/\p{Cf}/gu, ''), country as CountryCode);
    return phone === undefined ? [] : [{ phone, end }];
  });
  const [first, ...others] = found;
  if (first === undefined) return { kind: 'none' };
  if (others.some(({ phone }) => phone !== first.phone)) return { kind: 'several' };
  const rest = plain.slice(first.end).replace(/^\p{Cf}*[,:]?/u, '');
  return { kind: 'phone', phone: first.phone, rest: rest.trim() };
}
