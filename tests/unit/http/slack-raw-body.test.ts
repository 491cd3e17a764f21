import { rawBodies } from '../../../src/http/slack/raw-body';
import { phpForm, phpJson } from '../../../simulator/slack/sign';
import { FORM_TYPE, JSON_TYPE } from '../../fixtures/slack/requests';

function textsOf(type: string, fields: Readonly<Record<string, unknown>>): string[] {
  const request = { headers: { 'content-type': type }, cookies: {} };
  return rawBodies({ request, relay_key: 'k', ...fields }).map(({ text }) => text);
}

test('JSON is encoded as PHP does first, then with slashes, characters or both left as they are', () => {
  expect(textsOf(JSON_TYPE, { text: 'a/é🚚"\\' })).toEqual([
    String.raw`{"text":"a\/\u00e9\ud83d\ude9a\"\\"}`,
    String.raw`{"text":"a/é🚚\"\\"}`,
    String.raw`{"text":"a\/é🚚\"\\"}`,
    String.raw`{"text":"a/\u00e9\ud83d\ude9a\"\\"}`,
  ]);
});

test('forms are encoded as PHP does, with the tilde either way', () => {
  expect(textsOf(FORM_TYPE, { 'a b': "~é'(x)*!", c: '' })).toEqual([
    'a+b=%7E%C3%A9%27%28x%29%2A%21&c=',
    'a+b=~%C3%A9%27%28x%29%2A%21&c=',
  ]);
});

test('names are encoded like values, in the order received', () => {
  expect(textsOf(JSON_TYPE, { 'é/': 1, b: [], a: {} })[0]).toBe(String.raw`{"\u00e9\/":1,"b":[],"a":{}}`);
  expect(textsOf(FORM_TYPE, { 'é/': '1', b: '', a: '2' })[0]).toBe('%C3%A9%2F=1&b=&a=2');
});

test('the runtime’s own request and our key are no part of the body', () => {
  expect(textsOf(JSON_TYPE, {})[0]).toBe('{}');
  expect(textsOf(FORM_TYPE, {})[0]).toBe('');
});

test('the signer of the stand-ins encodes as PHP does', () => {
  expect(
    phpJson({ a: '/"\\\b\f\n\r\t\u0001\u001f\u007f', b: [null, true, 1.5, {}], c: "<>&'é🚚\u2028" }),
  ).toBe(
    '{"a":"\\/\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f\u007f","b":[null,true,1.5,{}],"c":"<>&\'\\u00e9\\ud83d\\ude9a\\u2028"}',
  );
  expect(phpJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  expect(phpForm({ 'a b': '~é*\n', c: '' })).toBe('a+b=%7E%C3%A9%2A%0A&c=');
});
