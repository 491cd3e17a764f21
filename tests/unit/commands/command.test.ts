import fc from 'fast-check';
import { readCommand, type CommandFacts } from '../../../src/commands/command';
import type { Dispatcher } from '../../../src/config/dispatch';
import { isE164 } from '../../../src/cascade/caller';
import { LINE, SERGIO, team } from './bench';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const hours = (count: number) => NOW + count * 3_600_000;
const CUSTOMER = '+15550100123';

const config = { ...team(), crew: [{ id: 'crew-7', name: 'Crew 7', phone: '+15550100107' }] };
const facts: CommandFacts = { config, line: LINE, now: NOW, self: 'sergio' };
const read = (text: string, others: Partial<CommandFacts> = {}) => readCommand(text, { ...facts, ...others });
const message = (text: string, others: Partial<CommandFacts> = {}): string => {
  const command = read(text, others);
  if (command.kind !== 'wrong') throw new Error(`${text} is ${command.kind}`);
  return command.message;
};

describe('who is set, and until when', () => {
  test.each([
    ['away 2h', 'sergio', 'offline', 2],
    ['AWAY 2H', 'sergio', 'offline', 2],
    ['off 2h', 'sergio', 'offline', 2],
    ['away', 'sergio', 'offline', 12],
    ['away until 16:30', 'sergio', 'offline', 4.5],
    ['dnd 45m', 'sergio', 'dnd', 0.75],
    ['dnd 30', 'sergio', 'dnd', 0.5],
    ['on', 'sergio', 'online', 0],
    ['back', 'sergio', 'online', 0],
    ['away 2h me', 'sergio', 'offline', 2],
    ['away 2h backup', 'backup', 'offline', 2],
    ['away 2h Backup', 'backup', 'offline', 2],
    ['away 2h @backup', 'backup', 'offline', 2],
    ['backup away 2h', 'backup', 'offline', 2],
    ['away backup 2h', 'backup', 'offline', 2],
    ['away backup until 16:30', 'backup', 'offline', 4.5],
    ['away until 16:30 backup', 'backup', 'offline', 4.5],
    ['away 2h for backup', 'backup', 'offline', 2],
    ['away for 2h for backup', 'backup', 'offline', 2],
    ['away for backup for 2h', 'backup', 'offline', 2],
    ['away backup', 'backup', 'offline', 12],
    ['on backup', 'backup', 'online', 0],
    ['backup on', 'backup', 'online', 0],
    ['away 2h <@U0BACKUP01>', 'backup', 'offline', 2],
    ['<@U0BACKUP01|anything> dnd 2h', 'backup', 'dnd', 2],
  ])('%j sets %s', (text, who, status, length) => {
    expect(read(text)).toEqual({ kind: 'set-availability', who, status, until: hours(length) });
  });

  test('a name of several words is found', () => {
    const marie: Dispatcher = { id: 'marie', name: 'Ana Marie', phone: '+15550100009', screen: true };
    const dispatchers = [...config.dispatchers, marie];
    const set = read('away ana marie until 13:00', { config: { ...config, dispatchers } });
    expect(set).toMatchObject({ who: 'marie', until: hours(1) });
  });

  test('a name that two people have means neither', () => {
    const other: Dispatcher = { id: 'ana-2', name: 'Ana', phone: '+15550100009', screen: true };
    const twice = { config: { ...config, dispatchers: [...config.dispatchers, other] } };
    expect(message('away 2h ana', twice)).toMatch(/Several people.*ana-2/);
    expect(message('ana away 2h', twice)).toMatch(/Several people/);
    expect(read('away 2h ana-2', twice)).toMatchObject({ who: 'ana-2' });
  });

  test('who is no dispatcher can set others only', () => {
    expect(message('away 2h', { self: null })).toMatch(/Slack id is not in the routing file/);
    expect(message('away me 2h', { self: null })).toMatch(/do not know what “me 2h” is/);
    expect(read('away 2h backup', { self: null })).toMatchObject({ who: 'backup' });
  });

  test.each([
    ['away soon', /what “soon” is\. Write 2h, 45m.*sergio, backup/],
    ['away 2h bob', /what “2h bob” is/],
    ['away 40d backup', /more than 31 days/],
    ['away until today 11:00', /no time at all/],
    ['on 16:30', /takes no time.*away until 16:30/],
    ['back at 16:30', /takes no time/],
    ['<@U0NOBODY99> away 2h', /no dispatcher of this line.*sergio/],
    ['away 2h <@U0NOBODY99|x>', /I do not know what “2h @x” is/],
    ['hello', /I do not know “hello”\. Write one of: on, away/],
    ['sergio', /I do not know “sergio”/],
    ['constructor', /I do not know/],
    [`away ${'2h '.repeat(20)}`, /I do not know “away”/],
    ['x'.repeat(500), /“x{60}…”/],
    ['a&lt;b', /“a<b”/],
  ])('%j is wrong, and it is said what to write', (text, expected) => {
    expect(message(text)).toMatch(expected);
  });
});

