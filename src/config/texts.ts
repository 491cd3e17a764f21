import { JOB_TEXTS, type JobTextKey } from './job-texts';
import type { TextRule } from './text-rule';

/** Every sentence that the line says or sends and that the owner may word differently under `texts`. */
export type TextKey =
  | 'screenPrompt'
  | 'screenPromptWithheld'
  | 'screenReminder'
  | 'goodbye'
  | 'unavailable'
  | 'firstContact'
  | 'outOfHours'
  | 'missedCall'
  | 'alertMissed'
  | 'alertMessage'
  | 'alertText'
  | 'alertTextNoCode'
  | 'textsDown'
  | JobTextKey;

/** The standard wording of each text and the placeholders that it may use. */
export const TEXTS: Readonly<Record<TextKey, TextRule>> = {
  screenPrompt: {
    standard: 'Dispatch call for {line} from {caller}. Press 1 to accept.',
    placeholders: ['line', 'caller'],
    about: 'Spoken to a dispatcher who picked up, twice where 30 s allow it, until 1 is pressed.',
  },
  screenPromptWithheld: {
    standard: 'Dispatch call for {line} from a withheld number. Press 1 to accept.',
    placeholders: ['line'],
    about: 'The same for a caller whose number is withheld.',
  },
  screenReminder: {
    standard: 'Press 1 to accept the call.',
    placeholders: ['line'],
    about: 'Spoken after a wrong key, and in place of the second prompt where two take too long.',
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
  outOfHours: {
    standard:
      'Thank you for texting {line}. We are closed now and open again {opens}. A dispatcher will answer you then.',
    placeholders: ['line', 'opens'],
    about:
      'Texted in place of firstContact to a customer who writes out of hours; {opens} is "today at 08:00", "Mon at 08:00" and so on; "" for none.',
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
