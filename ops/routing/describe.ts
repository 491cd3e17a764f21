import { segmentsOf } from '../../src/conversations/segments';
import type { DispatchConfig } from '../../src/config/dispatch';
import { TEXTS, type TextKey } from '../../src/config/texts';
import { fill } from '../../src/texts';

/** Stands in for what is filled into a text, of a usual length. */
const SAMPLES: Readonly<Record<string, string>> = {
  caller: '+12025550123',
  seconds: '42',
  text: 'My gate is stuck, can somebody come today?',
  code: '12',
  job: 'Gate stuck, 1 Main St',
  link: `https://dispatch-relay-0000-dev.twil.io/claim?t=${'x'.repeat(46)}`,
  crew: 'Crew 7',
  from: 'Crew 8',
  minutes: '10',
  time: '16:30',
};

/** Spoken, never texted. */
const SPOKEN: readonly TextKey[] = ['screenPrompt', 'screenPromptWithheld', 'goodbye', 'unavailable'];

/** Says in lines how calls ring, and what each text costs with usual values in it: Twilio bills by the segment. */
export function describeRouting(config: DispatchConfig): readonly string[] {
  const nameOf = (who: string): string => config.dispatchers.find(({ id }) => id === who)?.name ?? who;
  const steps = config.cascade.map(
    ({ ring, timeout, evenIfUnavailable }, step) =>
      `  ${step + 1}. ${ring.map(nameOf).join(' and ')} for ${timeout} s${evenIfUnavailable ? ', even when away' : ''}`,
  );
  const texted = (Object.keys(TEXTS) as TextKey[]).filter((key) => !SPOKEN.includes(key));
  return [
    'Calls ring',
    ...steps,
    '  then a message is taken.',
    '',
    'Texts, with usual values',
    ...texted.map((key) => lineOf(config, key)),
  ];
}

function lineOf(config: DispatchConfig, key: TextKey): string {
  const words = config.texts[key];
  if (words === '') return `  ${key.padEnd(24)} switched off`;
  const { count, encoding } = segmentsOf(fill(words, { ...SAMPLES, line: config.line.name }));
  const parts = `${count} ${count === 1 ? 'segment' : 'segments'}`;
  const why = encoding === 'UCS-2' ? ', dearer by a character that is not in the plain alphabet' : '';
  return `  ${key.padEnd(24)} ${parts}${why}`;
}
