import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { callingCodeOf, isPossible } from '../../src/number-lengths';
import { isFictional } from '../../src/phone-numbers';

const phones = fc.stringMatching(/^\+[1-9]\d{6,14}$/);

test('a number that libphonenumber knows as given out is always possible', () => {
  fc.assert(
    fc.property(phones, (phone) => {
      const parsed = parsePhoneNumberFromString(phone);
      // Canada's 310-0000 to 310-9999 have no area code and can be dialled inside Canada only.
      const isLocal = phone.startsWith('+1') && phone.length === 9;
      fc.pre(parsed?.isValid() === true && parsed.number === phone && !isLocal);
      expect(isPossible(phone)).toBe(true);
    }),
    { numRuns: 5000 },
  );
});

test('what this table holds possible, libphonenumber does for some country of that code', () => {
  fc.assert(
    fc.property(phones, (phone) => {
      fc.pre(isPossible(phone) && !phone.startsWith('+1'));
      const parsed = parsePhoneNumberFromString(phone);
      expect(parsed?.countryCallingCode).toBe(callingCodeOf(phone.slice(1)));
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ['an area code that is in service and not in the data', '+18615550123', true],
  ['a fictional one', '+15550100001', true],
  ['Germany', '+4915550123456', true],
  ['an area code that begins with 1', '+11115551234', false],
  ['too short for North America', '+12562533', false],
  ['no such calling code', '+2101234567', false],
  ['no plus', '12065550123', false],
  ['nothing', '', false],
])('%s: %s is possible: %p', (_, phone, possible) => {
  expect(isPossible(phone)).toBe(possible);
});

test('fictional numbers are possible', () => {
  expect(isFictional('+15550100000') && isPossible('+15550100000')).toBe(true);
});