test.each([
  ['', 'help'],
  ['help', 'help'],
  ['?', 'help'],
  ['who', 'who'],
  ['WHO', 'who'],
  [' status ', 'status'],
])('%j is %s', (text, kind) => expect(read(text)).toEqual({ kind }));

describe('a text to a customer', () => {
  test.each([
    ['text +15550100123 We are here', 'We are here'],
    ['text +1 555 010 0123 We are here', 'We are here'],
    ['text (555) 010-0123 We are here', 'We are here'],
    ['text 555.010.0123, We are here', 'We are here'],
    ['text \u202a+1 555\u2011010\u20110123\u202c: We are here', 'We are here'],
    ['text <tel:+15550100123|(555) 010-0123> We are here', 'We are here'],
    ['text +15550100123\nWe are here', 'We are here'],
    ['text +1 555 010 0123 12 loads today', '12 loads today'],
    ['text +15550100123 12th street', '12th street'],
    ['text +15550100123 :wave: hi', ':wave: hi'],
    ['text +1 555 010 0123 - hi', '- hi'],
    ['text +15550100123 Tom &amp; Ann &lt;3', 'Tom & Ann <3'],
    ['text +15550100123 &amp;lt;', '&lt;'],
    ['text +15550100123 “fine”', '“fine”'],
    ['text +15550100123 see <https://example.com>', 'see https://example.com'],
    ['text +15550100123 one\n\ntwo', 'one\n\ntwo'],
  ])('%j', (text, body) => {
    expect(read(text)).toEqual({ kind: 'text', phone: CUSTOMER, body });
  });

  test('1600 characters are the most', () => {
    expect(read(`text ${CUSTOMER} ${'a'.repeat(1600)}`)).toMatchObject({ kind: 'text' });
    expect(message(`text ${CUSTOMER} ${'a'.repeat(1601)}`)).toMatch(/1601 characters, and 1600/);
  });

  test.each([
    ['text', /no phone number\. Write: text \+1/],
    ['text hello', /no phone number/],
    ['text 12345 hello', /no phone number/],
    ['text +15550100123x hello', /no phone number/],
    ['text +15550100123', /no text/],
    ['text +15550100123 \u200b', /no text/],
    ['text +15550100123 // internal', /Take the \/\/ away/],
    ['text +15550100123 hello\n// internal', /Take them out/],
    ['text +15550100001 hello', /phone of Sergio, who is no customer/],
    ['text +15550100107 hello', /phone of Crew 7/],
    [`text ${LINE} hello`, /number of the line itself/],
    // In Germany both are numbers: nobody can tell for whom the text is.
    ['text +49 30 123456 78 loads', /where that number ends.*without blanks/],
    ['text +4915228817386 hello', /country DE.*“limits\.countries”.*US, CA/],
    ['text +493023125123 hello', /country DE/],
    ['text +80000000000 hello', /no country.*“limits\.countries”/],
    ['text +19005550123 hello', /premium/],
  ])('%j goes nowhere', (text, expected) => expect(message(text)).toMatch(expected));

  test('the routing file says where texts may go; landlines get none anywhere', () => {
    const abroad = { config: { ...config, limits: { ...config.limits, countries: ['US', 'DE', 'GB'] } } };
    expect(read('text +4915228817386 hello', abroad)).toMatchObject({
      kind: 'text',
      phone: '+4915228817386',
    });
    expect(message('text +442079460123 hello', abroad)).toMatch(/landline/);
    expect(read('text +18005550199 hello', abroad)).toMatchObject({ kind: 'text' });
  });
});

