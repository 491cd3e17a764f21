import { segmentsOf, type Segments } from '../../src/conversations/segments';
import { spokenTime } from '../../src/commands/when';
import type { CascadeStep, DispatchConfig } from '../../src/config/dispatch';
import { JOB_TEXTS, type JobTextKey } from '../../src/config/job-texts';
import { TEXTS, type TextKey } from '../../src/config/texts';
import { jobText } from '../../src/jobs/texts';
import { nextChange } from '../../src/hours/next-change';
import { openingAt } from '../../src/hours/opening';
import { weekInWords } from '../../src/hours/words';
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
  opens: 'tomorrow at 08:00',
};

/** Spoken, never texted. */
const SPOKEN: readonly TextKey[] = [
  'screenPrompt',
  'screenPromptWithheld',
  'screenReminder',
  'goodbye',
  'unavailable',
];

/** Stands in for a job, with words of a usual length. */
const JOB = { id: 'J-1042', title: 'Gate stuck', address: '1 Main St' };

/**
 * Says in lines when and how calls ring, and what each text costs with usual values in it: Twilio bills by the segment.
 * `now` is in milliseconds.
 */
export function describeRouting(config: DispatchConfig, now: number): readonly string[] {
  const texted = (Object.keys(TEXTS) as TextKey[]).filter((key) => !SPOKEN.includes(key));
  return [
    ...hoursOf(config, now),
    'Calls ring',
    ...stepsOf(config, config.cascade),
    '  then a message is taken.',
    '',
    ...outOfHours(config),
    'Texts, with usual values',
    ...texted.map((key) => lineOf(config, key)),
  ];
}

function hoursOf(config: DispatchConfig, now: number): readonly string[] {
  const { hours, line } = config;
  if (hours === null) return [];
  const opening = openingAt(config, now);
  const change = nextChange(config, now);
  const verb = opening === 'open' ? 'closes' : 'opens';
  const next = change === null ? `never ${verb}` : `${verb} next ${spokenTime(change, now, line.timeZone)}`;
  return [
    `Open, by the clock in ${line.timeZone}`,
    ...weekInWords(config).map((day) => `  ${day}`),
    ...(hours.holidays.length === 0 ? [] : [`  closed on ${hours.holidays.join(', ')}`]),
    `  The line is ${opening} now and ${next}.`,
    '',
  ];
}

function outOfHours(config: DispatchConfig): readonly string[] {
  if (config.hours === null) return [];
  const { cascade } = config.hours;
  if (cascade.length === 0) return ['Out of hours a message is taken at once.', ''];
  return ['Out of hours calls ring', ...stepsOf(config, cascade), '  then a message is taken.', ''];
}

function stepsOf(config: DispatchConfig, steps: readonly CascadeStep[]): readonly string[] {
  const nameOf = (who: string): string => config.dispatchers.find(({ id }) => id === who)?.name ?? who;
  return steps.map(
    ({ ring, timeout, evenIfUnavailable }, step) =>
      `  ${step + 1}. ${ring.map(nameOf).join(' and ')} for ${timeout} s (Twilio adds about 5 s)${evenIfUnavailable ? ', even when away' : ''}`,
  );
}

function lineOf(config: DispatchConfig, key: TextKey): string {
  const words = config.texts[key];
  if (words === '') return `  ${key.padEnd(24)} switched off`;
  const { count, encoding } = segmentsOfText(config, key);
  const parts = `${count} ${count === 1 ? 'segment' : 'segments'}`;
  const why = encoding === 'UCS-2' ? ', dearer by a character that is not in the plain alphabet' : '';
  return `  ${key.padEnd(24)} ${parts}${why}`;
}

/** Texts about jobs are counted as they are sent: with the reply code, in plain letters. */
function segmentsOfText({ texts, line }: DispatchConfig, key: TextKey): Segments {
  if (!isJobText(key)) return segmentsOf(fill(texts[key], { ...SAMPLES, line: line.name }));
  const { link = '', code = '', crew = '', from = '', time = '' } = SAMPLES;
  const facts = { line: line.name, job: JOB, crew: [crew], from: [from], link, code, minutes: 10, time };
  return jobText(key, texts, facts).segments;
}

/** The reply code is part of other texts. */
function isJobText(key: TextKey): key is JobTextKey {
  return Object.hasOwn(JOB_TEXTS, key) && key !== 'jobCodes';
}
