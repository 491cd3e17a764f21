import { Activity } from '../../simulator/activity';
import { startLoopbackServer, type LoopbackServer } from '../../simulator/loopback-server';
import { ManualClock } from '../../simulator/manual-clock';
import { LOCAL_ACCOUNT } from '../../simulator/settings';
import { SyncStandIn } from '../../simulator/twilio/sync';
import { createCalls, type Calls } from '../../src/clients/calls';
import { createMediaFetcher } from '../../src/clients/media';
import type { Messages } from '../../src/clients/messages';
import { createSyncDocuments, type SyncDocuments } from '../../src/clients/sync';
import { ACCOUNT, CUSTOMER, LINE, MessagesBench, START } from '../support/messages-bench';
import { requireOpenapi } from '../support/openapi-package';
import { TwilioWatch } from '../support/openapi-watch';

/** Every request that our clients make, and every reply of the stand-ins, against Twilio's own OpenAPI files. */
const signal = new AbortController().signal;
let watch: TwilioWatch;
let server: LoopbackServer;

beforeAll(requireOpenapi);

async function serve(handle: (...exchange: Parameters<TwilioWatch['see']>) => void): Promise<void> {
  watch = new TwilioWatch();
  server = await startLoopbackServer((request, response) => {
    watch.see(request, response);
    handle(request, response);
  });
}

/** The number of requests tells whether the watch has seen anything at all. */
function expectClean(requests: number): void {
  expect(watch.problems).toEqual([]);
  expect(watch.requests).toBe(requests);
}

describe('the Sync client', () => {
  let standIn: SyncStandIn;

  beforeEach(async () => {
    const activity = new Activity();
    const { accountSid, syncServiceSid: serviceSid, apiKey, apiSecret } = LOCAL_ACCOUNT;
    const account = { accountSid, serviceSid, apiKey, apiSecret };
    standIn = new SyncStandIn({ clock: new ManualClock(START, activity), activity, ...account });
    await serve((request, response) => void standIn.handle(request, response));
  });
  afterEach(async () => {
    standIn.close();
    await server.close();
  });

  const connect = (apiSecret: string = LOCAL_ACCOUNT.apiSecret): SyncDocuments =>
    createSyncDocuments({
      apiKey: LOCAL_ACCOUNT.apiKey,
      apiSecret,
      serviceSid: LOCAL_ACCOUNT.syncServiceSid,
      baseUrl: server.origin,
    });

  test('creates, reads, replaces and removes documents', async () => {
    const documents = connect();
    expect(await documents.create('blocked-+12025550123', { text: 'ä & “b”' }, 60, signal)).toBe('created');
    expect(await documents.fetch('blocked-+12025550123', signal)).not.toBeNull();
    expect(await documents.update('blocked-+12025550123', { n: 1 }, '0', 60, signal)).toBe('updated');
    expect(await documents.update('blocked-+12025550123', { n: 2 }, null, 60, signal)).toBe('updated');
    await documents.remove('blocked-+12025550123', signal);
    expectClean(5);
  });

  test('is told of conflicts and of what is not there', async () => {
    const documents = connect();
    await documents.create('call', {}, 60, signal);
    expect(await documents.create('call', {}, 60, signal)).toBe('taken');
    expect(await documents.update('call', {}, '7', 60, signal)).toBe('changed');
    expect(await documents.update('other', {}, null, 60, signal)).toBe('missing');
    expect(await documents.fetch('other', signal)).toBeNull();
    await documents.remove('other', signal);
    expectClean(6);
  });

  test('is refused, and meets outages', async () => {
    await expect(connect('wrong').fetch('call', signal)).rejects.toThrow();
    for (const status of [429, 500, 503] as const) {
      standIn.fault = { kind: 'status', status };
      await expect(connect().create('call', {}, 60, signal)).rejects.toThrow();
    }
    expectClean(4);
  });
});