describe('a customer’s name', () => {
  test.each([
    ['name +15550100123 Ana', 'Ana'],
    ['name (555) 010-0123 Ana  Maria', 'Ana Maria'],
    ['name +15550100123 “Ana Maria”', 'Ana Maria'],
    ['name +15550100123 "Ana"', 'Ana'],
    ['name +15550100123 Ana\nMaria', 'Ana Maria'],
    ['name +15550100123 Tom &amp; Ann', 'Tom & Ann'],
    ['name +15550100123 Ana\u202eevil', 'Ana evil'],
  ])('%j', (text, name) => {
    expect(read(text)).toEqual({ kind: 'name', phone: CUSTOMER, name });
  });

  test.each([
    ['name +15550100123', /no name/],
    ['name +15550100123 ""', /no name/],
    ['name Ana', /no phone number/],
    [`name ${CUSTOMER} ${'a'.repeat(61)}`, /at most 60/],
    ['name +15550100001 Ana', /phone of Sergio/],
  ])('%j is wrong', (text, expected) => {
    expect(message(text)).toMatch(expected);
  });

  test('60 characters count as people count them', () => {
    expect(read(`name ${CUSTOMER} ${'👋'.repeat(60)}`)).toMatchObject({ name: '👋'.repeat(60) });
  });
});

const word = fc.constantFrom(
  'away',
  'on',
  'dnd',
  'back',
  'text',
  'name',
  'until',
  'for',
  '2h',
  '16:30',
  '30',
  'tomorrow',
  'mon',
  'backup',
  'sergio',
  'me',
  '<@U0BACKUP01>',
  '<@',
  '>',
  '&lt;',
  '+1',
  '555',
  '0100',
  '0123',
  '+15550100123',
  '//',
  '\n',
  '“',
  '”',
  '__proto__',
  '\u200b',
);
const anything = fc.oneof(
  fc.array(word, { maxLength: 15 }).map((words) => words.join(' ')),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
);

test('nothing that can be typed makes it fail, and what comes out can be carried out', () => {
  fc.assert(
    fc.property(anything, fc.constantFrom(null, 'sergio'), (text, self) => {
      const command = read(text, { self });
      if (command.kind === 'set-availability') {
        expect(config.dispatchers.map(({ id }) => id)).toContain(command.who);
        expect(command.until).toBeGreaterThanOrEqual(NOW);
        expect(command.until).toBeLessThanOrEqual(hours(31 * 24));
      }
      if (command.kind === 'text') {
        expect(isE164(command.phone)).toBe(true);
        expect(command.body.length).toBeLessThanOrEqual(1600);
        expect(command.body.trim()).not.toBe('');
      }
      if (command.kind === 'name') expect(command.name).toMatch(/^[^\n\r\u2028]{1,120}$/u);
      if (command.kind === 'wrong') expect(command.message.length).toBeGreaterThan(10);
    }),
    { numRuns: 2_000 },
  );
});

test('a mention means who has that Slack id, and nobody else', () => {
  expect(read(`away 2h <@${SERGIO}>`, { self: 'backup' })).toMatchObject({ who: 'sergio' });
  expect(message('away 2h <@undefined>')).toMatch(/I do not know/);
});
