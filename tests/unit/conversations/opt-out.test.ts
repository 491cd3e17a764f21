import fc from 'fast-check';
import { optOutWordOf } from '../../../src/conversations/opt-out';

test.each([
  ['stop', ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT']],
  ['start', ['START', 'YES', 'UNSTOP']],
  ['help', ['HELP', 'INFO']],
])('the carriers’ words for %s, in any case and with blanks around them', (kind, words) => {
  for (const word of words) {
    const small = word.toLowerCase();
    for (const body of [word, small, ` ${word.charAt(0)}${small.slice(1)}\n`])
      expect(optOutWordOf({ body })).toBe(kind);
  }
});

test.each([
  '',
  ' ',
  'stop it',
  'please stop',
  'stop.',
  'STOP STOP',
  'yes please',
  'no',
  'opt out',
  'toString',
  '__proto__',
])('%j is an ordinary text', (body) => {
  expect(optOutWordOf({ body })).toBeNull();
});

test('a word with anything but blanks around it is an ordinary text', () => {
  const more = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '');
  const isAnother = (body: string): boolean => !['STOPALL', 'UNSTOP'].includes(body.trim().toUpperCase());
  fc.assert(
    fc.property(more, fc.boolean(), (text, isBefore) => {
      const body = isBefore ? `${text}STOP` : `STOP${text}`;
      fc.pre(isAnother(body));
      expect(optOutWordOf({ body })).toBeNull();
    }),
  );
});

test('Twilio’s own word on a message decides, in any language and also against the list', () => {
  expect(optOutWordOf({ body: 'ALTO', optOutType: 'stop' })).toBe('stop');
  expect(optOutWordOf({ body: 'STOP', optOutType: 'help' })).toBe('help');
});
