import { failureOf, ListeningSync, SERVICE } from '../support/sync-stand-in';

let sync: ListeningSync;

beforeEach(async () => {
  sync = await ListeningSync.start();
  await sync.sdk().create({ uniqueName: 'a', data: { n: 0 } });
  await sync.activity.seen('end');
  sync.activity.moves.length = 0;
});
afterEach(() => sync.stop());

const document = () => sync.sdk()('a');

test.each([500, 429, 503] as const)('the service answers %i', async (status) => {
  sync.standIn.fault = { kind: 'status', status };
  expect(await failureOf(document().fetch())).toMatchObject({ status });
});

test('the service is down until the fault is switched off', async () => {
  sync.standIn.fault = { kind: 'down' };
  expect((await failureOf(document().fetch())).code).toBe('ECONNRESET');
  sync.standIn.fault = { kind: 'none' };
  expect((await document().fetch()).revision).toBe('0');
});

test('only writes fail, reads work', async () => {
  sync.standIn.fault = { kind: 'status', status: 503, op: 'write' };
  expect((await document().fetch()).revision).toBe('0');
  expect(await failureOf(document().update({ data: { n: 1 } }))).toMatchObject({ status: 503 });
  expect(sync.standIn.documents.fetch('a').data).toEqual({ n: 0 });
});

test('only reads fail, writes work', async () => {
  sync.standIn.fault = { kind: 'down', op: 'read' };
  expect((await document().update({ data: { n: 1 } })).revision).toBe('1');
  expect((await failureOf(document().fetch())).code).toBe('ECONNRESET');
});

test('a write happens and its reply is lost', async () => {
  sync.standIn.fault = { kind: 'down', afterWrite: true };
  expect((await failureOf(document().update({ data: { n: 1 } }))).code).toBe('ECONNRESET');
  expect((await document().fetch()).data).toEqual({ n: 1 });
});

test('a slow service answers when its time has come', async () => {
  sync.standIn.fault = { kind: 'slow', ms: 700 };
  let isAnswered = false;
  const reply = document()
    .update({ data: { n: 1 } })
    .then((answer) => {
      isAnswered = true;
      return answer;
    });
  await sync.activity.seen('park');
  sync.clock.advance(699);
  await sync.activity.settle();
  expect(isAnswered).toBe(false);
  expect(sync.standIn.documents.fetch('a').data).toEqual({ n: 0 });
  sync.clock.advance(1);
  expect((await reply).revision).toBe('1');
});

test.each([
  ['changes nothing', {}, { n: 0 }],
  ['has changed the document if the fault strikes after the write', { afterWrite: true }, { n: 1 }],
])('a client that leaves a slow write %s', async (_title, scope, data) => {
  sync.standIn.fault = { kind: 'slow', ms: 700, ...scope };
  const leave = new AbortController();
  const reply = sync.fetch(`/sync/v1/Services/${SERVICE}/Documents/a`, {
    method: 'POST',
    body: new URLSearchParams({ Data: '{"n":1}' }),
    signal: leave.signal,
  });
  await sync.activity.seen('park');
  leave.abort();
  expect((await failureOf(reply)).message).toContain('aborted');
  await sync.activity.seen('end');
  sync.clock.advance(700);
  expect(sync.standIn.documents.fetch('a').data).toEqual(data);
});

test('a silent service never answers, and closing it ends the wait', async () => {
  sync.standIn.fault = { kind: 'silent' };
  const failure = failureOf(document().fetch());
  await sync.activity.seen('park');
  sync.clock.advance(3_600_000);
  sync.standIn.close();
  expect((await failure).code).toBe('ECONNRESET');
});

test('a request that waits for time counts as parked, not as work', async () => {
  sync.standIn.fault = { kind: 'slow', ms: 10 };
  const reply = document().fetch();
  await sync.activity.seen('park');
  expect(sync.activity.moves).toEqual(['park']);
  sync.clock.advance(10);
  await reply;
  await sync.activity.seen('end');
  expect(sync.activity.moves).toEqual(['park', 'unpark', 'end']);
});
