import type { TwimlNode } from '../../../twiml/parse';
import { methodOf, resolve } from '../document';
import { waitOn, type Party } from '../party';
import { secondsOf, utteranceOf } from '../speech';
import { GONE, NEXT, type Verb } from '../step';

/**
 * `<Gather>`: listens for keys while its prompt plays and `timeout` seconds beyond. Without keys the document goes on,
 * unless `actionOnEmptyResult`; without `action` the same document is requested again.
 * @see https://www.twilio.com/docs/voice/twiml/gather
 */
export const gather: Verb = async (verb, stage, url) => {
  const { attributes } = verb;
  const digits = await collect(verb, stage.party);
  if (digits === null) return GONE;
  if (digits === '' && attributes['actionOnEmptyResult'] !== 'true') return NEXT;
  return {
    kind: 'goto',
    request: {
      purpose: 'gather',
      url: resolve(url, attributes['action']),
      method: methodOf(attributes['method']),
      params: { ...stage.params(), Digits: digits },
    },
  };
};

/** The keys that were pressed; null when the person left. */
async function collect({ attributes, children }: TwimlNode, party: Party): Promise<string | null> {
  const finishOnKey = attributes['finishOnKey'] ?? '#';
  const most = secondsOf(attributes['numDigits'], Infinity);
  const silenceMs = secondsOf(attributes['timeout'], 5) * 1000;
  const prompts = children.map(utteranceOf);
  let digits = '';
  let isListeningOnly = false;
  const sayNext = (): number => {
    const prompt = prompts.shift();
    isListeningOnly = prompt === undefined;
    if (prompt === undefined) return silenceMs;
    if (prompt.text !== '') party.hear(prompt.text);
    return prompt.ms;
  };
  const result = await waitOn<{ digits: string | null }>(party, sayNext(), (event, rearm) => {
    if (event.kind === 'gone') return { digits: null };
    if (event.kind === 'elapsed') {
      if (isListeningOnly) return { digits };
      rearm(sayNext());
    }
    if (event.kind === 'key') {
      if (event.digit === finishOnKey) return { digits };
      digits += event.digit;
      if (digits.length >= most) return { digits };
      prompts.length = 0;
      rearm(sayNext());
    }
    return undefined;
  });
  return result.digits;
}
