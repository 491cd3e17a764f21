import { Activity } from '../../simulator/activity';
import { startLoopbackServer, type LoopbackServer } from '../../simulator/loopback-server';
import { ManualClock } from '../../simulator/manual-clock';
import { functionSettings, LOCAL_ACCOUNT } from '../../simulator/settings';
import { SyncStandIn } from '../../simulator/twilio/sync';
import { createSyncDocuments, type SyncDocuments } from '../../src/clients/sync';
import { withDeadline } from '../../src/deadline';

/** Our own lean client, through the SDK's resource classes, against what the SDK itself has proven. */
describe('the lean Sync client', () => {
  const activity = new Activity();
  const clock = new ManualClock(0, activity);
  const signal = new AbortController().signal;
  let server: LoopbackServer;
  let standIn: SyncStandIn;
  let documents: SyncDocuments;

  const connect = (apiSecret: string): SyncDocuments =>
    createSyncDocuments({
      apiKey: LOCAL_ACCOUNT.apiKey,
      apiSecret,
      serviceSid: LOCAL_ACCOUNT.syncServiceSid,
      baseUrl: functionSettings(server.origin)['TWILIO_API_BASE_URL'],
    });

  beforeEach(async () => {
    const { accountSid, syncServiceSid: serviceSid, apiKey, apiSecret } = LOCAL_ACCOUNT;
    standIn = new SyncStandIn({ clock, activity, accountSid, serviceSid, apiKey, apiSecret });
    server = await startLoopbackServer((request, response) => void standIn.handle(request, response));
    documents = connect(apiSecret);
  });
  afterEach(async () => {
    standIn.close();
    await server.close();
  });

  test('stores, reads, replaces and removes a document', async () => {
    expect(await documents.fetch('call', signal)).toBeNull();
    expect(await documents.create('call', { n: 1, text: 'ä & “b”' }, 60, signal)).toBe('created');
    expect(await documents.fetch('call', signal)).toEqual({ data: { n: 1, text: 'ä & “b”' }, revision: '0' });
    expect(await documents.update('call', { n: 2 }, '0', 60, signal)).toBe('updated');
    expect(await documents.fetch('call', signal)).toEqual({ data: { n: 2 }, revision: '1' });
    await documents.remove('call', signal);
    await documents.remove('call', signal);
    expect(await documents.fetch('call', signal)).toBeNull();
  });

  test('begins the time to live anew with every change', async () => {
    await documents.create('away', {}, 60, signal);
    await clock.advance(50_000);
    await documents.update('away', {}, null, 3600, signal);
    await clock.advance(600_000);
    expect(await documents.fetch('away', signal)).not.toBeNull();
    await clock.advance(3_600_000);
    expect(await documents.fetch('away', signal)).toBeNull();
  });

  test('tells a taken name, a changed revision and a missing document apart', async () => {
    await documents.create('call', {}, 60, signal);
    expect(await documents.create('call', {}, 60, signal)).toBe('taken');
    expect(await documents.update('call', {}, '7', 60, signal)).toBe('changed');
    expect(await documents.update('other', {}, null, 60, signal)).toBe('missing');
  });

  test('of eight that claim one name, one succeeds', async () => {
    const claims = await Promise.all(
      Array.from({ length: 8 }, () => documents.create('claim', {}, 60, signal)),
    );
    expect(claims.filter((claim) => claim === 'created')).toHaveLength(1);
  });

  test.each([
    ['is down', { kind: 'down' }],
    ['answers 500', { kind: 'status', status: 500 }],
    ['refuses for too many requests', { kind: 'status', status: 429 }],
  ] as const)('says sync_unavailable when Sync %s, without repeating', async (_name, fault) => {
    standIn.fault = fault;
    await expect(documents.fetch('call', signal)).rejects.toMatchObject({ code: 'sync_unavailable' });
    await expect(documents.create('call', {}, 60, signal)).rejects.toMatchObject({
      code: 'sync_unavailable',
    });
    standIn.fault = { kind: 'none' };
    expect(await documents.fetch('call', signal)).toBeNull();
  });

  test('says sync_unavailable, and no secret, when the key is wrong', async () => {
    const refused = connect('another-secret').fetch('call', signal);
    await expect(refused).rejects.toMatchObject({
      code: 'sync_unavailable',
      message: expect.stringContaining('20003') as string,
    });
    await expect(refused).rejects.not.toMatchObject({
      message: expect.stringContaining('another-secret') as string,
    });
  });

  test('stops waiting for a silent Sync at its deadline', async () => {
    standIn.fault = { kind: 'silent' };
    const read = withDeadline(clock, 800, (limit) => documents.fetch('call', limit));
    const outcome = read.then(
      () => 'read',
      (error: unknown) => (error as { code: string }).code,
    );
    await clock.advance(800);
    expect(await outcome).toBe('deadline');
  });
});
