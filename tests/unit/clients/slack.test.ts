import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { startLoopbackServer, type LoopbackServer } from '../../../simulator/loopback-server';
import { createSlack } from '../../../src/clients/slack';

/** What a fake Slack answers to one path. */
type Answer =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: string | object }
  | 'reset';

const signal = new AbortController().signal;
const THROWN = { code: 'slack_unavailable' };
const POSTED = { ok: true, ts: '2.1', message: { thread_ts: '1.1' } };
const file = { name: 'a.jpg', content: Buffer.from('jpeg'), threadTs: '1.1' };
let server: LoopbackServer;
let answers: Record<string, Answer>;
let requests: { path: string; form: URLSearchParams; headers: IncomingMessage['headers'] }[];

beforeEach(async () => {
  requests = [];
  answers = {};
  server = await startLoopbackServer((request, response) => void take(request, response));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await server.close();
});

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '';
  requests.push({ path, form: new URLSearchParams(await text(request)), headers: request.headers });
  const answer: Answer = answers[path] ?? refused('unknown_method');
  if (answer === 'reset') {
    response.destroy();
    return;
  }
  const { status = 200, headers = {}, body = '' } = answer;
  response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
}

const client = (origin = server.origin) =>
  createSlack({
    token: 'the-token',
    channelId: 'C0DISPATCH',
    teamId: 'T0LOCAL001',
    apiUrl: `${origin}/api/`,
  });
const postWith = (answer: Answer) => {
  answers['/api/chat.postMessage'] = answer;
  return client().post({ text: 'Hello', threadTs: '1.1' }, signal);
};
const refused = (error: string): Answer => ({ body: { ok: false, error } });

describe('A post is certainly not out', () => {
  test.each(['msg_blocks_too_long', 'is_archived', 'account_inactive', 'restricted_action'])(
    'when Slack refuses it with %s',
    async (error) => {
      expect(await postWith(refused(error))).toEqual({
        kind: 'not-posted',
        reason: `Slack refused it: ${error}.`,
        retryAfterMs: null,
      });
    },
  );

  test('when Slack says when to come again', async () => {
    expect(await postWith({ status: 429, headers: { 'retry-after': '7' } })).toMatchObject({
      kind: 'not-posted',
      retryAfterMs: 7000,
    });
  });

  test('when there is no connection', async () => {
    const { origin } = server;
    await server.close();
    expect(await client(origin).post({ text: 'Hello' }, signal)).toEqual({
      kind: 'not-posted',
      reason: 'Slack cannot be reached.',
      retryAfterMs: null,
    });
    server = await startLoopbackServer(() => undefined);
  });
});

describe('Nobody knows whether a post is out', () => {
  test.each([
    ['Slack does not know it itself', refused('internal_error')],
    ['Slack broke over it', refused('fatal_error')],
    ['Slack is down', refused('service_unavailable')],
    ['it took Slack too long', refused('request_timeout')],
    ['the answer names no message', { body: { ok: true } }],
    ['the answer is a web page', { body: '<html>' }],
    ['the answer is empty', { status: 200 }],
    [
      'it was a 500 that sounds like a refusal',
      { status: 500, body: { ok: false, error: 'not_in_channel' } },
    ],
    ['the answer leads elsewhere', { status: 302, headers: { location: '/api/elsewhere' } }],
    ['the limit does not say until when', { status: 429 }],
    ['the connection broke', 'reset'],
  ] satisfies [string, Answer][])('when %s', async (_name, answer) => {
    await expect(postWith(answer)).rejects.toMatchObject(THROWN);
    expect(requests.map(({ path }) => path)).toEqual(['/api/chat.postMessage']);
  });
});

test('a message goes to the dispatch channel, unfurls nothing, and carries who it is', async () => {
  answers['/api/chat.postMessage'] = { body: POSTED };
  const metadata = { kind: 'sms', id: 'sms-1' };
  const posted = await client().post({ text: 'Hi', threadTs: '1.1', broadcast: true, metadata }, signal);
  expect(posted).toEqual({ kind: 'posted', ts: '2.1', threadTs: '1.1' });
  const [{ form, headers } = requests[0]!] = requests;
  expect(headers.authorization).toBe('Bearer the-token');
  expect(Object.fromEntries(form)).toMatchObject({
    channel: 'C0DISPATCH',
    thread_ts: '1.1',
    reply_broadcast: 'true',
    unfurl_links: 'false',
    unfurl_media: 'false',
    metadata: JSON.stringify({ event_type: 'dispatch_relay', event_payload: metadata }),
  });
});

test.each([
  [1_893_456_010_500, '1893456000.5'],
  [0, '0'],
])('a look since %i begins ten seconds before, and never before all time', async (since, oldest) => {
  answers['/api/conversations.history'] = { body: { ok: true, messages: [] } };
  expect(await client().findPosted({ id: 'x', root: null, since }, signal)).toBeNull();
  expect(requests[0]?.form.get('oldest')).toBe(oldest);
});

