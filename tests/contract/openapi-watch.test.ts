import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { startLoopbackServer, type LoopbackServer } from '../../simulator/loopback-server';
import { requireOpenapi } from '../support/openapi-package';
import { TwilioWatch } from '../support/openapi-watch';

/** The watch looks on at a handler that reads and answers as it likes. */
const path = `/2010-04-01/Accounts/AC${'0'.repeat(32)}/Messages.json`;
const form = 'application/x-www-form-urlencoded';
let watch: TwilioWatch;
let server: LoopbackServer;
let read: string[];

beforeAll(requireOpenapi);
beforeEach(async () => {
  watch = new TwilioWatch();
  read = [];
  server = await startLoopbackServer((request, response) => {
    expect(watch.see(request, response)).toBe(false);
    void text(request).then((body) => {
      read.push(body);
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"sid":7}');
    });
  });
});
afterEach(() => server.close());

const post = async (address: string, body: string, type = form): Promise<string> => {
  const reply = await fetch(server.origin + address, {
    method: 'POST',
    body,
    headers: { 'content-type': type },
  });
  return reply.text();
};

test('leaves request and reply as they are, and tells what is wrong with both', async () => {
  expect(await post(path, 'to=ä%26')).toBe('{"sid":7}');
  expect(read).toEqual(['to=ä%26']);
  expect(watch.problems).toContain(`POST ${path}: request: form must not have “to”`);
  expect(watch.problems).toContain(`POST ${path}: reply 201: sid must be string`);
});

test('reads a body that comes in parts', async () => {
  await new Promise<void>((resolve) => {
    const outgoing = httpRequest(server.origin + path, { method: 'POST', headers: { 'content-type': form } });
    outgoing.on('response', (reply) => reply.resume().on('end', resolve));
    outgoing.write('To=%2B1202');
    setImmediate(() => outgoing.end('5550123&Text=Hi'));
  });
  expect(read).toEqual(['To=%2B12025550123&Text=Hi']);
  const problems = watch.problems.filter((problem) => problem.includes('request:'));
  expect(problems).toEqual([`POST ${path}: request: form must not have “Text”`]);
});

test('tells of a body that is no form', async () => {
  await post(path, 'To=%2B12025550123', 'text/plain');
  expect(watch.problems).toContain(`POST ${path}: request: is no form`);
});

test('tells of an API that our code has no business with', async () => {
  await post('/chat/v2/Services', '');
  expect(watch.problems).toContain('POST /v2/Services: request: the path is not in the OpenAPI file');
});

test('leaves Slack alone', async () => {
  await post('/api/chat.postMessage', '{}', 'application/json');
  expect({ problems: watch.problems, requests: watch.requests }).toEqual({ problems: [], requests: 0 });
});

test('sees nothing where Twilio’s files are not installed', async () => {
  watch = new TwilioWatch(false);
  expect(await post(path, 'to=1')).toBe('{"sid":7}');
  expect({ problems: watch.problems, requests: watch.requests }).toEqual({ problems: [], requests: 0 });
});
