/** What a text that consists of one of the carriers' words asks for. */
export type OptOutType = 'STOP' | 'START' | 'HELP';

/** @see https://help.twilio.com/articles/223134027 */
const WORDS: Readonly<Record<OptOutType, readonly string[]>> = {
  STOP: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'],
  START: ['START', 'YES', 'UNSTOP'],
  HELP: ['HELP', 'INFO'],
};

/** The answers that Twilio gives by itself; the owner may word them differently there. */
const ANSWERS: Readonly<Record<OptOutType, string>> = {
  STOP: 'You are unsubscribed and get no more texts from this number. Reply START to resubscribe.',
  START: 'You are subscribed again to texts from this number. Reply HELP for help, STOP to unsubscribe.',
  HELP: 'Reply STOP to unsubscribe. Message and data rates may apply.',
};

/** Returns what a text asks the carrier for: only a text that is one of the words and nothing else, in any case. */
export function optOutTypeOf(body: string): OptOutType | null {
  const word = body.trim().toUpperCase();
  const types = Object.keys(WORDS) as OptOutType[];
  return types.find((type) => WORDS[type].includes(word)) ?? null;
}

/** Who does not want texts from which number of the account. */
export class OptOuts {
  readonly #pairs: Set<string>;

  /** Goes on from what `toJSON` returned before a restart. */
  constructor(restore: readonly string[] = []) {
    this.#pairs = new Set(restore);
  }

  /** Whether `phone` has opted out of texts from `line`. */
  has(line: string, phone: string): boolean {
    return this.#pairs.has(pairOf(line, phone));
  }

  /**
   * Takes in a text with this meaning and returns Twilio's own answer. Assumed: a STOP or START that changes nothing gets
   * none, or everybody who writes YES to a question would get one.
   */
  apply(type: OptOutType, line: string, phone: string): string | null {
    const pair = pairOf(line, phone);
    const isOut = this.#pairs.has(pair);
    switch (type) {
      case 'STOP':
        this.#pairs.add(pair);
        return isOut ? null : ANSWERS.STOP;
      case 'START':
        this.#pairs.delete(pair);
        return isOut ? ANSWERS.START : null;
      case 'HELP':
        return ANSWERS.HELP;
      default:
        return type satisfies never;
    }
  }

  /** Returns what the constructor takes. */
  toJSON(): readonly string[] {
    return [...this.#pairs];
  }
}

function pairOf(line: string, phone: string): string {
  return `${line} ${phone}`;
}
