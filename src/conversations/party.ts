import { shorten } from '../cascade/caller';
import type { DispatchConfig } from '../config/dispatch';

/**
 * Whose thread it is: a customer's, that of one of our own people on a registered phone, that of all callers who withhold their
 * number, or that of all senders whom no SMS can reach.
 */
export type Party =
  | { readonly kind: 'customer'; readonly phone: string }
  | { readonly kind: 'withheld'; readonly phone: typeof WITHHELD }
  | { readonly kind: 'unanswerable'; readonly phone: typeof UNANSWERABLE }
  | { readonly kind: 'team'; readonly phone: string; readonly id: string; readonly name: string };

/** Stands for the number of whoever withholds it. */
const WITHHELD = 'withheld';

/** Stands for the number of a sender whom no SMS can reach: a name, an address without a number, or nothing. */
export const UNANSWERABLE = 'unanswerable';

/** Whose thread a call belongs to; null is a withheld number. */
export function partyOfCaller(config: DispatchConfig, phone: string | null): Party {
  return phone === null ? { kind: 'withheld', phone: WITHHELD } : partyOf(config, phone);
}

/** Says whose phone it is; a number that is not in the routing file is a customer's. */
export function partyOf(config: DispatchConfig, phone: string): Party {
  if (phone === UNANSWERABLE) return { kind: 'unanswerable', phone };
  const person = [...config.dispatchers, ...config.crew].find((candidate) => candidate.phone === phone);
  if (person === undefined) return { kind: 'customer', phone };
  return { kind: 'team', phone, id: person.id, name: person.name };
}

/** The part of a document's name that stands for a phone: the digits of a number or of a short code. */
export function phoneKey(phone: string): string {
  return phone === WITHHELD || phone === UNANSWERABLE ? phone : phone.replace(/\D/g, '');
}

/** A person in the words of alerts: the name if there is one, and the number. */
export function callName(phone: string | null, name?: string): string {
  if (phone === null) return 'a withheld number';
  if (phone === UNANSWERABLE) return 'a sender without a number';
  return name === undefined ? phone : `${name} (${phone})`;
}

/** The same where many may read it. */
export function discreetName(phone: string, name?: string): string {
  return name === undefined ? shorten(phone) : `${name} (${shorten(phone)})`;
}
