import type { TwimlNode } from '../../twiml/parse';

/** An assumption: Twilio's voices read about 14 characters a second. */
const CHARACTERS_PER_SECOND = 14;

/** An assumption, because nobody looks into the file: how long a `<Play>` lasts. */
const PLAY_SECONDS = 5;

/** `loop="0"` repeats until the call is over; nobody listens longer than this many times. */
const ENDLESS = 1000;

/** Something that is heard: its words and how long it lasts, in milliseconds. */
export interface Utterance {
  readonly text: string;
  readonly ms: number;
}

/** What a `<Say>`, `<Play>` or `<Pause>` sounds like; a pause has no words. */
export function utteranceOf({ name, attributes, text }: TwimlNode): Utterance {
  if (name === 'Pause') return { text: '', ms: secondsOf(attributes['length'], 1) * 1000 };
  const times = secondsOf(attributes['loop'], 1) || ENDLESS;
  if (name === 'Play') {
    return { text: `[plays ${attributes['digits'] ?? text}]`, ms: times * PLAY_SECONDS * 1000 };
  }
  return {
    text,
    ms: times * Math.max(1000, Math.ceil((text.length / CHARACTERS_PER_SECOND) * 1000)),
  };
}

/** Reads an attribute that holds a whole number; the parser has refused everything else. */
export function secondsOf(value: string | undefined, standard: number): number {
  const number = Number.parseInt(value ?? '', 10);
  return Number.isNaN(number) ? standard : number;
}
