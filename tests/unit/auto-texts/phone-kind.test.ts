import fc from 'fast-check';
import { getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { countryOf, phoneKindOf } from '../../../src/auto-texts/phone-kind';

/**
 * Numbers outside North America are those that regulators have set aside for films.
 * @see https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
 */
test.each([
  // Fictional numbers count as mobile phones; area code 555 belongs to no country and counts as the United States.
  ['+15550100001', 'mobile', 'US'],
  ['+12025550123', 'mobile', 'US'],
  ['+16045550123', 'mobile', 'CA'],
  // No number of Barbados begins with 555, so only its area code tells the country.
  ['+12465550123', 'mobile', 'BB'],
  ['+18005550199', 'toll-free', 'US'],
  ['+19005550123', 'premium', 'US'],
  // Personal numbers forward anywhere.
  ['+15005550123', 'premium', 'US'],
  ['+442079460123', 'landline', 'GB'],
  ['+443069990123', 'landline', 'GB'],
  ['+448081570123', 'toll-free', 'GB'],
  ['+449098790123', 'premium', 'GB'],
  ['+4915228817386', 'mobile', 'DE'],
  ['+61491570156', 'mobile', 'AU'],
  // International freephone belongs to no country.
  ['+80000000000', 'toll-free', null],
  ['+11115550000', 'unknown', null],
  ['+442025550123', 'unknown', null],
  ['911', 'short-code', null],
  ['24273', 'short-code', null],
  ['12345678', 'short-code', null],
  ['12', 'withheld', null],
  ['', 'withheld', null],
  ['anonymous', 'withheld', null],
  ['Restricted', 'withheld', null],
  ['+266696687', 'withheld', null],
  ['2025550123', 'withheld', null],
  ['+24273', 'withheld', null],
])('%j is %s in %s', (phone, kind, country) => {
  expect([phoneKindOf(phone), countryOf(phone)]).toEqual([kind, country]);
});

test('the plan of North America does not tell mobile phones from landlines', () => {
  const phone = getExampleNumber('DO', examples)!.number;
  expect([phoneKindOf(phone), countryOf(phone)]).toEqual(['mobile-or-landline', 'DO']);
});

test('whatever comes as a sender has a kind, and what no plan has given out has no country', () => {
  const digits = fc.integer({ min: 1_000_000, max: 999_999_999_999_999 });
  const sender = fc.oneof(
    fc.string(),
    digits.map((number) => `+${number}`),
  );
  fc.assert(
    fc.property(sender, (phone) => {
      const [kind, country] = [phoneKindOf(phone), countryOf(phone)];
      expect(typeof kind).toBe('string');
      if (['unknown', 'withheld', 'short-code'].includes(kind)) expect(country).toBeNull();
    }),
  );
});
