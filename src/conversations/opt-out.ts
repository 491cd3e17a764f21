/** What a text asks the carrier for when it is one of the carriers' words and nothing else. */
export type OptOutWord = 'stop' | 'start' | 'help';

/** The fields of an inbound message that decide. */
interface OptOutFields {
  readonly body: string;
  readonly optOutType?: OptOutWord;
}

/** Twilio answers these by itself (https://help.twilio.com/articles/223134027). */
const WORDS: Readonly<Record<OptOutWord, readonly string[]>> = {
  stop: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'],
  start: ['START', 'YES', 'UNSTOP'],
  help: ['HELP', 'INFO'],
};

/** `OptOutType` of the Messaging webhook; Twilio sends it for the keywords of a Messaging Service, in any language. */
const TYPES: Readonly<Record<string, OptOutWord>> = { STOP: 'stop', START: 'start', HELP: 'help' };

/** Reads the parameter `OptOutType`; null where Twilio sent none. */
export function optOutTypeOf(value: string): OptOutWord | null {
  return Object.hasOwn(TYPES, value) ? (TYPES[value] ?? null) : null;
}

/**
 * Says what an inbound message asks the carrier for; null for every other text. Twilio's own word on it decides; without one
 * the default keywords do, in any case.
 */
export function optOutWordOf({ body, optOutType }: OptOutFields): OptOutWord | null {
  if (optOutType !== undefined) return optOutType;
  const word = body.trim().toUpperCase();
  return (Object.keys(WORDS) as OptOutWord[]).find((key) => WORDS[key].includes(word)) ?? null;
}
