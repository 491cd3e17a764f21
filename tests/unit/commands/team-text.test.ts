import fc from 'fast-check';
import { readTeamText } from '../../../src/commands/team-text';

const NOW = Date.parse('2026-11-20T20:00:00Z');
const hours = (count: number) => NOW + count * 3_600_000;
const read = (body: string) => readTeamText(body, NOW, 'America/Los_Angeles');

test.each([
  ['AWAY 2H', 'offline', hours(2)],
  ['away 2h', 'offline', hours(2)],
  ['Away until 16:30.', 'offline', hours(4.5)],
  ['AWAY', 'offline', null],
  ['Off 24h', 'offline', hours(24)],
  ['DND 30', 'dnd', hours(0.5)],
  [' dnd\u200b 30 min! ', 'dnd', hours(0.5)],
  ['BACK', 'online', null],
  ['Back!', 'online', null],
  ['on', 'online', null],
  ['Online', 'online', null],
])('%j sets the sender', (body, status, until) => {
  expect(read(body)).toEqual({ kind: 'set', status, until });
});

test.each([
  ['STATUS', { kind: 'status' }],
  ['status?', { kind: 'status' }],
  ['COMMANDS', { kind: 'help' }],
  ['?', { kind: 'help' }],
  ['12 We are on our way', { kind: 'coded', code: '12', text: 'We are on our way' }],
  ['#12 On our way', { kind: 'coded', code: '12', text: 'On our way' }],
  ['#12: On our way', { kind: 'coded', code: '12', text: 'On our way' }],
  ['12\nOn our way\nSee you', { kind: 'coded', code: '12', text: 'On our way\nSee you' }],
  ['12 STOP', { kind: 'coded', code: '12', text: 'STOP' }],
])('%j', (body, expected) => expect(read(body)).toEqual(expected));

test.each([
  ['AWAY 48H', /more than 24 hours/],
  ['away until 8', /Write 2h/],
  ['DND 9999', /Write 2h/],
  ['AWAY 2X', /Write 2h/],
  ['away 0', /no time at all/],
])('%j changes nothing and is answered with what to write', (body, message) => {
  expect(read(body)).toEqual({ kind: 'wrong', message: expect.stringMatching(message) as string });
});

test.each([
  'On my way',
  'Back in ten',
  'on it',
  'Off to lunch',
  'Away from the desk, ask Ana at 12 Main St',
  'status of job 7',
  'Please call the customer',
  '12',
  '12:30 at the yard',
  '12345 is the gate code',
  '',
  'constructor',
])('%j is talk', (body) => expect(read(body)).toEqual({ kind: 'talk' }));

// https://help.twilio.com/articles/223134027
const CARRIER_WORDS = [
  'STOP',
  'STOPALL',
  'UNSUBSCRIBE',
  'CANCEL',
  'END',
  'QUIT',
  'REVOKE',
  'OPTOUT',
  'START',
  'YES',
  'UNSTOP',
  'HELP',
  'INFO',
];

test.each(CARRIER_WORDS)('%s belongs to the carrier', (word) => {
  for (const body of [word, word.toLowerCase(), ` ${word}. `]) expect(read(body)).toEqual({ kind: 'talk' });
});

test('nothing that can be texted makes it fail, and nothing reaches further than 24 hours', () => {
  const word = fc.constantFrom(
    'AWAY',
    'dnd',
    'on',
    'BACK',
    'until',
    '2h',
    '48h',
    '16:30',
    '12',
    '#12',
    '\n',
    'tomorrow',
    'STOP',
    'x',
  );
  const body = fc.oneof(
    fc.array(word, { maxLength: 6 }).map((words) => words.join(' ')),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(body, (text) => {
      const command = read(text);
      if (command.kind !== 'set' || command.until === null) return;
      expect(command.until).toBeGreaterThan(NOW);
      expect(command.until).toBeLessThanOrEqual(hours(24));
    }),
    { numRuns: 2_000 },
  );
});

test('what is answered to a phone is plain enough for one SMS', () => {
  fc.assert(
    fc.property(fc.constantFrom('AWAY 48H', 'DND x1', 'away 0', 'off 1z'), (body) => {
      const command = read(body);
      expect(command.kind === 'wrong' && command.message).toMatch(/^[\x20-\x7e]{1,130}$/);
    }),
  );
});
