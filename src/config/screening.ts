import { fill } from '../texts';
import { GATHER_SECONDS, SCREENING_LIMIT_SECONDS } from './dispatch';

/** How fast a prompt is assumed to be spoken. */
const CHARACTERS_PER_SECOND = 12;
/** A digit of a phone number is spoken by itself, with a pause. */
const SECONDS_PER_DIGIT = 0.6;
/** The longest number there is (E.164). */
const LONGEST_NUMBER = 15;
/** Silence between the two sayings, in seconds. */
export const PROMPT_PAUSE_SECONDS = 1;

/** What is said to a dispatcher who picked up: both texts as the owner wrote them. */
export interface Screening {
  readonly prompt: string;
  /** Said in place of the second prompt where two would take too long. */
  readonly reminder: string;
  readonly lineName: string;
}

/**
 * The longest that a screening can take, in seconds: the prompt for a 15-digit caller, the pause, the reminder, and the time
 * for pressing the key.
 */
export function screeningSeconds({ prompt, reminder, lineName }: Screening): number {
  const said = spokenSeconds(prompt, lineName, LONGEST_NUMBER) + spokenSeconds(reminder, lineName, 0);
  return said + PROMPT_PAUSE_SECONDS + GATHER_SECONDS;
}

/** Whether the prompt can be said twice within the limit to somebody whom a caller with that many digits calls. */
export function fitsTwice(prompt: string, lineName: string, digits: number): boolean {
  const twice = 2 * spokenSeconds(prompt, lineName, digits) + PROMPT_PAUSE_SECONDS + GATHER_SECONDS;
  return twice < SCREENING_LIMIT_SECONDS;
}

/** Seconds for saying a text once, at 12 characters a second and 0.6 s a digit of the caller's number. */
function spokenSeconds(text: string, lineName: string, digits: number): number {
  const numbers = text.split('{caller}').length - 1;
  const words = fill(text, { line: lineName, caller: '' });
  return words.length / CHARACTERS_PER_SECOND + numbers * digits * SECONDS_PER_DIGIT;
}
