import fc from 'fast-check';
import { segmentsOf } from '../../../src/conversations/segments';
import { crewNames, jobText, textKeyOf, type JobTextFacts, type JobWords } from '../../../src/jobs/texts';
import { JOB_TEXTS, type JobTextKey } from '../../../src/config/job-texts';
import type { Notification, ToldKind } from '../../../src/jobs/told';

const KEYS = Object.keys(JOB_TEXTS) as JobTextKey[];
const words = Object.fromEntries(KEYS.map((key) => [key, JOB_TEXTS[key].standard])) as JobWords;
const link = 'https://relay-1234-live.twil.io/claim?t=AWoQ3dAGY3Jldy03Si0xMDQyq83vASNFZ4mrze8BI0VniQ';
const facts: JobTextFacts = {
  line: 'QDN dispatch',
  job: { id: 'J-1042', title: 'Two sofas', address: '1200 Alder St' },
  link,
  code: '7',
};
const body = (key: JobTextKey, more: Partial<JobTextFacts> = {}, wording = words) =>
  jobText(key, wording, { ...facts, ...more }).body;

test.each<[JobTextKey, Partial<JobTextFacts>, string]>([
  [
    'jobAssigned',
    {},
    `QDN dispatch: new job: Two sofas, 1200 Alder St. Take it or pass: ${link} Or reply OK 7 to take it, NO 7 to pass.`,
  ],
  [
    'jobHandedToYou',
    { from: ['Crew 8'] },
    `QDN dispatch: Crew 8 hands you a job: Two sofas, 1200 Alder St. Take it or pass: ${link} Or reply OK 7 to take it, NO 7 to pass.`,
  ],
  [
    'jobNotClaimed',
    { crew: ['Crew 7', 'Crew 8', 'Crew 9'], minutes: 10 },
    'QDN dispatch: nobody took this job in 10 min: Two sofas, 1200 Alder St. Asked: Crew 7, Crew 8 and Crew 9. Call them, or give it to others.',
  ],
  [
    'jobClaimed',
    { crew: ['Crew 7'], time: '16:30' },
    'QDN dispatch: claimed by Crew 7 at 16:30: Two sofas, 1200 Alder St. Nothing is left to do.',
  ],
  [
    'jobAbandoned',
    {},
    'QDN dispatch: the crew gave this job back: Two sofas, 1200 Alder St. Give it to others.',
  ],
  ['jobOnTheWay', {}, 'QDN dispatch: we are on our way to you.'],
  ['jobCancelledCrew', {}, 'QDN dispatch: cancelled: Two sofas, 1200 Alder St. Do not go there.'],
])('%s', (key, more, expected) => expect(body(key, more)).toBe(expected));

