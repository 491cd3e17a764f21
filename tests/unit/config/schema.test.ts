import { readFileSync } from 'node:fs';
import { TEXTS } from '../../../src/config/texts';
import { checkDispatch } from '../../../src/config/schema';

type Json = Record<string, unknown>;

const sergio = { id: 'sergio', name: 'Sergio', phone: '+15550100001' };
const backup = { id: 'backup', name: 'Backup', phone: '+15550100002' };
const smallest = {
  line: { name: 'QDN dispatch', timeZone: 'America/Los_Angeles' },
  dispatchers: [sergio, backup],
  cascade: [{ ring: ['sergio'], timeout: 15 }],
};

/** Every problem of the smallest routing file with `changes`, as `path: what to write`. */
function problemsWith(changes: Json): Record<string, { wrong: string; write: string }> {
  const checked = checkDispatch({ ...smallest, ...changes });
  if (checked.ok) return {};
  return Object.fromEntries(checked.problems.map(({ path, wrong, write }) => [path, { wrong, write }]));
}

function pathsWith(changes: Json): string[] {
  return Object.keys(problemsWith(changes)).sort();
}

function configWith(changes: Json) {
  const checked = checkDispatch({ ...smallest, ...changes });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.config;
}

describe('the routing file', () => {
  it('needs the line, the dispatchers and the cascade; everything else has a default', () => {
    expect(configWith({ $schema: './dispatch.schema.json' })).toEqual({
      line: { ...smallest.line, callerId: 'caller' },
      dispatchers: [
        { ...sergio, screen: true },
        { ...backup, screen: true },
      ],
      cascade: [{ ring: ['sergio'], timeout: 15, evenIfUnavailable: false }],
      hours: null,
      voicemail: { greeting: expect.stringContaining('{line}') as string, maxSeconds: 120, transcribe: true },
      texts: Object.fromEntries(Object.entries(TEXTS).map(([key, rule]) => [key, rule.standard])),
      slack: { allow: 'channel' },
      limits: { countries: ['US', 'CA'], autoTextsPerHour: 30, outboundPerHour: 200 },
      crew: [],
      jobs: {
        claimWithinMinutes: 10,
        completeWithinMinutes: 480,
        stakeholders: [],
        publishContacts: false,
        fields: {},
      },
    });
  });

  it('accepts the committed example', () => {
    const example: unknown = JSON.parse(readFileSync('config/dispatch.example.json', 'utf8'));
    expect(checkDispatch(example)).toMatchObject({ ok: true });
  });

  it('reports what is missing in an empty file', () => {
    expect(checkDispatch({})).toEqual({
      ok: false,
      problems: [
        { path: 'line', wrong: 'is missing', write: 'an object with name, timeZone, callerId' },
        { path: 'dispatchers', wrong: 'is missing', write: 'a list of one or more people who can be rung' },
        { path: 'cascade', wrong: 'is missing', write: 'a list of one or more steps' },
      ],
    });
  });

  it.each([[null], [[]], ['text'], [7]])('refuses %j as a whole', (value) => {
    expect(checkDispatch(value)).toMatchObject({ ok: false, problems: [{ path: '' }] });
  });

  it('reports every problem at once, also between fields', () => {
    expect(
      pathsWith({
        line: { name: '', timeZone: 'Mars/Base' },
        dispatchers: [sergio, { ...backup, phone: '12' }, { ...sergio, name: 'Two\nlines' }],
        cascade: [{ ring: ['sergio', 'nobody', 'sergio'], timeout: 4 }],
        voicemail: { maxSeconds: 300 },
        jobs: { claimWithinMinutes: 5 },
      }),
    ).toEqual([
      'cascade[0].ring[1]',
      'cascade[0].ring[2]',
      'cascade[0].timeout',
      'dispatchers[1].phone',
      'dispatchers[2].id',
      'dispatchers[2].name',
      'dispatchers[2].phone',
      'jobs.claimWithinMinutes',
      'line.name',
      'line.timeZone',
      'voicemail.maxSeconds',
    ]);
  });

  it('still checks ids and phones when another part has the wrong type', () => {
    expect(pathsWith({ hours: {}, dispatchers: [sergio, { ...sergio, phone: backup.phone }] })).toEqual([
      'dispatchers[1].id',
      'hours.weekly',
    ]);
  });

  it('does not call every id unknown when the dispatchers cannot be read', () => {
    expect(pathsWith({ dispatchers: 'Sergio' })).toEqual(['dispatchers']);
  });

  it('names the known keys next to an unknown one', () => {
    expect(problemsWith({ dispatchers: [{ ...sergio, 'phone number': 1, mobile: 2 }] })).toEqual({
      'dispatchers[0]["phone number"]': {
        wrong: 'is not a known key',
        write: 'one of id, name, phone, slackUserId, screen, or leave it out',
      },
      'dispatchers[0].mobile': expect.anything() as object,
    });
    expect(problemsWith({ casade: [] })['casade']?.write).not.toContain('$schema');
  });

  it.each([['Sergio'], ['-sergio'], ['ser gio'], [''], ['a'.repeat(33)]])('refuses the id %j', (id) => {
    expect(pathsWith({ crew: [{ id, name: 'Crew', phone: '+15550100107' }] })).toEqual(['crew[0].id']);
  });

  it.each([['x'.repeat(61)], ['  '], ['bell\u0007'], [7]])('refuses the name %j', (name) => {
    expect(pathsWith({ line: { ...smallest.line, name } })).toEqual(['line.name']);
  });

  it.each([[4], [601], [15.5], ['15'], [null]])('refuses %j as the seconds of a step', (timeout) => {
    const { wrong, write } = problemsWith({ cascade: [{ ring: ['sergio'], timeout }] })[
      'cascade[0].timeout'
    ]!;
    expect(wrong).toBe(`is ${JSON.stringify(timeout)}`);
    expect(write).toBe('a whole number from 5 to 600 (seconds; Twilio rings about 5 s longer)');
  });

  it('rings at most ten people in a step and has at most ten steps', () => {
    const people = Array.from({ length: 11 }, (_, n) => ({
      id: `p${n}`,
      name: 'P',
      phone: `+155501001${n + 10}`,
    }));
    const ids = people.map(({ id }) => id);
    const steps = (count: number) => ids.slice(0, count).map((id) => ({ ring: [id], timeout: 5 }));
    const most = { dispatchers: people, cascade: [{ ring: ids.slice(0, 10), timeout: 5 }, ...steps(9)] };
    expect(pathsWith(most)).toEqual([]);
    expect(pathsWith({ ...most, cascade: [{ ring: ids, timeout: 5 }] })).toEqual(['cascade[0].ring']);
    expect(pathsWith({ ...most, cascade: steps(11) })).toEqual(['cascade']);
    expect(pathsWith({ cascade: [] })).toEqual(['cascade']);
    expect(pathsWith({ cascade: [{ ring: [], timeout: 5 }] })).toEqual(['cascade[0].ring']);
  });

  it('rings at most 30 phones in all steps together, because each is an entry of a stored document', () => {
    const dispatchers = Array.from({ length: 8 }, (_, index) => ({
      id: `d${index}`,
      name: `D${index}`,
      phone: `+1555010001${index}`,
    }));
    const step = { ring: dispatchers.map(({ id }) => id), timeout: 15 };
    expect(pathsWith({ dispatchers, cascade: [step, step, step] })).toEqual([]);
    expect(pathsWith({ dispatchers, cascade: [step, step, step, step] })).toEqual(['cascade']);
  });

  it('writes every phone as E.164, in the first country where none is given', () => {
    const { dispatchers, jobs } = configWith({
      dispatchers: [
        { ...sergio, phone: '(202) 555-0123' },
        { ...backup, phone: '+1 202-555-0124' },
      ],
      jobs: { stakeholders: ['202.555.0125'] },
    });
    expect(dispatchers.map(({ phone }) => phone)).toEqual(['+12025550123', '+12025550124']);
    expect(jobs.stakeholders).toEqual(['+12025550125']);
    const german = {
      dispatchers: [{ ...sergio, phone: '030 23125 000' }, backup],
      limits: { countries: ['DE'] },
    };
    expect(configWith(german).dispatchers[0]!.phone).toBe('+493023125000');
  });

  it('gives a phone to one person only, however it is written', () => {
    const both = [
      { ...sergio, phone: '(202) 555-0123' },
      { ...backup, phone: '+12025550123' },
    ];
    expect(problemsWith({ dispatchers: both })['dispatchers[1].phone']?.wrong).toBe(
      'is the phone of dispatchers[0] too',
    );
    expect(problemsWith({ crew: [{ id: 'crew-7', name: 'Crew', phone: backup.phone }] })).toEqual({
      'crew[0].phone': { wrong: 'is the phone of dispatchers[1] too', write: 'another number' },
    });
  });

  it('takes messages of up to 120 s with transcription and of up to 600 s without', () => {
    expect(pathsWith({ voicemail: { maxSeconds: 121 } })).toEqual(['voicemail.maxSeconds']);
    expect(pathsWith({ voicemail: { maxSeconds: 600, transcribe: false } })).toEqual([]);
    expect(pathsWith({ voicemail: { maxSeconds: 601, transcribe: false } })).toEqual([
      'voicemail.maxSeconds',
    ]);
    expect(pathsWith({ voicemail: { maxSeconds: 4 } })).toEqual(['voicemail.maxSeconds']);
  });

  it.each([
    ['empty', ''],
    ['of 1001 characters', 'x'.repeat(1001)],
    ["with another text's placeholder", 'Hello {caller}'],
    ['with a brace that is not closed', 'Hello {line'],
    ['with a brace that is not opened', 'Hello line}'],
    ['with nothing in braces', 'Hello {}'],
  ])('refuses a greeting %s', (_, greeting) => {
    expect(pathsWith({ voicemail: { greeting } })).toEqual(['voicemail.greeting']);
  });

  it('says once what to write, even when a field breaks its rule in several ways', () => {
    const checked = checkDispatch({ ...smallest, voicemail: { greeting: '{'.repeat(1001) } });
    expect(checked).toMatchObject({ ok: false, problems: [{ path: 'voicemail.greeting' }] });
    expect(
      problemsWith({ voicemail: { greeting: '{'.repeat(1001) } })['voicemail.greeting']?.wrong,
    ).toHaveLength(63);
  });

  it('knows the texts and what may stand in braces in each', () => {
    expect(configWith({ texts: { goodbye: 'Bye from {line}.' } }).texts.goodbye).toBe('Bye from {line}.');
    expect(pathsWith({ texts: { goodbye: 'Bye {caller}', hello: 'Hi', unavailable: '' } })).toEqual([
      'texts.goodbye',
      'texts.hello',
      'texts.unavailable',
    ]);
  });

  it('refuses a screening that could last long enough to be taken for a conversation', () => {
    const { wrong, write } = problemsWith({ texts: { screenPrompt: `{caller} ${'word '.repeat(40)}` } })[
      'texts.screenPrompt'
    ]!;
    expect(wrong).toBe('takes up to 35 s with the reminder and the time for pressing 1');
    expect(write).toContain('under 30 s');
  });

  it('knows countries, Slack members and job deadlines by their ranges', () => {
    expect(
      pathsWith({
        limits: { countries: ['US', 'us', 'ZZ'], autoTextsPerHour: -1, outboundPerHour: 0 },
        slack: { allow: ['U012ABCDEF', 'sergio'] },
        jobs: { claimWithinMinutes: 6, completeWithinMinutes: 50_401, publishContacts: 'no' },
      }),
    ).toEqual([
      'jobs.completeWithinMinutes',
      'jobs.publishContacts',
      'limits.autoTextsPerHour',
      'limits.countries[1]',
      'limits.countries[2]',
      'limits.outboundPerHour',
      'slack.allow[1]',
    ]);
    expect(configWith({ slack: { allow: ['U012ABCDEF'] } }).slack.allow).toEqual(['U012ABCDEF']);
    expect(problemsWith({ slack: { allow: 'everybody' } })['slack.allow']?.write).toBe(
      '"channel" or a list of Slack member ids',
    );
  });
});
