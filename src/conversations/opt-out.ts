/** What a text asks the carrier for when it is one of the carriers' words and nothing else. */
export type OptOutWord = 'stop' | 'start' | 'help';

/** Twilio answers these by itself (https://help.twilio.com/articles/223134027). */
const WORDS: Readonly<Record<OptOutWord, readonly string[]>> = {
  stop: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'],
  start: ['START', 'YES', 'UNSTOP'],
  help: ['HELP', 'INFO'],
};

/** Reads one of the carriers' words, in any case; null for every other text. */
export function optOutWordOf(body: string): OptOutWord | null {
  const word = body.trim().toUpperCase();
  return (Object.keys(WORDS) as OptOutWord[]).find((key) => WORDS[key].includes(word)) ?? null;
}