test('every standard wording is plain GSM-7, uses only its placeholders, and fills them all', () => {
  for (const key of KEYS) {
    const used = [...JOB_TEXTS[key].standard.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(JOB_TEXTS[key].placeholders).toEqual(expect.arrayContaining(used));
    const text = jobText(key, words, { ...facts, minutes: 10, time: '16:30' });
    expect(text.segments.encoding).toBe('GSM-7');
    expect(text.segments.count).toBeLessThanOrEqual(2);
    expect(text.body).not.toMatch(/[{}]/);
  }
});

test('customers get no words of the job', () => {
  for (const key of ['jobOnTheWay', 'jobCompleted', 'jobCancelledCustomer'] as const) {
    expect(body(key)).not.toMatch(/sofas|Alder|J-1042/);
    expect(JOB_TEXTS[key].placeholders).not.toContain('job');
  }
});

test.each<[string, JobTextFacts['job'], string]>([
  ['no address', { id: 'J-1', title: 'Two sofas' }, 'Two sofas'],
  ['nothing but an id', { id: 'J-1', title: ' ' }, 'J-1'],
  ['lines and tabs', { id: 'J-1', title: 'Two\r\nsofas\t.' }, 'Two sofas '],
  ['what turns the direction', { id: 'J-1', title: 'Two \u202esofas\u2069!' }, 'Two sofas !'],
  ['placeholders', { id: 'J-1', title: '{link} {line}' }, '{link} {line}'],
  ['a full stop', { id: 'J-1', title: 'Two sofas', address: 'Alder St.' }, 'Two sofas, Alder St'],
])('a job with %s', (_name, job, expected) => {
  expect(body('jobCancelledCrew', { job })).toBe(`QDN dispatch: cancelled: ${expected}. Do not go there.`);
});

test('without a code none is offered, nor where the owner wants none', () => {
  const { code: _, ...uncoded } = facts;
  const end = `Take it or pass: ${link}`;
  expect(jobText('jobAssigned', words, uncoded).body.endsWith(end)).toBe(true);
  expect(body('jobAssigned', {}, { ...words, jobCodes: '' }).endsWith(end)).toBe(true);
});

test.each([
  ['has none', 'New job: {job}.', `New job: Two sofas, 1200 Alder St. ${link}`],
  ['glues it to words', 'New:{link}.{job}', `New: ${link} .Two sofas, 1200 Alder St`],
  ['puts it first', '{link}: {job}', `${link} : Two sofas, 1200 Alder St`],
])('a wording that %s still has the link, apart from other words', (_name, wording, expected) => {
  expect(body('jobAssigned', {}, { ...words, jobAssigned: wording, jobCodes: '' })).toBe(expected);
});

test('long words of the job are cut where the third segment ends, and no earlier', () => {
  const title = 'Very long title '.repeat(60);
  const { body: text, segments } = jobText('jobAssigned', words, { ...facts, job: { id: 'J-1', title } });
  expect(segments.count).toBe(3);
  expect(text).toContain('...');
  expect(text.endsWith(link)).toBe(true);
  expect(text).not.toContain('....');
  expect(text.length).toBeGreaterThan(440);
});

test.each([
  ['Reparación de la puerta', 'QDN dispatch', 'Reparacion de la puerta'],
  ['Bob’s “front” door — stuck…', 'QDN dispatch', 'Bob\'s "front" door - stuck...'],
  ['🛋 Two sofas', 'Bob’s Plumbing & Heating Service 🔧', 'Two sofas'],
  ['Tür klemmt\u00a0heute', 'Café', 'Tür klemmt heute'],
])('%s for %s is one plain text with the whole job', (title, line, expected) => {
  const job = { id: 'J-1', title, address: '1200 Alder St' };
  const { body: text, segments } = jobText('jobAssigned', words, { ...facts, line, job });
  expect(segments).toMatchObject({ encoding: 'GSM-7', count: 2 });
  expect(text).toContain(`${expected}, 1200 Alder St. Take it`);
});

test('a job in another script keeps its title and address; the reply code goes first', () => {
  const title = 'Починить входную дверь, стучать громко';
  const { body: text } = jobText('jobAssigned', words, {
    ...facts,
    line: 'Л'.repeat(60),
    job: { id: 'J-1', title, address: '1200 Alder St' },
  });
  expect(text).toContain(`${title}, 1200 Alder St`);
  expect(text).toContain(link);
});

test('one emoji costs words of the job, never the link', () => {
  const title = `🛋 ${'Two sofas and a table '.repeat(20)}`;
  const { body: text, segments } = jobText('jobAssigned', words, { ...facts, job: { id: 'J-1', title } });
  expect(segments.count).toBeLessThanOrEqual(3);
  expect(text.split(' ')).toContain(link);
});

test('a wording that is too long for Twilio goes without codes', () => {
  const long = { ...words, jobAssigned: `${'x'.repeat(990)} {link}`, jobCodes: 'y'.repeat(900) };
  const { body: text } = jobText('jobAssigned', long, facts);
  expect(text.length).toBeLessThanOrEqual(1600);
  expect(text.endsWith(` ${link}`)).toBe(true);
});

test('whatever the job says, the link is whole, stands alone, and the segments are those of the text', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc.constantFrom('{link}', '$&', '$1', '{code}', link),
  );
  const job = fc.record({ id: fc.string(), title: anyText, address: anyText });
  const key = fc.constantFrom<JobTextKey>('jobAssigned', 'jobHandedToYou', 'jobReminder');
  fc.assert(
    fc.property(key, job, anyText, (which, present, from) => {
      const text = jobText(which, words, { ...facts, job: present, from: [from] });
      expect(text.body.split(/\s/)).toContain(link);
      expect(text.segments).toEqual(segmentsOf(text.body));
      expect(text.body).not.toMatch(/[\r\n]/);
      expect(text.body).toContain('Or reply OK 7 to take it, NO 7 to pass.');
    }),
  );
});

test.each<[ToldKind, Notification['to'], readonly string[], JobTextKey | null]>([
  ['assigned', { kind: 'crew', id: 'crew-7' }, [], 'jobAssigned'],
  ['handed-to-you', { kind: 'crew', id: 'crew-7' }, ['crew-8'], 'jobHandedToYou'],
  ['taken-off', { kind: 'crew', id: 'crew-7' }, [], 'jobTakenOff'],
  ['taken-off', { kind: 'crew', id: 'crew-7' }, ['crew-8'], 'jobHandedOn'],
  ['not-claimed', { kind: 'dispatchers' }, [], 'jobNotClaimed'],
  ['abandoned', { kind: 'dispatchers' }, [], 'jobAbandoned'],
  ['overdue', { kind: 'dispatchers' }, [], 'jobOverdue'],
  ['on-the-way', { kind: 'customer' }, [], 'jobOnTheWay'],
  ['completed', { kind: 'customer' }, [], 'jobCompleted'],
  ['completed', { kind: 'stakeholder', phone: '+15550100150' }, [], 'jobCompletedStakeholder'],
  ['cancelled', { kind: 'crew', id: 'crew-7' }, [], 'jobCancelledCrew'],
  ['cancelled', { kind: 'customer' }, [], 'jobCancelledCustomer'],
  ['claimed', { kind: 'dispatchers' }, [], null],
  ['handed-over', { kind: 'dispatchers' }, [], null],
  ['declined', { kind: 'dispatchers' }, [], null],
])('%s to %j (%j)', (kind, to, crews, key) => {
  expect(textKeyOf({ kind, to, crews, key: 'told-1' })).toBe(key);
});

test('a crew that has left the routing file goes by its id', () => {
  expect(crewNames([{ id: 'crew-7', name: 'Crew 7' }], ['crew-7', 'crew-99'])).toEqual(['Crew 7', 'crew-99']);
});
