import { LOCAL_SLACK } from '../../../simulator/slack';
import { installHost } from '../../../src/host';
import type { Handler } from '../../../src/http/endpoint';
import { mediaLink } from '../../../src/media/token';
import { routing } from '../../support/routing';
import { SlackBench } from '../../support/slack-stand-in';

/** What the platform offers to functions. */
class PlatformResponse {
  status = 200;
  headers: Record<string, string> = {};
  body: unknown = '';

  setStatusCode(status: number): void {
    this.status = status;
  }

  appendHeader(name: string, value: string): void {
    this.headers[name] = value;
  }

  setBody(body: unknown): void {
    this.body = body;
  }
}

const globals = globalThis as unknown as Record<string, unknown>;
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00]);
let handler: Handler;
let bench: SlackBench;
let fileId: string;

beforeAll(async () => {
  globals['__DISPATCH_CONFIG__'] = routing();
  globals['Twilio'] = { Response: PlatformResponse };
  ({ handler } = await import('../../../src/functions/media'));
});
beforeEach(async () => {
  bench = await SlackBench.open();
  installHost({ clock: bench.clock, log: () => undefined });
  bench.slack.say('ana', 'See', { files: [{ name: 'photo.jpg', content: JPEG }] });
  await bench.settle();
  fileId = (bench.events()[0]!['files'] as [{ id: string }])[0].id;
});
afterEach(async () => {
  installHost();
  await bench.close();
});

function get(params: object, settings: Record<string, string> = {}): Promise<PlatformResponse> {
  const context = {
    DOMAIN_NAME: 'line.example.com',
    LINK_SECRET: 'secret',
    SLACK_BOT_TOKEN: LOCAL_SLACK.botToken,
    SLACK_CHANNEL_ID: LOCAL_SLACK.channelId,
    SLACK_API_URL: `${bench.origin}/api/`,
    ...settings,
  };
  return new Promise((resolve) => {
    handler(context, { ...params }, (_error, response) => resolve(response as PlatformResponse));
  });
}

function params(id = fileId): Record<string, string> {
  const wanted = { origin: 'https://line.example.com', secret: 'secret', now: bench.clock.now() };
  return Object.fromEntries(new URL(mediaLink({ ...wanted, fileId: id })).searchParams);
}

test('a link gives whoever has it the bytes of the file in Slack, byte for byte', async () => {
  const { status, headers, body } = await get(params());
  expect([status, headers['content-type'], body]).toEqual([200, 'image/jpeg', JPEG]);
  expect(headers['content-disposition']).toBe('inline; filename="photo.jpg"');
});

test('after its hour, changed, or for a file that is gone it gives nothing', async () => {
  const link = params();
  expect((await get({ ...link, f: 'F0OTHER' })).status).toBe(403);
  expect((await get(params('F0NOWHERE'))).status).toBe(404);
  await bench.pass(60 * 60 + 1);
  expect((await get(link)).status).toBe(410);
});

test('a token that Slack does not know leads to no login page', async () => {
  const { status, body } = await get(params(), { SLACK_BOT_TOKEN: 'wrong' });
  expect(status).toBe(503);
  expect(body).toContain('slack_unavailable');
});

test('Slack being down is 503', async () => {
  const { status } = await get(params(), { SLACK_API_URL: 'http://127.0.0.1:1/api/' });
  expect(status).toBe(503);
});
