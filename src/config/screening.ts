import { fill } from '../texts';
import { GATHER_SECONDS } from './dispatch';

/** How fast a prompt is assumed to be spoken. */
const CHARACTERS_PER_SECOND = 12;
/** A digit of a phone number is spoken by itself, with a pause. */
const SECONDS_PER_DIGIT = 0.6;
/** The longest number there is (E.164). */
const LONGEST_NUMBER = 15;

/**
 * The longest that a screening can take, in seconds: the prompt with the line's name and a 15-digit caller in it, spoken
 * at 12 characters a second and 0.6 s a digit, and then the time for pressing the key.
 */
export function screeningSeconds(prompt: string, lineName: string): number {
  const numbers = prompt.split('{caller}').length - 1;
  const words = fill(prompt, { line: lineName, caller: '' });
  return words.length / CHARACTERS_PER_SECOND + numbers * LONGEST_NUMBER * SECONDS_PER_DIGIT + GATHER_SECONDS;
}
