import { hasBody, headersOf } from '../../../src/http/request';

const JSON_TYPE = 'application/json';
const POSTED = { 'content-type': `${JSON_TYPE}; charset=utf-8`, 'content-length': '12' };

describe('headers are taken only from a request as the platform makes it', () => {
  test.each([
    [{ headers: { a: 'b' }, cookies: {} }],
    [{ cookies: { c: 'd' }, headers: { a: 'b', cookie: 'c=d' } }],
  ])('%j', (request) => {
    expect(headersOf({ request, status: 'x' })).toBe(request.headers);
  });

  test.each<[unknown]>([
    [undefined],
    [null],
    ['x'],
    [['x']],
    [{ headers: { a: 'b' } }],
    [{ headers: { a: 'b' }, cookies: '' }],
    [{ headers: { a: 'b' }, cookies: [''] }],
    [{ headers: { a: 'b' }, cookies: { c: 'd' } }],
    [{ headers: { cookie: 'c=d' }, cookies: {} }],
    [{ headers: ['a'], cookies: {} }],
    [{ headers: 'a', cookies: {} }],
    [{ headers: { a: 'b' }, cookies: {}, method: 'POST' }],
  ])('none from %j', (request) => {
    expect(headersOf({ request })).toEqual({});
  });
});

test.each<[boolean, Record<string, unknown>]>([
  [true, POSTED],
  [true, { ...POSTED, 'content-type': 'Application/JSON' }],
  [false, { ...POSTED, 'content-type': 'application/json5' }],
  [false, { ...POSTED, 'content-type': 'application/x-www-form-urlencoded' }],
  [false, { ...POSTED, 'content-type': [JSON_TYPE, JSON_TYPE] }],
  [false, { ...POSTED, 'content-length': '0' }],
  [false, { ...POSTED, 'content-length': '-1' }],
  [false, { ...POSTED, 'content-length': ['12', '12'] }],
  [false, { 'content-type': JSON_TYPE }],
])('a body of JSON came along: %s with %j', (isBody, headers) => {
  expect(hasBody({ request: { headers, cookies: {} } }, JSON_TYPE)).toBe(isBody);
});
