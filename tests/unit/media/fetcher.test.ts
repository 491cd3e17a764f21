import type { IncomingMessage, ServerResponse } from 'node:http';
import { startLoopbackServer, type LoopbackServer } from '../../../simulator/loopback-server';
import { createMediaFetcher } from '../../../src/clients/media';
import { LIMITS } from '../../../src/media/types';

const zeros = '0'.repeat(32);
const PATH = `/2010-04-01/Accounts/AC${zeros}/Messages/MM${zeros}/Media/ME${zeros}`;
const KEY = `Basic ${Buffer.from('key:secret').toString('base64')}`;
const signal = new AbortController().signal;

type Answer = (response: ServerResponse, request: IncomingMessage) => void;
let twilio: LoopbackServer;
let files: LoopbackServer;
/** What arrived: host, path and credentials. */
let arrived: (string | undefined)[][];
let answers: Record<string, Answer>;

beforeEach(async () => {
  arrived = [];
  answers = {};
  const serve =
    (name: string) =>
    (request: IncomingMessage, response: ServerResponse): void => {
      const { url = '', headers } = request;
      arrived.push([name, url, headers.authorization]);
      const answer = answers[url];
      if (answer === undefined) response.writeHead(404).end();
      else answer(response, request);
    };
  [twilio, files] = [await startLoopbackServer(serve('twilio')), await startLoopbackServer(serve('files'))];
});
afterEach(() => Promise.all([twilio.close(), files.close()]));

const fetcher = (more: { baseUrl?: string; accountSid?: string; apiKey?: string } = {}) =>
  createMediaFetcher({
    apiKey: 'key',
    apiSecret: 'secret',
    accountSid: `AC${zeros}`,
    baseUrl: twilio.origin,
    ...more,
  });
const get = (url = twilio.origin + PATH) => fetcher().fetch(url, signal);
const redirectTo =
  (location: string): Answer =>
  (response) =>
    response.writeHead(307, { location }).end();
const picture: Answer = (response) => response.writeHead(200, { 'content-type': 'image/jpeg' }).end('jpeg');
const fetched = { kind: 'fetched', contentType: 'image/jpeg', content: Buffer.from('jpeg') };

test('a file is fetched with the API key', async () => {
  answers[PATH] = picture;
  expect(await get()).toEqual(fetched);
  expect(arrived).toEqual([['twilio', PATH, KEY]]);
});

test('Twilio’s own address is asked for at the base URL', async () => {
  answers[PATH] = picture;
  expect(await get(`https://api.twilio.com${PATH}`)).toEqual(fetched);
});

test('a redirect is followed without the key, even to the same host', async () => {
  answers[PATH] = redirectTo(`${files.origin}/a`);
  answers['/a'] = redirectTo(`${twilio.origin}/b`);
  answers['/b'] = redirectTo('/c');
  answers['/c'] = picture;
  expect(await get()).toEqual(fetched);
  expect(arrived).toEqual([
    ['twilio', PATH, KEY],
    ['files', '/a', undefined],
    ['twilio', '/b', undefined],
    ['twilio', '/c', undefined],
  ]);
});

test('a fourth redirect is not followed', async () => {
  answers[PATH] = answers['/a'] = redirectTo('/a');
  expect(await get()).toEqual({ kind: 'refused' });
  expect(arrived).toHaveLength(4);
});

test.each([
  ['another host', () => `https://api.twilio.example${PATH}`],
  ['another host that begins like Twilio’s', () => `https://api.twilio.com.example${PATH}`],
  ['another host behind a user name', () => `https://api.twilio.com@example.com${PATH}`],
  ['another port of this machine', () => files.origin + PATH],
  ['another account', () => twilio.origin + PATH.replace('AC0', 'AC1')],
  ['a message, and no file of it', () => `${twilio.origin}${PATH.replace(/\/Media.*/, '')}`],
  ['a path that leads elsewhere', () => `${twilio.origin}${PATH}/../../../../Calls`],
  ['the same, encoded', () => `${twilio.origin}${PATH}/%2e%2e/x`],
  ['Twilio without TLS', () => `http://api.twilio.com${PATH}`],
  ['no address', () => 'x'],
])('%s is not asked', async (_name, url) => {
  answers[PATH] = picture;
  expect(await get(url())).toEqual({ kind: 'refused' });
  expect(arrived).toEqual([]);
});

test.each([
  ['off this machine without TLS', 'http://203.0.113.1/a'],
  ['to a host whose name begins like this machine', 'http://127.0.0.1.example.com/a'],
  ['to another scheme', 'file:///etc/passwd'],
  ['to somewhere with credentials', 'https://user:password@example.com/a'],
  ['nowhere', 'http://'],
])('a redirect %s is not followed', async (_name, location) => {
  answers[PATH] = redirectTo(location);
  expect(await get()).toEqual({ kind: 'refused' });
});

test.each([404, 410])('%i says that the file is gone', async (status) => {
  answers[PATH] = (response) => response.writeHead(status).end();
  expect(await get()).toEqual({ kind: 'gone' });
});

test.each([200, 307])('a file of exactly 5 MB is taken, and one byte more is not (%i)', async (status) => {
  const send =
    (bytes: number, headers: object): Answer =>
    (response) =>
      response.writeHead(200, { 'content-type': 'image/png', ...headers }).end(Buffer.alloc(bytes));
  const path = status === 200 ? PATH : '/a';
  if (status === 307) answers[PATH] = redirectTo(`${files.origin}/a`);
  answers[path] = send(LIMITS.bytesIn, {});
  expect(await get()).toMatchObject({ kind: 'fetched', contentType: 'image/png' });
  answers[path] = send(LIMITS.bytesIn + 1, { 'content-length': LIMITS.bytesIn + 1 });
  expect(await get()).toEqual({ kind: 'too-large', bytes: LIMITS.bytesIn + 1 });
});

test('one that does not say how large it is, is not read to its end', async () => {
  const closed = new Promise((resolve) => {
    answers[PATH] = (response) => {
      response.on('close', resolve).writeHead(200);
      // It never ends.
      response.write(Buffer.alloc(LIMITS.bytesIn + 1));
    };
  });
  expect(await get()).toEqual({ kind: 'too-large', bytes: null });
  await closed;
});

test.each([
  ['refuses the key', (response: ServerResponse) => void response.writeHead(401).end()],
  ['answers 500', (response: ServerResponse) => void response.writeHead(500).end()],
  ['hangs up', (response: ServerResponse) => void response.destroy()],
  ['redirects to nothing', (response: ServerResponse) => void response.writeHead(302).end()],
])('when Twilio %s, asking again may help', async (_name, answer) => {
  answers[PATH] = answer;
  await expect(get()).rejects.toMatchObject({ code: 'twilio_unavailable' });
});

test('the signal ends it, half-way through the file too', async () => {
  const controller = new AbortController();
  answers[PATH] = (response) => {
    response.writeHead(200).write('half');
    controller.abort();
  };
  const aborted = fetcher().fetch(twilio.origin + PATH, controller.signal);
  await expect(aborted).rejects.toMatchObject({ code: 'twilio_unavailable' });
});

test('without an account nothing is asked, and nothing counts as refused', async () => {
  const asked = fetcher({ accountSid: '' }).fetch(twilio.origin + PATH, signal);
  await expect(asked).rejects.toMatchObject({ code: 'settings_missing' });
});
