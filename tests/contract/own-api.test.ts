import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  answersOf,
  examples,
  OWN_API,
  wrongInReply,
  wrongInRequest,
  type Exchange,
} from '../support/own-api';

const ROOT = resolve(__dirname, '../..');
const PATHS = Object.keys(OWN_API.paths);

/** Called by Twilio or Slack, or answered with pages. */
const OTHERS = /\.protected$|^slack-|^claim$/;

test('the file has every function that answers JSON to others than Twilio and Slack, and no other path', () => {
  const functions = readdirSync(resolve(ROOT, 'src/functions')).map((file) => file.replace(/\.ts$/, ''));
  const own = functions.filter((name) => !OTHERS.test(name)).map((name) => `/${name}`);
  expect([...PATHS].sort()).toEqual(own.sort());
});

test.each(examples().map(({ where, problems }) => [where, problems] as const))(
  'the example of %s is right',
  (_where, problems) => {
    expect(problems).toEqual([]);
  },
);

test('whoever needs a token is refused without one', () => {
  const open = PATHS.flatMap((path) =>
    Object.entries(OWN_API.paths[path]!).flatMap(([method, { security }]) => {
      const refuses = answersOf(path).includes(`${method} 401 unauthorized`);
      const needs = security.length > 0 && security.every((way) => Object.keys(way).length > 0);
      return needs === refuses ? [] : `${method} ${path}`;
    }),
  );
  expect(open).toEqual([]);
});

test('docs/api.md names every code, and no other', () => {
  const text = readFileSync(resolve(ROOT, 'docs/api.md'), 'utf8');
  const inFile = PATHS.flatMap(answersOf).flatMap((answer) => answer.split(' ')[2] ?? []);
  // In tables after the status, in sentences, too.
  const inText = [...text.matchAll(/\b[45]\d\d[ |]+`([a-z_]+)`/g)].map(([, code]) => code);
  expect([...new Set(inText)].sort()).toEqual([...new Set(inFile)].sort());
});

describe('what breaks the file is found', () => {
  const job = { id: '1', status: 'pending' };
  const made = { status: 201, contentType: 'application/json', body: { job, notifications: [] } };
  const exchange: Exchange = { method: 'post', path: '/jobs', query: {}, body: { id: '1' }, reply: made };
  const replied = (reply: Partial<Exchange['reply']>) =>
    wrongInReply({ ...exchange, reply: { ...made, ...reply } });

  test('nothing is found where nothing is wrong', () => {
    expect(wrongInReply(exchange)).toEqual([]);
    expect(wrongInRequest(exchange)).toEqual([]);
  });

  test.each([
    ['a status that it does not have', { status: 202 }, 'post /jobs does not answer 202'],
    ['another content type', { contentType: 'text/html' }, 'post /jobs does not answer text/html'],
    ['a missing field', { body: { job } }, "must have required property 'notifications'"],
    [
      'a field that it does not name',
      { body: { ...made.body, at: 1 } },
      'must NOT have additional properties at',
    ],
    [
      'a field deep inside that it does not name',
      { body: { ...made.body, job: { ...job, customer: { email: 'a' } } } },
      '/job/customer must NOT have additional properties email',
    ],
    [
      'a status of a job that there is not',
      { body: { ...made.body, job: { id: '1', status: 'lost' } } },
      '/job/status must be equal to one of the allowed values',
    ],
    [
      'a code of another status',
      { status: 409, body: { error: { code: 'not_found', message: 'x' } } },
      '/error/code must be equal to one of the allowed values',
    ],
  ])('%s', (_what, reply, problem) => {
    expect(replied(reply)).toContain(problem);
  });

  test.each([
    ['a field that it does not name', { body: { titel: 'x' } }],
    ['a line break in an id', { body: { id: 'a\nb' } }],
    ['a query that it does not name', { query: { page: '2' } }],
    ['another path', { path: '/job' }],
  ])('in a request: %s', (_what, change) => {
    expect(wrongInRequest({ ...exchange, ...change })).not.toEqual([]);
  });
});
