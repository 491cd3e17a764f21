import { LOCAL_SLACK } from '../../simulator/slack';

type Line = Awaited<ReturnType<typeof stories.open>>;

const HOUR = 3600;

/** Posts to one of Slack's routes as anybody can. */
async function post(
  line: Line,
  path: string,
  options: { body: object | string; key?: string; timestamp?: number; signature?: string; type?: string },
): Promise<Response> {
  const { body, key = LOCAL_SLACK.urlKey, timestamp = Math.floor(line.clock.now() / 1000) } = options;
  const reply = fetch(`${line.world.gateway.origin}${path}?relay_key=${key}`, {
    method: 'POST',
    headers: {
      'content-type': options.type ?? 'application/json',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': options.signature ?? `v0=${'0'.repeat(64)}`,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  await line.activity.settle();
  return reply;
}

/** An event that names a message, as anybody could write it. */
function eventAbout(ts: string, threadTs: string): object {
  const { teamId, appId, channelId } = LOCAL_SLACK;
  const event = {
    type: 'message',
    channel: channelId,
    ts,
    thread_ts: threadTs,
    user: 'U0SERGIO',
    text: 'Forged words',
  };
  return {
    type: 'event_callback',
    team_id: teamId,
    api_app_id: appId,
    event,
    event_id: 'Ev1',
    event_time: 1,
  };
}

test('Slack’s check of the request URL is answered', async () => {
  const line = await stories.open();
  const checked = line.world.slack.verifyUrl();
  await line.activity.settle();
  expect(await checked).toBe('verified');
  await line.close();
});

test.each(['/slack-events', '/slack-command', '/slack-action'])(
  '%s turns strangers away and asks for no repeat',
  async (path) => {
    const line = await stories.open();
    const forms = {
      type: 'application/x-www-form-urlencoded',
      body: 'command=%2Fdispatch&text=away&user_id=U0SERGIO',
    };
    const requests = [
      { body: {}, key: 'wrong' },
      { body: {} },
      { body: { type: 'url_verification', challenge: 'x' } },
      { ...forms },
      { ...forms, timestamp: Math.floor(line.clock.now() / 1000) - HOUR },
    ];
    for (const request of requests) {
      const reply = await post(line, path, request);
      expect([reply.status, reply.headers.get('x-slack-no-retry')]).toEqual([401, '1']);
      expect(await reply.text()).toBe('');
    }
    await line.close();
  },
);

test('a check of the certificate is answered without a signature', async () => {
  const line = await stories.open();
  const reply = await post(line, '/slack-command', {
    body: 'ssl_check=1&token=x',
    type: 'application/x-www-form-urlencoded',
  });
  expect(reply.status).toBe(200);
  await line.close();
});

describe('a message event whose signature does not fit', () => {
  test('is fetched back from Slack: what Slack has is sent once, not what the request says', async () => {
    const line = await stories.open();
    await line.texts('Hello');
    line.expectDeadFunctions();
    line.world.gateway.setFault('/slack-events', { kind: 'down' });
    const said = await line.replies('sergio', 'The true words');
    line.world.gateway.setFault('/slack-events', { kind: 'none' });
    const root = line.threads()[0]!.ts;
    const reply = await post(line, '/slack-events', { body: eventAbout(said.ts, root) });
    expect(reply.status).toBe(200);
    await line.pass(400);
    expect(line.sentTo().filter((body) => body === 'The true words')).toHaveLength(1);
    expect(line.sentTo()).not.toContain('Forged words');
    await line.close();
  });

  test('sends nothing for a message that Slack does not have, an old one, or one of our own', async () => {
    const line = await stories.open();
    await line.texts('Hello');
    const root = line.threads()[0]!;
    const old = await line.replies('sergio', '// internal, long ago');
    await line.pass(HOUR);
    const before = line.sentTo().length;
    for (const ts of ['1700000000.000100', old.ts, root.replies[0]!.ts, root.ts]) {
      expect((await post(line, '/slack-events', { body: eventAbout(ts, root.ts) })).status).toBe(200);
    }
    expect(line.sentTo()).toHaveLength(before);
    await line.close();
  });
});
