import { Activity } from '../../simulator/activity';
import { startLoopbackServer, type LoopbackServer } from '../../simulator/loopback-server';
import { ManualClock } from '../../simulator/manual-clock';
import { functionSettings, LOCAL_ACCOUNT } from '../../simulator/settings';
import { SyncStandIn } from '../../simulator/twilio/sync';
import { createSyncDocuments } from '../../src/clients/sync';
import { CLAIM_TTL_SECONDS, LEASE_MS } from '../../src/once/claim';
import { once } from '../../src/once/once';
import type { LookOutcome, SendOutcome, Work } from '../../src/once/work';

const { accountSid, syncServiceSid: serviceSid, apiKey, apiSecret } = LOCAL_ACCOUNT;
const KEY = `sms:SM${'0'.repeat(32)}`;
const payload = { text: 'hello' };

let clock: ManualClock;
let sync: SyncStandIn;
let server: LoopbackServer;
let sent: object[];

beforeEach(async () => {
  const activity = new Activity();
  clock = new ManualClock(0, activity);
  sync = new SyncStandIn({ clock, activity, accountSid, serviceSid, apiKey, apiSecret });
  server = await startLoopbackServer((request, response) => void sync.handle(request, response));
  sent = [];
});
afterEach(async () => {
  sync.close();
  await server.close();
});

const work: Work<typeof payload, string> = {
  withinMs: 2_000,
  send: (_signal, item) => {
    sent.push(item.payload);
    return Promise.resolve<SendOutcome<string>>({ kind: 'sent', result: 'out' });
  },
  look: () =>
    Promise.resolve<LookOutcome<string>>(
      sent.length > 0 ? { kind: 'found', result: 'found' } : { kind: 'absent' },
    ),
};

/** One delivery, over the product's own client. */
function deliver(given: Work<typeof payload, string> = work) {
  const baseUrl = functionSettings(server.origin)['TWILIO_API_BASE_URL'];
  const documents = createSyncDocuments({ apiKey, apiSecret, serviceSid, baseUrl });
  return once({ documents, clock }, KEY, payload, given);
}

const claim = () => sync.documents.fetch(`once-${KEY}`);

test('of eight deliveries at once exactly one does the work', async () => {
  const results = await Promise.all(Array.from({ length: 8 }, () => deliver()));
  expect(sent).toEqual([payload]);
  expect(results.filter(({ kind }) => kind === 'done')).toHaveLength(1);
  expect(results.filter(({ kind }) => !['done', 'in-progress', 'already-done'].includes(kind))).toEqual([]);
  expect(claim()).toMatchObject({
    data: { state: 'done', result: 'out', attempt: 1 },
    expiresAt: CLAIM_TTL_SECONDS * 1000,
  });
});

test('of eight that find an expired lease exactly one takes it over', async () => {
  await deliver({ ...work, send: () => Promise.reject(new Error('time-out')) });
  await clock.advance(LEASE_MS);
  const results = await Promise.all(Array.from({ length: 8 }, () => deliver()));
  expect(sent).toEqual([payload]);
  expect(results.filter(({ kind }) => kind === 'done')).toHaveLength(1);
  expect(claim().data).toMatchObject({ state: 'done', attempt: 2 });
});

test('a repeat of finished work writes nothing and tells the stored result', async () => {
  await deliver();
  const { revision } = claim();
  expect(await deliver()).toEqual({ kind: 'already-done', result: 'out' });
  expect(claim().revision).toBe(revision);
});

test('when the reply to the claim is lost nothing is sent, and the repeat after the lease sends it', async () => {
  sync.fault = { kind: 'down', afterWrite: true };
  expect(await deliver()).toEqual({ kind: 'claim-unavailable', reason: 'sync_unavailable' });
  sync.fault = { kind: 'none' };
  expect(sent).toEqual([]);
  expect(await deliver()).toEqual({ kind: 'in-progress' });
  await clock.advance(LEASE_MS);
  expect(await deliver()).toEqual({ kind: 'done', result: 'out' });
  expect(sent).toEqual([payload]);
});

test('a silent Sync is given up after its deadline, and nothing is sent', async () => {
  sync.fault = { kind: 'silent' };
  const result = deliver();
  // Sync may only be slow: it is asked once more.
  await clock.advance(1600);
  expect(await result).toEqual({ kind: 'claim-unavailable', reason: 'deadline' });
  expect(sent).toEqual([]);
});

test('work that may be out stays unclear as long as it cannot be looked up, and is settled when it can', async () => {
  await deliver({ ...work, send: () => Promise.reject(new Error('time-out')) });
  await clock.advance(LEASE_MS);
  const blind = { ...work, look: () => Promise.reject(new Error('down')) };
  expect(await deliver(blind)).toEqual({ kind: 'unclear' });
  expect(await deliver(blind)).toEqual({ kind: 'unclear' });
  expect(sent).toEqual([]);
  expect(await deliver()).toEqual({ kind: 'done', result: 'out' });
  expect(sent).toEqual([payload]);
});
