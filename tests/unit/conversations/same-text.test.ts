import { isSameText } from '../../../src/conversations/same-text';

test.each([
  ['It’s “done” – really…', 'It\'s "done" - really...'],
  [' two  words\n', 'two words'],
  ['10\u00a0am', '10 am'],
])('“%s” is the same text as “%s”', (one, other) => {
  expect(isSameText(one, other)).toBe(true);
});

test.each([
  ['OK', 'OK!'],
  ['ok', 'OK'],
  ['We come at 10', 'We come at 11'],
  ['👍', '👎'],
])('“%s” is another text than “%s”', (one, other) => {
  expect(isSameText(one, other)).toBe(false);
});
