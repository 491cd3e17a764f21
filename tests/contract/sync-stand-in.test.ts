import type { StoreState } from '../../simulator/twilio/sync';
import { ACCOUNT, failureOf, ListeningSync, SERVICE, START, type Failure } from '../support/sync-stand-in';

let sync: ListeningSync;

beforeEach(async () => {
  sync = await ListeningSync.start();
});
afterEach(() => sync.stop());

describe('documents', () => {
  test('a document goes through its life by unique name', async () => {
    const created = await sync.sdk().create({ uniqueName: 'call-1', data: { step: 0 }, ttl: 60 });
    expect(created).toMatchObject({
      sid: `ET${'1'.padStart(32, '0')}`,
      uniqueName: 'call-1',
      accountSid: ACCOUNT,
      serviceSid: SERVICE,
      revision: '0',
      data: { step: 0 },
      dateCreated: new Date(START),
      dateExpires: new Date(START + 60_000),
      createdBy: 'system',
    });
    sync.clock.advance(1_000);
    const updated = await sync
      .sdk()('call-1')
      .update({ data: { step: 1 } });
    expect(updated).toMatchObject({
      revision: '1',
      data: { step: 1 },
      dateUpdated: new Date(START + 1_000),
      dateExpires: new Date(START + 60_000),
    });
    expect((await sync.sdk()('call-1').fetch()).data).toEqual({ step: 1 });
    expect(await sync.sdk()('call-1').remove()).toBe(true);
    expect(sync.changes).toEqual([
      { uniqueName: 'call-1', revision: '0', data: { step: 0 } },
      { uniqueName: 'call-1', revision: '1', data: { step: 1 } },
      { uniqueName: 'call-1', removed: true },
    ]);
  });

  test('a document is addressed by its SID too, and needs no name', async () => {
    const { sid } = await sync.sdk().create();
    expect(await sync.sdk()(sid).fetch()).toMatchObject({ uniqueName: null, data: {}, dateExpires: null });
  });

  test('a reply carries the revision as its entity tag', async () => {
    await sync.sdk().create({ uniqueName: 'a' });
    const reply = await sync.fetch(`/sync/v1/Services/${SERVICE}/Documents/a`);
    expect(reply.headers.get('etag')).toBe('0');
  });

  test('the list comes in pages which the SDK follows', async () => {
    for (const uniqueName of ['a', 'b', 'c', 'd', 'e']) await sync.sdk().create({ uniqueName });
    const listed = await sync.sdk().list({ pageSize: 2 });
    expect(listed.map((document) => document.uniqueName)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('data is replaced whole', async () => {
    await sync.sdk().create({ uniqueName: 'a', data: { one: 1, two: 2 } });
    expect(
      (
        await sync
          .sdk()('a')
          .update({ data: { two: 3 } })
      ).data,
    ).toEqual({ two: 3 });
  });

  test('a restored service goes on where it was', async () => {
    await sync.sdk().create({ uniqueName: 'kept', data: { n: 1 }, ttl: 60 });
    const state = JSON.parse(JSON.stringify(sync.standIn.documents)) as StoreState;
    await sync.stop();
    sync = await ListeningSync.start(state);
    expect(await sync.sdk()('kept').fetch()).toMatchObject({ revision: '0', data: { n: 1 } });
    expect((await sync.sdk().create()).sid).toBe(`ET${'2'.padStart(32, '0')}`);
  });

  test('a path outside Sync is left to others', async () => {
    expect((await sync.fetch('/2010-04-01/Accounts')).status).toBe(418);
  });
});

describe('races', () => {
  test('of many creates with one name exactly one succeeds', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 12 }, (_, n) => sync.sdk().create({ uniqueName: 'claim', data: { n } })),
    );
    const lost = results.filter((result) => result.status === 'rejected');
    expect(lost).toHaveLength(11);
    expect(lost.every(({ reason }) => (reason as Failure).code === 54301)).toBe(true);
  });

  test('of many conditional updates of one revision exactly one succeeds', async () => {
    await sync.sdk().create({ uniqueName: 'lease' });
    const results = await Promise.allSettled(
      Array.from({ length: 12 }, (_, n) => sync.sdk()('lease').update({ data: { n }, ifMatch: '0' })),
    );
    const lost = results.filter((result) => result.status === 'rejected');
    expect(lost).toHaveLength(11);
    expect(lost.every(({ reason }) => (reason as Failure).code === 54103)).toBe(true);
    expect((await sync.sdk()('lease').fetch()).revision).toBe('1');
  });
});

