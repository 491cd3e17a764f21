import type { CountryCode } from 'libphonenumber-js/max';
import { z } from 'zod';
import { toE164 } from './phone';

/** Every rule of a field answers with the same words: what to write there. */
const write = (words: string): { error: string } => ({ error: words });

/** An object that refuses unknown keys and then names the known ones. */
export function record<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const keys = Object.keys(shape).filter((key) => key !== '$schema');
  return z.strictObject(shape, {
    error: ({ code }) =>
      code === 'unrecognized_keys' ? `one of ${keys.join(', ')}` : `an object with ${keys.join(', ')}`,
  });
}

/** A list; `what` names its entries. */
export function list<Item extends z.ZodType>(item: Item, what: string, least: 0 | 1 = 0): z.ZodArray<Item> {
  const rule = write(least > 0 ? `a list of one or more ${what}` : `a list of ${what}`);
  return z.array(item, rule).min(least, rule);
}

/** Something's name as people say it. */
export function name(): z.ZodString {
  const rule = write('a name of 1 to 60 characters, on one line');
  return z.string(rule).regex(/^(?=.*\S)[^\p{Cc}]{1,60}$/u, rule);
}

/** A short name for URLs and commands. */
export function id(): z.ZodString {
  const rule = write('1 to 32 lower-case letters, digits and hyphens, beginning with a letter or digit');
  return z.string(rule).regex(/^[a-z0-9][a-z0-9-]{0,31}$/, rule);
}

/** A phone number in any usual notation; the result is E.164. */
export function phone(country: CountryCode): z.ZodString {
  const rule = write(`a phone number that exists, with its country code (+1…) unless it is from ${country}`);
  return z
    .string(rule)
    .refine((text) => toE164(text, country) !== undefined, rule)
    .overwrite((text) => toE164(text, country) ?? text);
}

/** A Slack member's id. */
export function slackUser(): z.ZodString {
  const rule = write('a Slack member id such as U012ABCDEF');
  return z.string(rule).regex(/^[UW][A-Z0-9]{2,}$/, rule);
}

/** A whole number from `least` to `most`; `unit` says of what. */
export function whole(least: number, most: number, unit: string): z.ZodNumber {
  const rule = write(`a whole number from ${least} to ${most} (${unit})`);
  return z.number(rule).int(rule).min(least, rule).max(most, rule);
}

/** Yes or no. */
export function flag(): z.ZodBoolean {
  return z.boolean(write('true or false'));
}

/** Words that are spoken or sent, in which only these placeholders may stand in braces. */
export function sentence(placeholders: readonly string[], mayBeEmpty = false): z.ZodString {
  const allowed = placeholders.map((placeholder) => `{${placeholder}}`);
  const length = mayBeEmpty ? '"", or up to 1000 characters' : '1 to 1000 characters';
  const rule = write(`${length} on one line, with nothing in braces but ${allowed.join(', ')}`);
  const hasOnlyAllowed = (text: string): boolean =>
    !/[{}]/.test(allowed.reduce((rest, placeholder) => rest.replaceAll(placeholder, ''), text));
  return z
    .string(rule)
    .regex(mayBeEmpty ? /^$|^(?=.*\S)[^\p{Cc}]{1,1000}$/u : /^(?=.*\S)[^\p{Cc}]{1,1000}$/u, rule)
    .refine(hasOnlyAllowed, rule);
}
