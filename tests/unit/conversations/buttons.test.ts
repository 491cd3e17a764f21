import { buttonRow } from '../../../src/conversations/buttons';
import { baseOf, nextTry } from '../../../src/conversations/show-delivery';

test('a button carries the claim’s key, and its label is plain', () => {
  expect(buttonRow('put_out_again', 'Send it :again:', 'reply-1.2')).toEqual({
    type: 'actions',
    elements: [
      {
        type: 'button',
        action_id: 'put_out_again',
        text: { type: 'plain_text', text: 'Send it :again:', emoji: false },
        value: 'reply-1.2',
      },
    ],
  });
});

test.each([
  ['reply-1893456000.000100', 'reply-1893456000.000100-again-2'],
  ['reply-1893456000.000100-again-2', 'reply-1893456000.000100-again-3'],
  ['reply-1893456000.000100-again-9', 'reply-1893456000.000100-again-10'],
  ['command-1-again-2-x', 'command-1-again-2-x-again-2'],
])('after the try %s comes %s', (key, next) => {
  expect(nextTry(key)).toBe(next);
});

test('every try of a text leads back to the text itself', () => {
  let key = 'reply-1893456000.000100';
  const seen = new Set([key]);
  for (let number = 2; number <= 12; number += 1) {
    key = nextTry(key);
    expect(baseOf(key)).toBe('reply-1893456000.000100');
    seen.add(key);
  }
  expect(seen.size).toBe(12);
});
