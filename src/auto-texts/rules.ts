import { countryOf, phoneKindOf } from './phone-kind';

/** The texts that nobody writes: two answer a text of the customer, one a call that nobody took. */
export type AutoTextKind = 'first-contact' | 'out-of-hours' | 'missed-call';

/** What has to be known about a customer before an automatic text; times in milliseconds since the epoch. */
export interface AutoTextFacts {
  readonly kind: AutoTextKind;
  /** As Twilio gives it in `From`. */
  readonly phone: string;
  /** Where texts may go: `limits.countries`, ISO 3166 alpha-2. */
  readonly countries: readonly string[];
  /** Twilio's `StirVerstat`, on calls only. */
  readonly stir: string | null;
  readonly optedOut: boolean;
  readonly isTeam: boolean;
  /** The last automatic text of any kind to this customer. */
  readonly lastAutoAt: number | null;
  readonly lastAutoKind: AutoTextKind | null;
  /** How many automatic texts since the customer last wrote or a person answered. */
  readonly autoRow: number;
  /** When one of us last wrote to the customer. */
  readonly lastReplyAt: number | null;
  /** When the customer wrote or called. */
  readonly causedAt: number;
  readonly now: number;
}

/** Why an automatic text is not sent. */
export type SkipReason =
  | 'withheld'
  | 'short-code'
  | 'team-phone'
  | 'opted-out'
  | 'toll-free'
  | 'premium'
  | 'landline'
  | 'country'
  | 'spoofed'
  | 'person-answering'
  | 'recently'
  | 'too-late'
  | 'too-many-in-a-row';

export type AutoTextDecision =
  { readonly kind: 'send' } | { readonly kind: 'skip'; readonly why: SkipReason };

const MINUTE = 60_000;

/** How long one automatic text keeps the next away. */
export const QUIET_MS = 4 * 60 * MINUTE;
/** How long a first-contact text keeps the text-back of a missed call away. */
export const QUIET_BEFORE_TEXT_BACK_MS = 10 * MINUTE;
/** How long one of us who wrote counts as answering. */
export const ANSWERING_MS = 60 * MINUTE;
/** How old the text or call may be that an automatic text answers: later it would only puzzle the customer. */
export const OLDEST_CAUSE_MS = 15 * MINUTE;
/** Most automatic texts to somebody who neither writes nor is answered. */
export const MOST_IN_A_ROW = 5;

/**
 * Decides whether an automatic text may be sent (design §4). One customer gets at most one automatic text in 4 h, so that
 * two machines never write to each other without end. One exception: who was greeted, then called and was not answered still
 * gets the text-back, 10 minutes after the greeting at the earliest, because a greeting says nothing about that call.
 * After it the 4 h begin anew. What a number is says more than what happened lately, so it is named first.
 */
export function decideAutoText(facts: AutoTextFacts): AutoTextDecision {
  const why = barByPhone(facts) ?? barByHistory(facts);
  return why === null ? { kind: 'send' } : { kind: 'skip', why };
}

function barByPhone({ phone, countries, stir, optedOut, isTeam }: AutoTextFacts): SkipReason | null {
  if (isTeam) return 'team-phone';
  if (optedOut) return 'opted-out';
  const kind = barByKind(phone);
  if (kind !== null) return kind;
  if (!countries.includes(countryOf(phone) ?? 'none')) return 'country';
  return saysFailed(stir) ? 'spoofed' : null;
}

function barByKind(phone: string): SkipReason | null {
  const kind = phoneKindOf(phone);
  switch (kind) {
    case 'withheld':
    case 'short-code':
    case 'toll-free':
    case 'premium':
    case 'landline':
      return kind;
    case 'unknown':
      return 'country';
    case 'mobile':
    case 'mobile-or-landline':
      return null;
    default:
      return kind satisfies never;
  }
}

/**
 * `TN-Validation-Failed`, with `-A`, `-B` or `-C` and whatever follows. `No-TN-Validation` is no failure: most carriers do not sign.
 * @see https://www.twilio.com/docs/voice/trusted-calling-with-shakenstir
 */
function saysFailed(stir: string | null): boolean {
  return stir !== null && /failed/i.test(stir);
}

function barByHistory(facts: AutoTextFacts): SkipReason | null {
  const { lastReplyAt, lastAutoAt, autoRow, causedAt, now } = facts;
  if (now - causedAt > OLDEST_CAUSE_MS) return 'too-late';
  if (isWithin(lastReplyAt, ANSWERING_MS, now)) return 'person-answering';
  if (isWithin(lastAutoAt, quietFor(facts), now)) return 'recently';
  return autoRow < MOST_IN_A_ROW ? null : 'too-many-in-a-row';
}

function quietFor({ kind, lastAutoKind }: AutoTextFacts): number {
  const isTextBackAfterGreeting = kind === 'missed-call' && lastAutoKind === 'first-contact';
  return isTextBackAfterGreeting ? QUIET_BEFORE_TEXT_BACK_MS : QUIET_MS;
}

/** A time that cannot be read counts as just now: rather one automatic text too few. */
function isWithin(at: number | null, ms: number, now: number): boolean {
  return at !== null && !(now - at >= ms);
}
