import type { JobFields } from '../jobs/job';
import type { TextKey } from './texts';

/**
 * The routing file after it was checked: what `config/dispatch.json` says, with every default filled in.
 * The build checks it (`schema.ts`) and bundles the result, so functions read it without a parser.
 */
export interface DispatchConfig {
  readonly line: {
    /** Spoken to the person who is rung, and shown in alerts. */
    readonly name: string;
    /** IANA name; every time shown or typed is in this zone. */
    readonly timeZone: string;
    /** Whose number a rung phone shows: the caller's own, or the line's. */
    readonly callerId: 'caller' | 'line';
  };
  readonly dispatchers: readonly Dispatcher[];
  readonly cascade: readonly CascadeStep[];
  /** Null: always open. */
  readonly hours: OpeningHours | null;
  readonly voicemail: {
    readonly greeting: string;
    /** Longest message, in seconds. */
    readonly maxSeconds: number;
    readonly transcribe: boolean;
  };
  readonly texts: Readonly<Record<TextKey, string>>;
  readonly slack: { readonly allow: 'channel' | readonly string[] };
  readonly limits: {
    /** ISO 3166 alpha-2. */
    readonly countries: readonly string[];
    readonly autoTextsPerHour: number;
    readonly outboundPerHour: number;
  };
  readonly crew: readonly CrewMember[];
  readonly jobs: {
    readonly claimWithinMinutes: number;
    readonly completeWithinMinutes: number;
    /** E.164 numbers. */
    readonly stakeholders: readonly string[];
    readonly publishContacts: boolean;
    /** What fields of a job are called in the file, where that is not their own name. */
    readonly fields: JobFields;
  };
}

export interface Dispatcher {
  /** Appears in URLs, commands and stored names: lower-case letters, digits and hyphens. */
  readonly id: string;
  readonly name: string;
  /** E.164. */
  readonly phone: string;
  readonly slackUserId?: string;
  /** Whether the person has to press 1 before the caller is put through. */
  readonly screen: boolean;
}

export interface CascadeStep {
  /** Ids of dispatchers; several ring together. */
  readonly ring: readonly string[];
  /** `<Dial timeout>` in seconds, as it is; Twilio rings about 5 s longer. */
  readonly timeout: number;
  /** Ring these people even when they are away. */
  readonly evenIfUnavailable: boolean;
}

/** When the ordinary cascade is rung, by the clock on the wall in `line.timeZone`, and who is rung otherwise. */
export interface OpeningHours {
  /** A day that is left out is closed. */
  readonly weekly: Readonly<Partial<Record<Weekday, readonly Span[]>>>;
  /** Dates (`2026-12-25`) on which the line does not open. */
  readonly holidays: readonly string[];
  /** Rung out of hours; without a step a message is taken at once. */
  readonly cascade: readonly CascadeStep[];
}

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** From and to, as `08:00`; a span whose end is not after its begin ends on the next day. */
export type Span = readonly [from: string, to: string];

export interface CrewMember {
  readonly id: string;
  readonly name: string;
  /** E.164. */
  readonly phone: string;
}

/** Time a dispatcher has for pressing 1 after the last word, in seconds. */
export const GATHER_SECONDS = 6;

/** A screening that lasts longer than this many seconds is refused at build; see `decisions/0004`. */
export const SCREENING_LIMIT_SECONDS = 30;