test('a look ends at the last page, though Slack names a cursor still', async () => {
  const body = { ok: true, messages: [], has_more: false, response_metadata: { next_cursor: 'more' } };
  answers['/api/conversations.replies'] = { body };
  expect(await client().findPosted({ id: 'x', root: '1.1', since: 0 }, signal)).toBeNull();
  expect(requests).toHaveLength(1);
});

describe('A file', () => {
  const announced = (): Answer => ({
    body: { ok: true, upload_url: `${server.origin}/upload`, file_id: 'F0A' },
  });
  const uploadWith = (more: Record<string, Answer>) => {
    answers = {
      '/api/files.getUploadURLExternal': announced(),
      '/upload': { status: 200 },
      '/api/files.completeUploadExternal': { body: { ok: true } },
      ...more,
    };
    return client().upload(file, signal);
  };

  test('is announced, brought and shared', async () => {
    expect(await uploadWith({})).toEqual({ kind: 'shared' });
    const [announcing, , sharing] = requests;
    expect(Object.fromEntries(announcing!.form)).toMatchObject({ filename: 'a.jpg', length: '4' });
    expect(Object.fromEntries(sharing!.form)).toMatchObject({ channel_id: 'C0DISPATCH', thread_ts: '1.1' });
  });

  test.each([
    ['not announced', { '/api/files.getUploadURLExternal': refused('missing_scope') }, 1],
    ['not announced: 500', { '/api/files.getUploadURLExternal': { status: 500 } }, 1],
    ['not announced: no connection', { '/api/files.getUploadURLExternal': 'reset' }, 1],
    ['announced without an address', { '/api/files.getUploadURLExternal': { body: { ok: true } } }, 1],
    ['not taken', { '/upload': { status: 500 } }, 2],
    ['not taken: no connection', { '/upload': 'reset' }, 2],
    ['refused in the end', { '/api/files.completeUploadExternal': refused('file_not_found') }, 3],
    [
      'one too many in the end',
      { '/api/files.completeUploadExternal': { status: 429, headers: { 'retry-after': '1' } } },
      3,
    ],
  ] satisfies [string, Record<string, Answer>, number][])(
    'is not shared when it is %s',
    async (_name, more, count) => {
      expect(await uploadWith(more)).toMatchObject({ kind: 'not-shared' });
      expect(requests).toHaveLength(count);
    },
  );

  test.each([
    ['breaks', 'reset'],
    ['says 500', { status: 500 }],
    ['does not know', refused('internal_error')],
  ] satisfies [string, Answer][])('may be shared or not when the last answer %s', async (_name, answer) => {
    await expect(uploadWith({ '/api/files.completeUploadExternal': answer })).rejects.toMatchObject(THROWN);
  });
});

describe('The content of a file', () => {
  const PATH = '/files-pri/F0A/a.jpg';
  const get = (url = `https://files.slack.com${PATH}`) => client().download({ url }, signal);

  test('is had with the token', async () => {
    answers[PATH] = { headers: { 'content-type': 'image/jpeg; charset=binary' }, body: 'jpeg' };
    expect(await get()).toEqual({ contentType: 'image/jpeg', content: Buffer.from('jpeg') });
    expect(requests[0]?.headers.authorization).toBe('Bearer the-token');
  });

  test.each([
    'http://files.slack.com/files-pri/F0A/a.jpg',
    'https://files.slack.com.example.com/files-pri/F0A/a.jpg',
    'https://files.slack.com@example.com/files-pri/F0A/a.jpg',
    'https://files.slack.com:8443/files-pri/F0A/a.jpg',
    'https://slack.com/files-pri/F0A/a.jpg',
    'https://example.com/?https://files.slack.com/',
    'file:///etc/passwd',
    '//files.slack.com/a.jpg',
    '',
  ])('is asked for nowhere else: %s', async (url) => {
    expect(await get(url)).toBeNull();
    expect(requests).toEqual([]);
  });

  test.each([
    ['Slack asks to sign in', { headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<title>' }],
    ['it is elsewhere, where the token must not go', { status: 302, headers: { location: '/elsewhere' } }],
    ['it is gone', { status: 404 }],
    ['it is not for us', { status: 403 }],
  ] satisfies [string, Answer][])('is not handed out when %s', async (_name, answer) => {
    answers[PATH] = answer;
    expect(await get()).toBeNull();
    expect(requests.map(({ path }) => path)).toEqual([PATH]);
  });

  test.each([
    ['500', { status: 500 }],
    ['503', { status: 503 }],
    ['429', { status: 429 }],
    ['a broken connection', 'reset'],
  ] satisfies [string, Answer][])('may be there after %s', async (_name, answer) => {
    answers[PATH] = answer;
    await expect(get()).rejects.toMatchObject(THROWN);
  });
});
