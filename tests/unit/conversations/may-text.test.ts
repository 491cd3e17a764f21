import { whyNotTexted } from '../../../src/conversations/may-text';

test.each<[string, string | null]>([
  ['+12025550123', null],
  ['+16045550123', null],
  ['+18005550123', null],
  ['+19005550123', 'premium'],
  ['+4915228817386', 'limits.countries'],
  ['+442079460123', 'limits.countries'],
  ['+80000000000', 'limits.countries'],
  ['72345', 'no number'],
  ['anonymous', 'no number'],
])('%s: %s', (phone, why) => {
  const words = whyNotTexted(phone, ['US', 'CA']);
  if (why === null) expect(words).toBeNull();
  else expect(words).toContain(why);
});

test('another country’s numbers go where that country is one of ours; landlines get none anywhere', () => {
  expect(whyNotTexted('+442079460123', ['GB'])).toContain('landline');
  expect(whyNotTexted('+4915228817386', ['DE'])).toBeNull();
  expect(whyNotTexted('+12025550123', ['DE'])).toContain('DE');
});
