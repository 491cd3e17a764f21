import { rest } from '../party';
import { utteranceOf } from '../speech';
import { GONE, NEXT, type Verb } from '../step';

/** `<Say>`, `<Play>` and `<Pause>`: the person hears it and time passes. */
export const speak: Verb = async (verb, { party }) => {
  const { text, ms } = utteranceOf(verb);
  if (text !== '') party.hear(text);
  return (await rest(party, ms)) === 'gone' ? GONE : NEXT;
};