describe('the clients of the core API', () => {
  const text = { to: CUSTOMER, body: 'On our way' };
  let bench: MessagesBench;
  let messages: Messages;

  beforeEach(async () => {
    bench = await MessagesBench.open();
    bench.on('/sms', '');
    await serve((request, response) => {
      void bench.standIn.handle(request, response).then((isOurs) => {
        if (!isOurs) response.writeHead(200, { 'content-type': 'image/png' }).end('a picture');
      });
    });
    messages = bench.client({ baseUrl: server.origin });
  });
  afterEach(async () => {
    await server.close();
    await bench.close();
  });

  const key = { apiKey: `SK${'0'.repeat(32)}`, apiSecret: 'secret', accountSid: ACCOUNT };
  const calls = (): Calls => createCalls({ ...key, line: LINE, baseUrl: server.origin });

  test('send, schedule and cancel texts', async () => {
    const { statusCallback } = bench;
    const mediaUrls = ['https://example.com/a.jpg', 'https://example.com/b.jpg'];
    const one = { ...text, mediaUrls: mediaUrls.slice(1) };
    const later = { ...text, sendAt: START + 600_000 };
    for (const sent of [text, one, { ...text, mediaUrls, statusCallback }]) {
      expect(await messages.send(sent, signal)).toMatchObject({ kind: 'sent' });
    }
    const scheduled = await messages.send(later, signal);
    const sid = scheduled.kind === 'sent' ? scheduled.sid : '';
    expect(await messages.cancel(sid, signal)).toBe('canceled');
    // Twilio refuses it the second time, and says when asked that it is cancelled.
    expect(await messages.cancel(sid, signal)).toBe('canceled');
    expectClean(7);
  });

  test('are refused', async () => {
    bench.customer.text('STOP');
    await bench.pass(1);
    const soon = { ...text, sendAt: START + 60_000 };
    for (const refused of [text, soon, { ...text, to: '123' }, { ...text, body: '' }]) {
      expect(await messages.send(refused, signal)).toMatchObject({ kind: 'refused' });
    }
    await expect(messages.cancel(`SM${'0'.repeat(32)}`, signal)).rejects.toThrow();
    const stranger = bench.client({ baseUrl: server.origin, apiSecret: 'wrong' });
    expect(await stranger.send(text, signal)).toMatchObject({ kind: 'refused', code: 20003 });
    expectClean(6);
  });

  test('find texts in every state, over several pages', async () => {
    for (let number = 1; number <= 150; number += 1) bench.customer.text(`text ${number}`);
    await messages.send(text, signal);
    expect(await messages.find({ ...text, since: START }, signal)).toMatchObject([{ status: 'queued' }]);
    await bench.pass(60);
    bench.customer.unreachable();
    await messages.send(text, signal);
    await bench.pass(60);
    const states = (await messages.find({ ...text, since: START }, signal)).map(({ status }) => status);
    expect(states).toEqual(['undelivered', 'delivered']);
    expect(await messages.inboundSince(START, signal)).toHaveLength(150);
    expectClean(6);
  });

  test('list calls and their legs', async () => {
    const times = { startedAt: START, answeredAt: START + 2000, endedAt: START + 9000 };
    const call = { sid: `CA${'0'.repeat(32)}`, parent: null, from: CUSTOMER, to: LINE, ...times };
    const leg = { ...call, sid: `CA${'0'.repeat(31)}1`, parent: call.sid, from: LINE, to: CUSTOMER };
    const ringing = { ...leg, sid: `CA${'0'.repeat(31)}2`, answeredAt: null, endedAt: null };
    bench.calls = [
      { ...ringing, status: 'ringing' },
      { ...leg, status: 'completed' },
      { ...call, status: 'in-progress', endedAt: null },
    ];
    expect(await calls().inboundSince(START, signal)).toMatchObject([{ sid: call.sid, parent: null }]);
    expect(await calls().legsOf(call.sid, signal)).toMatchObject([{ sid: leg.sid }, { sid: ringing.sid }]);
    expectClean(2);
  });

  test('fetch the file of a text', async () => {
    const url = `${server.origin}/picture`;
    bench.customer.text('', { media: [{ contentType: 'image/png', url }] });
    await bench.pass(1);
    const address = bench.at('/sms')[0]?.['MediaUrl0'] ?? '';
    const media = createMediaFetcher({ ...key, baseUrl: server.origin });
    expect(await media.fetch(address, signal)).toMatchObject({ kind: 'fetched', contentType: 'image/png' });
    expectClean(1);
  });
});
