import { startLoopbackServer, type LoopbackServer } from '../../simulator/loopback-server';
import { PNG } from '../support/png';
import { CUSTOMER } from '../support/stories';

let web: LoopbackServer;
let served = 0;

beforeAll(async () => {
  web = await startLoopbackServer((request, response) => {
    served += 1;
    const isThere = request.url?.startsWith('/picture') === true;
    response.writeHead(isThere ? 200 : 404, { 'content-type': 'image/png' }).end(isThere ? PNG : undefined);
  });
});
afterAll(() => web.close());
beforeEach(() => {
  served = 0;
});

function picture(path = '/picture') {
  return { contentType: 'image/png', url: `${web.origin}${path}` };
}

test('all pictures of a text follow it into the thread, once', async () => {
  const line = await stories.open();
  await line.texts('Look at this', CUSTOMER, [picture('/picture1'), picture('/picture2')]);
  await line.repeats('/sms-inbound');
  await line.ticks();
  expect(line.thread()[0]).toBe('Look at this');
  const files = line.threads()[0]!.replies.flatMap((reply) => reply.files);
  expect(files).toEqual(['picture-1.png', 'picture-2.png']);
  await line.close();
});

test('a picture without words says so', async () => {
  const line = await stories.open();
  await line.texts('', CUSTOMER, [picture()]);
  expect(line.thread()[0]).toBe('(a picture or file without words)');
  expect(line.threads()[0]!.replies.flatMap((reply) => reply.files)).toEqual(['picture-1.png']);
  await line.close();
});

test('a picture that is gone is said to be missing', async () => {
  const line = await stories.open();
  await line.texts('Look', CUSTOMER, [picture('/gone')]);
  expect(line.thread()).toHaveLength(2);
  expect(line.thread()[1]).toMatch(/picture/i);
  await line.close();
});

test('pictures wait with their text while Slack is down', async () => {
  const line = await stories.open();
  line.expectSlackTrouble();
  line.breakSlack({ kind: 'down' });
  await line.texts('Look', CUSTOMER, [picture()]);
  line.breakSlack({ kind: 'none' });
  await line.pass(60);
  await line.ticks();
  await line.pass(60);
  await line.ticks();
  expect(line.thread()[0]).toBe('Look');
  expect(line.threads()[0]!.replies.flatMap((reply) => reply.files)).toEqual(['picture-1.png']);
  await line.close();
});

test('a text that /tick found has its pictures, too', async () => {
  const line = await stories.open();
  line.expectDeadFunctions();
  line.world.gateway.setFault('/sms-inbound', { kind: 'down' });
  await line.texts('Look', CUSTOMER, [picture()]);
  await line.pass(120);
  line.world.gateway.setFault('/sms-inbound', { kind: 'none' });
  await line.ticks();
  expect(line.threads()[0]!.replies.flatMap((reply) => reply.files)).toEqual(['picture-1.png']);
  expect(served).toBe(1);
  await line.close();
});

describe('a file in an answer', () => {
  test('goes along with the text, at an address that is good for an hour', async () => {
    const line = await stories.open();
    await line.texts('Where?');
    await line.replies('sergio', 'Here', { files: [{ name: 'map.png', content: PNG }] });
    await line.pass(5);
    const arrived = line.handset().inbox.find(({ body }) => body === 'Here');
    expect(arrived?.mediaUrls).toHaveLength(1);
    const url = arrived!.mediaUrls[0]!;
    const fetched = await get(line, url);
    expect([fetched.status, fetched.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(Buffer.from(await fetched.arrayBuffer())).toEqual(PNG);
    expect((await get(line, url.replace(/s=./, 's=f'))).status).toBe(403);
    await line.pass(3700);
    expect((await get(line, url)).status).toBe(410);
    await line.close();
  });

  test('alone is a text without words', async () => {
    const line = await stories.open();
    await line.texts('Where?');
    await line.replies('sergio', '', { files: [{ name: 'map.png', content: PNG }] });
    await line.pass(5);
    expect(line.handset().inbox.at(-1)).toMatchObject({ body: '' });
    expect(line.handset().inbox.at(-1)?.mediaUrls).toHaveLength(1);
    await line.close();
  });

  test('of a kind that phones do not take is refused with the reason', async () => {
    const line = await stories.open();
    await line.texts('Where?');
    await line.replies('sergio', 'Here', { files: [{ name: 'tool.exe', content: PNG }] });
    await line.pass(5);
    expect(line.sentTo()).not.toContain('Here');
    expect(line.thread().at(-1)).toContain('Not sent:');
    await line.close();
  });
});

async function get(line: Awaited<ReturnType<typeof stories.open>>, url: string): Promise<Response> {
  const reply = fetch(url);
  await line.activity.settle();
  return reply;
}
