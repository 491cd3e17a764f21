import type { CountryCode } from 'libphonenumber-js/max';
import type { z } from 'zod';
import { SCREENING_LIMIT_SECONDS } from './dispatch';
import { TEXTS } from './texts';
import { toE164 } from './phone';
import type { Problem } from './problem';
import { screeningSeconds } from './screening';
import type { routingShape } from './shape';

/** The parts of a routing file whose types are right; their single fields may still break rules. */
export type Draft = Partial<z.input<ReturnType<typeof routingShape>>>;

/** Longest message that Twilio writes down, in seconds. https://www.twilio.com/docs/voice/twiml/record#attributes-transcribe */
const TRANSCRIBED_SECONDS = 120;

/** Finds what is wrong between fields that are each right by themselves. */
export function relationProblems(draft: Draft, country: CountryCode): Problem[] {
  return [
    ...repeatedIds('dispatchers', draft.dispatchers),
    ...repeatedIds('crew', draft.crew),
    ...repeatedPhones(draft, country),
    ...stepProblems(draft),
    ...sizeProblems(draft),
    ...transcriptionProblems(draft.voicemail),
    ...screeningProblems(draft),
  ];
}

function repeatedIds(section: string, people: readonly { id: string }[] = []): Problem[] {
  return people.flatMap(({ id }, index) => {
    const first = people.findIndex((other) => other.id === id);
    if (first === index) return [];
    return [
      { path: `${section}[${index}].id`, wrong: `is "${id}" like ${section}[${first}]`, write: 'another id' },
    ];
  });
}

/** One phone is one person: a text or a call from it has to mean somebody. */
function repeatedPhones(draft: Draft, country: CountryCode): Problem[] {
  const sections = { dispatchers: draft.dispatchers ?? [], crew: draft.crew ?? [] };
  const owners = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [section, people] of Object.entries(sections)) {
    for (const [index, person] of people.entries()) {
      const path = `${section}[${index}]`;
      const phone = toE164(person.phone, country) ?? person.phone;
      const owner = owners.get(phone);
      owners.set(phone, owner ?? path);
      if (owner === undefined) continue;
      problems.push({
        path: `${path}.phone`,
        wrong: `is the phone of ${owner} too`,
        write: 'another number',
      });
    }
  }
  return problems;
}

/** Every cascade of the file, by its path. */
function cascadesOf({ cascade = [], hours }: Draft) {
  return [
    { path: 'cascade', steps: cascade },
    { path: 'hours.cascade', steps: hours?.cascade ?? [] },
  ];
}

function stepProblems(draft: Draft): Problem[] {
  // Without a readable list of dispatchers every id would look unknown.
  const known = draft.dispatchers?.map(({ id }) => id);
  return cascadesOf(draft).flatMap(({ path: cascade, steps }) =>
    steps.flatMap(({ ring }, step) =>
      ring.flatMap((id, index): Problem[] => {
        const path = `${cascade}[${step}].ring[${index}]`;
        if (ring.indexOf(id) !== index) {
          return [{ path, wrong: `is "${id}" again`, write: 'each id once in a step' }];
        }
        if (known === undefined || known.includes(id)) return [];
        return [
          { path, wrong: `is "${id}", and no dispatcher has that id`, write: `one of ${known.join(', ')}` },
        ];
      }),
    ),
  );
}

/** Every leg of a call is one entry of a Sync document, which holds 16 KiB; a step can ring twice. */
const MOST_RINGS = 30;

function sizeProblems(draft: Draft): Problem[] {
  return cascadesOf(draft).flatMap(({ path, steps }) => {
    const rings = steps.reduce((sum, { ring }) => sum + ring.length, 0);
    if (rings <= MOST_RINGS) return [];
    const wrong = `rings ${rings} phones in all its steps together`;
    return [{ path, wrong, write: `at most ${MOST_RINGS}` }];
  });
}

function transcriptionProblems({
  transcribe = true,
  maxSeconds = TRANSCRIBED_SECONDS,
}: Draft['voicemail'] = {}): Problem[] {
  if (!transcribe || maxSeconds <= TRANSCRIBED_SECONDS) return [];
  return [
    {
      path: 'voicemail.maxSeconds',
      wrong: `is ${maxSeconds}, and Twilio transcribes at most ${TRANSCRIBED_SECONDS} s`,
      write: `${TRANSCRIBED_SECONDS} or less, or "transcribe": false`,
    },
  ];
}

function screeningProblems({ texts = {}, line }: Draft): Problem[] {
  return (['screenPrompt', 'screenPromptWithheld'] as const).flatMap((key) => {
    const prompt = texts[key] ?? TEXTS[key].standard;
    const reminder = texts.screenReminder ?? TEXTS.screenReminder.standard;
    const seconds = screeningSeconds({ prompt, reminder, lineName: line?.name ?? '' });
    if (seconds < SCREENING_LIMIT_SECONDS) return [];
    return [
      {
        path: `texts.${key}`,
        wrong: `takes up to ${Math.ceil(seconds)} s with the reminder and the time for pressing 1`,
        write: `a shorter text: it has to stay under ${SCREENING_LIMIT_SECONDS} s, or a call could be taken for answered`,
      },
    ];
  });
}
