import { isE164, readCaller, shorten, spellOut } from '../../../src/cascade/caller';

describe('who is calling', () => {
  test.each(['+12025550123', '+4915550123456'])('%s is a number', (from) => {
    expect(readCaller(from)).toEqual({ kind: 'number', phone: from });
  });

  test.each([
    '',
    'anonymous',
    'Restricted',
    '+266696687',
    '+7378742833',
    '+86282452253',
    'sip:a@example.com',
    '+0123',
    '+8656696',
    '+2562533',
    '+1266696687',
    '+17378742833',
    '+12562533',
    '+18656696',
    '+442562533',
    '+186282452253',
  ])('%p counts as withheld', (from) => {
    expect(readCaller(from)).toEqual({ kind: 'withheld' });
  });

  test.each(['12025550123', '+1 202 555 0123', '+123456', '+1234567890123456'])(
    '%p is not E.164',
    (value) => {
      expect(isE164(value)).toBe(false);
    },
  );

  test('a number is shortened to its last four digits', () => {
    expect(shorten('+12025550123')).toBe('…0123');
    expect(shorten('911')).toBe('…');
  });

  test.each([
    ['+12025550123', '2 0 2, 5 5 5, 0 1 2 3'],
    ['+491555012', '4 9 1 5 5 5 0 1 2'],
  ])('%s is spoken as %s', (phone, spoken) => {
    expect(spellOut(phone)).toBe(spoken);
  });
});
