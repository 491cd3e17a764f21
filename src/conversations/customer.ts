import type { AutoTextKind } from '../auto-texts/rules';

/** A thread in Slack by the `ts` of its root. */
export interface Thread {
  readonly ts: string;
  readonly openedAt: string;
  /** Its root was deleted; the next text opens another. */
  readonly isGone?: true;
}

/** The document `customer-<digits>`: everything that is known of somebody who texts or calls. Times are ISO 8601 in UTC. */
export interface Customer {
  readonly v: 1;
  readonly phone: string;
  readonly name?: string;
  /** Oldest first; the last is the one in use. */
  readonly threads: readonly Thread[];
  /** How many roots were opened: the next one's number is its own claim. */
  readonly opened: number;
  /** The last text, call or answer. */
  readonly activeAt?: string;
  readonly wroteAt?: string;
  /** When a person of ours wrote. */
  readonly answeredAt?: string;
  readonly autoTextAt?: string;
  readonly autoTextKind?: AutoTextKind;
  /** The claim of that text. */
  readonly autoTextFor?: string;
  /** Automatic texts since the customer last wrote or a person answered. */
  readonly autoTexts: number;
  readonly optedOutAt?: string;
  /** Twilio itself said so: then only Twilio's word lifts it. */
  readonly isOptedOutByTwilio?: true;
  /** The message that Slack posts when nobody answers. */
  readonly reminder?: { readonly id: string; readonly postAt: string };
  /** The code by which a dispatcher answers from a phone. */
  readonly code?: { readonly code: string; readonly until: string };
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Replies in an old thread reach its followers only, so that a thread ends at this age (ms). */
const OLDEST_THREAD_MS = 80 * DAY_MS;

/** After this long (ms) without a word a thread's next message is shown in the channel, too. */
const QUIET_MS = 60 * 60 * 1000;

/** Documents hold 16 KiB; older threads are still found by their own documents. */
const MOST_THREADS = 20;

/** Somebody of whom nothing is known yet. */
export function newCustomer(phone: string): Customer {
  return { v: 1, phone, threads: [], opened: 0, autoTexts: 0 };
}

/** Whether a value read from Sync is a customer of this version. */
export function isCustomer(value: unknown): value is Customer {
  const candidate = value as Partial<Customer> | null;
  return candidate?.v === 1 && typeof candidate.phone === 'string' && Array.isArray(candidate.threads);
}

/** The thread that the next message goes to, or null when a new one has to be opened; `now` in ms. */
export function currentThread(customer: Customer, now: number): Thread | null {
  const last = customer.threads.at(-1);
  if (last === undefined || last.isGone === true) return null;
  return now - Date.parse(last.openedAt) > OLDEST_THREAD_MS ? null : last;
}

/** Whether nothing was heard from or said to the customer for an hour. */
export function isQuiet({ activeAt }: Customer, now: number): boolean {
  return activeAt === undefined || now - Date.parse(activeAt) >= QUIET_MS;
}

/** With another thread, which is used from now on. */
export function withThread(customer: Customer, ts: string, now: number): Customer {
  if (customer.threads.some((thread) => thread.ts === ts)) return customer;
  const threads = [...customer.threads, { ts, openedAt: iso(now) }].slice(-MOST_THREADS);
  return { ...customer, threads, opened: customer.opened + 1 };
}

/** With the knowledge that a thread's root is gone. */
export function withoutThread(customer: Customer, ts: string): Customer {
  const threads = customer.threads.map((thread) =>
    thread.ts === ts ? { ...thread, isGone: true as const } : thread,
  );
  return { ...customer, threads };
}

/** After a text or call of the customer's. */
export function afterContact(customer: Customer, kind: 'text' | 'call', now: number): Customer {
  const at = iso(now);
  return { ...customer, activeAt: at, ...(kind === 'text' ? { wroteAt: at, autoTexts: 0 } : {}) };
}

/** After a person of ours wrote; the reminder is no longer wanted. */
export function afterAnswer(customer: Customer, now: number): Customer {
  const { reminder: _, ...rest } = customer;
  return { ...rest, activeAt: iso(now), answeredAt: iso(now), autoTexts: 0 };
}

/** After it was decided that an automatic text goes out; `key` is its claim. */
export function afterAutoText(
  customer: Customer,
  { kind, key }: { readonly kind: AutoTextKind; readonly key: string },
  now: number,
): Customer {
  const autoTexts = customer.autoTexts + 1;
  return { ...customer, autoTextAt: iso(now), autoTextKind: kind, autoTextFor: key, autoTexts };
}

/** After STOP or START; `byTwilio`: Twilio itself read the message so, and not only our list of keywords. */
export function afterOptOut(
  customer: Customer,
  { isOut, byTwilio }: { readonly isOut: boolean; readonly byTwilio: boolean },
  now: number,
): Customer {
  const { optedOutAt, isOptedOutByTwilio, ...rest } = customer;
  if (!isOut) return isOptedOutByTwilio === true && !byTwilio ? customer : rest;
  const source = byTwilio || isOptedOutByTwilio === true ? { isOptedOutByTwilio: true as const } : {};
  return { ...rest, optedOutAt: optedOutAt ?? iso(now), ...source };
}

function iso(now: number): string {
  return new Date(now).toISOString();
}