describe('refusals', () => {
  const long = 'x'.repeat(16 * 1024);
  test.each<[string, number, number, () => Promise<unknown>]>([
    ['a taken name', 409, 54301, () => sync.sdk().create({ uniqueName: 'there' })],
    ['a stale revision', 412, 54103, () => sync.sdk()('there').update({ data: {}, ifMatch: '7' })],
    ['a revision that is none', 400, 54003, () => sync.sdk()('there').update({ data: {}, ifMatch: '*' })],
    ['an update of nothing', 400, 54010, () => sync.sdk()('there').update({})],
    ['reading what is not there', 404, 54100, () => sync.sdk()('gone').fetch()],
    ['changing what is not there', 404, 54100, () => sync.sdk()('gone').update({ data: {}, ifMatch: '0' })],
    ['deleting what is not there', 404, 54100, () => sync.sdk()('gone').remove()],
    ['creating with more than 16 KiB', 413, 54006, () => sync.sdk().create({ data: { long } })],
    ['updating to more than 16 KiB', 413, 54006, () => sync.sdk()('there').update({ data: { long } })],
    ['data that is a list', 400, 54008, () => sync.sdk().create({ data: [1] })],
    ['data that is not JSON', 400, 54008, () => sync.sdk().create({ data: 'word' })],
    ['a time to live over a year', 400, 54011, () => sync.sdk().create({ ttl: 31_536_001 })],
    ['a time to live of half a second', 400, 54011, () => sync.sdk().create({ ttl: 0.5 })],
    ['a name of 321 characters', 400, 20001, () => sync.sdk().create({ uniqueName: 'n'.repeat(321) })],
    ['a wrong API secret', 401, 20003, () => sync.sdk({ secret: 'wrong' })('there').fetch()],
    [
      'an unknown service',
      404,
      20404,
      () =>
        sync
          .sdk({ service: `IS${'1'.repeat(32)}` })('there')
          .fetch(),
    ],
  ])('%s is answered with %i and code %i', async (_reason, status, code, request) => {
    await sync.sdk().create({ uniqueName: 'there' });
    expect(await failureOf(request())).toMatchObject({ status, code });
    expect((await sync.sdk().list()).map(({ revision }) => revision)).toEqual(['0']);
  });

  test('exactly 16 KiB of data are accepted', async () => {
    const overhead = JSON.stringify({ long: '' }).length;
    await sync.sdk().create({ data: { long: 'x'.repeat(16 * 1024 - overhead) } });
    expect(sync.standIn.documents.list()).toHaveLength(1);
  });

  test('an error has the four fields of a Twilio error', async () => {
    const reply = await sync.fetch(`/sync/v1/Services/${SERVICE}/Documents/gone`);
    expect(await reply.json()).toEqual({
      code: 54100,
      message: 'Document not found',
      more_info: 'https://www.twilio.com/docs/errors/54100',
      status: 404,
    });
  });

  test('a method that documents do not have is refused', async () => {
    const reply = await sync.fetch(`/sync/v1/Services/${SERVICE}/Documents`, { method: 'DELETE' });
    expect(reply.status).toBe(405);
  });
});

describe('expiry', () => {
  test('an expired document is served, and holds its name, until it is collected a minute later', async () => {
    await sync.sdk().create({ uniqueName: 'short', ttl: 10 });
    sync.clock.advance(10_000 + 59_999);
    expect((await sync.sdk()('short').fetch()).revision).toBe('0');
    expect(await failureOf(sync.sdk().create({ uniqueName: 'short' }))).toMatchObject({ code: 54301 });
    sync.clock.advance(1);
    expect(await failureOf(sync.sdk()('short').fetch())).toMatchObject({ code: 54100 });
    expect(sync.changes.at(-1)).toEqual({ uniqueName: 'short', removed: true });
    expect((await sync.sdk().create({ uniqueName: 'short' })).revision).toBe('0');
  });

  test('an update moves the expiry only with a new time to live', async () => {
    await sync.sdk().create({ uniqueName: 'a', ttl: 100 });
    sync.clock.advance(50_000);
    expect((await sync.sdk()('a').update({ data: {} })).dateExpires).toEqual(new Date(START + 100_000));
    expect((await sync.sdk()('a').update({ ttl: 100 })).dateExpires).toEqual(new Date(START + 150_000));
    expect((await sync.sdk()('a').update({ ttl: 0 })).dateExpires).toBeNull();
  });
});
