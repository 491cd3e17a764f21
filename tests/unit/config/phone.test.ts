import { isFictional, toE164 } from '../../../src/config/phone';

describe('a phone number', () => {
  it.each([
    ['(202) 555-0123', 'US', '+12025550123'],
    ['+15550100001', 'US', '+15550100001'],
    ['555 010 0001', 'CA', '+15550100001'],
    ['+1 416 555 0188', 'DE', '+14165550188'],
    ['030 23125 000', 'DE', '+493023125000'],
  ] as const)('%s in %s is %s', (text, country, phone) => {
    expect(toE164(text, country)).toBe(phone);
  });

  it.each([
    ['12'],
    ['call me'],
    ['Sergio +12025550123'],
    ['+12025550123 ext. 7'],
    // Possible by its length, but no such area code.
    ['+1 111 555 1234'],
    ['+1555010'],
    ['911'],
  ])('is not %j', (text) => {
    expect(toE164(text, 'US')).toBeUndefined();
  });

  it('is fictional in area code 555 and as 555-01xx anywhere in North America', () => {
    expect(['+15550100001', '+12025550199'].map(isFictional)).toEqual([true, true]);
    expect(['+12025550200', '+442025550123', '+155501000012'].map(isFictional)).toEqual([
      false,
      false,
      false,
    ]);
  });
});
