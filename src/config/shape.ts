import type { CountryCode } from 'libphonenumber-js/max';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { JOB_FIELD_NAMES, type Job } from '../jobs/job';
import { TEXTS, type TextKey } from './texts';
import { cascade, hours } from './hours-shape';
import { flag, id, list, name, phone, record, sentence, slackUser, whole } from './fields';
import { isCountry } from './phone';

/** A scheduled text may lie at most 35 days ahead. https://www.twilio.com/docs/messaging/features/message-scheduling */
const MOST_MINUTES = 35 * 24 * 60;

const GREETING =
  'You have reached {line}. Nobody can take your call right now. Please leave a message with your number after the tone.';

/** What the routing file may contain, field by field. Phone numbers without a country code belong to `country`. */
export function routingShape(country: CountryCode) {
  return record({
    $schema: z.string({ error: 'the path of dispatch.schema.json' }).exactOptional(),
    line: line(),
    dispatchers: list(dispatcher(country), 'people who can be rung', 1).describe(
      'Everybody who can be rung.',
    ),
    cascade: cascade(1).describe(
      'Who is rung, step after step, until somebody takes the call; then a message is taken.',
    ),
    hours: hours(),
    voicemail: voicemail(),
    texts: texts(),
    slack: slack(),
    limits: limits(),
    crew: list(crewMember(country), 'crew members').default([]).describe('Who works in the field.'),
    jobs: jobs(country),
  });
}

function line() {
  const zone = { error: 'an IANA time zone such as America/Los_Angeles' };
  const callerId = z
    .enum(['caller', 'line'], { error: '"caller" or "line"' })
    .default('caller')
    .describe("Whose number a rung phone shows: the caller's own, or the line's.");
  return record({
    name: name().describe('Spoken to the person who is rung, and to callers where a text says {line}.'),
    timeZone: z
      .string(zone)
      .refine((text) => IANAZone.isValidZone(text), zone)
      .describe('IANA name; every time shown or typed is in this zone.'),
    callerId,
  }).describe('The line itself.');
}

function dispatcher(country: CountryCode) {
  return record({
    id: id().describe('Appears in URLs, commands and stored names; keep it once it is in use.'),
    name: name().describe('The name that colleagues see.'),
    phone: phone(country).describe('The phone that rings, in any usual notation.'),
    slackUserId: slackUser().exactOptional().describe("The person's Slack member id."),
    screen: flag()
      .default(true)
      .describe('Whether the person has to press 1 before the caller is put through.'),
  });
}

function voicemail() {
  return record({
    greeting: sentence(['line']).default(GREETING).describe('Spoken before the tone.'),
    maxSeconds: whole(5, 600, 'seconds')
      .default(120)
      .describe('Longest message, in seconds; at most 120 while transcribe is true.'),
    transcribe: flag().default(true).describe('Whether Twilio writes the message down (English only).'),
  })
    .prefault({})
    .describe('What happens when nobody takes the call.');
}

function texts() {
  const fields = Object.entries(TEXTS).map(([key, { standard, placeholders, about, mayBeEmpty }]) => [
    key,
    sentence(placeholders, mayBeEmpty).default(standard).describe(about),
  ]);
  return record(Object.fromEntries(fields) as Record<TextKey, z.ZodDefault<z.ZodString>>)
    .prefault({})
    .describe('Other wordings for what the line says; a text left out keeps its standard wording.');
}

function slack() {
  const allow = z
    .union([z.literal('channel'), list(slackUser(), 'Slack member ids')], {
      error: '"channel" or a list of Slack member ids',
    })
    .default('channel')
    .describe('Who may act from Slack: the members of the dispatch channel, or these members only.');
  return record({ allow }).prefault({}).describe('Who may do what in Slack.');
}

function limits() {
  const code = { error: 'a country code of two capital letters such as US' };
  const country = z.string(code).refine((text) => isCountry(text), code);
  return record({
    countries: list(country, 'country codes', 1)
      .default(['US', 'CA'])
      .describe(
        'Where texts may go (ISO 3166 alpha-2). Numbers in this file without a country code belong to the first.',
      ),
    autoTextsPerHour: whole(0, 10_000, 'texts an hour')
      .default(30)
      .describe('Most automatic texts in an hour.'),
    outboundPerHour: whole(1, 100_000, 'texts an hour')
      .default(200)
      .describe('Most texts of all kinds in an hour.'),
  })
    .prefault({})
    .describe('What stops a mistake or an abuse from becoming expensive.');
}

function crewMember(country: CountryCode) {
  return record({
    id: id().describe('As jobs name it in crewIds.'),
    name: name().describe('The name that colleagues see.'),
    phone: phone(country).describe("The crew's phone; it cannot be a dispatcher's."),
  });
}

/** Two fields under one name would overwrite each other. */
function jobFields() {
  const rule = { error: 'names that are each used once, with no other field of a job called so' };
  const called = z.string({ error: 'a name of 1 to 60 characters' }).regex(/^\S[^\p{Cc}]{0,59}$/u, {
    error: 'a name of 1 to 60 characters',
  });
  const fields = Object.fromEntries(JOB_FIELD_NAMES.map((name) => [name, called.exactOptional()]));
  return record(fields as Record<keyof Job, z.ZodExactOptional<typeof called>>)
    .refine((map) => {
      const names = JOB_FIELD_NAMES.map((name) => map[name] ?? name);
      return new Set(names).size === names.length;
    }, rule)
    .default({})
    .describe('What fields of a job are called in the file, where that is not their own name.');
}

function jobs(country: CountryCode) {
  return record({
    claimWithinMinutes: whole(6, MOST_MINUTES, 'minutes; Twilio schedules a text no sooner')
      .default(10)
      .describe('An assigned job that nobody has claimed by then is escalated, in minutes.'),
    completeWithinMinutes: whole(6, MOST_MINUTES, 'minutes')
      .default(480)
      .describe('A job is overdue after this many minutes.'),
    stakeholders: list(phone(country), 'phone numbers')
      .default([])
      .describe('Phones that hear of every completed job.'),
    publishContacts: flag()
      .default(false)
      .describe("Whether customers' phones may stand in the public job file."),
    fields: jobFields(),
  })
    .prefault({})
    .describe('Deadlines and listeners of jobs.');
}
