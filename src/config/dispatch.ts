import type { JobFields } from '../jobs/job';
import { JOB_TEXTS, type JobTextKey } from '../jobs/texts-standard';

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
  readonly hours: null;
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

export interface CrewMember {
  readonly id: string;
  readonly name: string;
  /** E.164. */
  readonly phone: string;
}

/** Every sentence that the line says or sends and that the owner may word differently under `texts`. */
export type TextKey =
  | 'screenPrompt'
  | 'screenPromptWithheld'
  | 'goodbye'
  | 'unavailable'
  | 'firstContact'
  | 'missedCall'
  | 'alertMissed'
  | 'alertMessage'
  | 'alertText'
  | 'alertTextNoCode'
  | 'textsDown'
  | JobTextKey;

interface TextRule {
  readonly standard: string;
  /** What may stand in braces in it. */
  readonly placeholders: readonly string[];
  readonly about: string;
  /** Whether "" switches it off. */
  readonly mayBeEmpty?: true;
}

/** The standard wording of each text and the placeholders that it may use. */
export const TEXTS: Readonly<Record<TextKey, TextRule>> = {
  screenPrompt: {
    standard: 'Dispatch call for {line} from {caller}. Press 1 to accept.',
    placeholders: ['line', 'caller'],
    about: 'Spoken to a dispatcher who picked up, until 1 is pressed.',
  },
  screenPromptWithheld: {
    standard: 'Dispatch call for {line} from a withheld number. Press 1 to accept.',
    placeholders: ['line'],
    about: 'The same for a caller whose number is withheld.',
  },
  goodbye: {
    standard: 'Thank you. Goodbye.',
    placeholders: ['line'],
    about: 'Spoken after a message was left.',
  },
  unavailable: {
    standard: 'Nobody at {line} can be reached right now. Please call again in a few minutes.',
    placeholders: ['line'],
    about: 'The last sentence of the fallback document, when nobody answered.',
  },
  firstContact: {
    standard: 'Thank you for texting {line}. A dispatcher will answer you here.',
    placeholders: ['line'],
    about: 'Texted to a customer who writes for the first time in a while; "" for none.',
    mayBeEmpty: true,
  },
  missedCall: {
    standard: 'Sorry that we missed your call to {line}. Text us here and a dispatcher will answer.',
    placeholders: ['line'],
    about: 'Texted to a caller whom nobody answered; "" for none.',
    mayBeEmpty: true,
  },
  alertMissed: {
    standard: '{line}: missed call from {caller}.',
    placeholders: ['line', 'caller'],
    about: 'Texted to whoever is on duty after a missed call.',
  },
  alertMessage: {
    standard: '{line}: {caller} left a message of {seconds} s.',
    placeholders: ['line', 'caller', 'seconds'],
    about: 'Texted to whoever is on duty after a caller left a message.',
  },
  alertText: {
    standard: '{line}: {caller} wrote: {text} - Reply {code} your text',
    placeholders: ['line', 'caller', 'text', 'code'],
    about: "Texted to whoever is on duty when a customer's text cannot get into Slack.",
  },
  alertTextNoCode: {
    standard: '{line}: {caller} wrote: {text} - Answer from your own phone, the line cannot.',
    placeholders: ['line', 'caller', 'text'],
    about: 'The same when the line cannot take an answer either.',
  },
  textsDown: {
    standard: 'Our text line is down right now. Please call this number instead.',
    placeholders: ['line'],
    about: 'Texted back by the fallback document, when no function works.',
  },
  ...JOB_TEXTS,
};

/** Longest time a dispatcher has for pressing 1 after the prompt, in seconds. */
export const GATHER_SECONDS = 8;

/** A screening that lasts longer than this many seconds is refused at build; see `decisions/0004`. */
export const SCREENING_LIMIT_SECONDS = 30;
