import { Activity } from '../../simulator/activity';
import { ManualClock } from '../../simulator/manual-clock';
import { LOCAL_S3, type Fault, type S3StandIn } from '../../simulator/s3';
import { createS3, type S3 } from '../../src/clients/s3';
import { refusalOf } from '../../src/clients/s3/refusal';
import { RelayError } from '../../src/errors';
import { addMark } from '../support/s3-changes';
import { openStandIn, type S3Bench } from '../support/s3-bench';

const KEY = LOCAL_S3.jobsKey;
let bench: S3Bench;
let standIn: S3StandIn;
let s3: S3;

beforeEach(async () => {
  ({ bench, standIn } = await openStandIn());
  standIn.put(bench.options.bucket, KEY, '[{"id":"1","status":"pending","title":"job"}]');
  s3 = createS3(bench.options);
});
afterEach(() => bench.close());

const titleNow = (): string => /"title":"([^"]*)"/.exec(standIn.text(bench.options.bucket, KEY) ?? '')![1]!;
const write = (signal: AbortSignal) =>
  s3.write({ key: KEY, text: '[]', contentType: 'application/json', replaces: null }, signal);

test.each<[string, Fault]>([
  ['is down', { kind: 'down' }],
  ['fails', { kind: 'status', status: 500 }],
  ['slows down', { kind: 'status', status: 503 }],
  ['has too many requests', { kind: 'status', status: 429 }],
])('when S3 %s, nobody knows, and it is asked once', async (_, fault) => {
  standIn.fault = fault;
  const signal = AbortSignal.timeout(60_000);
  await expect(s3.read(KEY, 1_000, signal)).rejects.toMatchObject({ code: 's3_unavailable' });
  await expect(write(signal)).rejects.toMatchObject({ code: 's3_unavailable' });
});

test('a request that hangs ends with its signal', async () => {
  standIn.fault = { kind: 'silent' };
  const controller = new AbortController();
  const requests = [s3.read(KEY, 1_000, controller.signal), write(controller.signal)];
  setImmediate(() => controller.abort());
  for (const request of requests) await expect(request).rejects.toBeInstanceOf(RelayError);
  // The client's own time-out is at 10 s.
}, 8_000);

test('an endpoint is addressed path-style, also when it has a name', async () => {
  const endpoint = bench.options.endpoint!.replace('127.0.0.1', 'localhost');
  const read = await createS3({ ...bench.options, endpoint }).read(KEY, 1_000, AbortSignal.timeout(60_000));
  expect(read).toMatchObject({ kind: 'object' });
});

test('where nobody listens S3 is unavailable', async () => {
  const nowhere = createS3({ ...bench.options, endpoint: 'http://127.0.0.1:9' });
  const read = nowhere.read(KEY, 1_000, AbortSignal.timeout(60_000));
  await expect(read).rejects.toMatchObject({ code: 's3_unavailable' });
});

test.each([
  ['NoSuchKey', 404, { kind: 'missing' }],
  ['NoSuchBucket', 404, { kind: 'refused', reason: 'NoSuchBucket' }],
  ['PreconditionFailed', 412, { kind: 'changed' }],
  ['ConditionalRequestConflict', 409, { kind: 'conflict' }],
  ['OperationAborted', 409, { kind: 'conflict' }],
  ['AccessDenied', 403, { kind: 'refused', reason: 'AccessDenied' }],
  ['<b>', 400, { kind: 'refused', reason: 'Unknown' }],
])('%s (%i) certainly did nothing', (name, httpStatusCode, refusal) => {
  expect(refusalOf({ name, $metadata: { httpStatusCode } })).toEqual(refusal);
});

test.each([
  ['RequestTimeout', 400],
  ['InternalError', 500],
  ['SlowDown', 503],
  ['AbortError', undefined],
])('after %s (%i) nobody knows', (name, httpStatusCode) => {
  expect(() => refusalOf({ name, $metadata: { httpStatusCode } })).toThrow(RelayError);
});

test('a missing setting is named', async () => {
  const without = createS3({ ...bench.options, region: '', secretAccessKey: '' });
  const read = without.read(KEY, 1_000, AbortSignal.timeout(60_000));
  await expect(read).rejects.toThrow('Not set: S3_REGION, S3_SECRET_ACCESS_KEY.');
});

/** Heals S3 as soon as it has been struck once. */
function strikeOnce(fault: Fault): void {
  let struck = false;
  Object.defineProperty(standIn, 'fault', {
    get: (): Fault => {
      if (struck) return { kind: 'none' };
      struck = true;
      return fault;
    },
    configurable: true,
  });
}

test('a change whose reply is lost is there once', async () => {
  const stop = standIn.onChange(() => {
    standIn.fault = { kind: 'none' };
  });
  standIn.fault = { kind: 'down', afterWrite: true };
  const result = await bench.store(KEY).update('1', 'a', addMark('a'));
  stop();
  expect(result).toMatchObject({ kind: 'changed', job: { title: 'job a' } });
  expect(titleNow()).toBe('job a');
});

test('a change that meets a fault on its way is there once', async () => {
  strikeOnce({ kind: 'status', status: 503 });
  standIn.races = 2;
  const result = await bench.store(KEY).update('1', 'a', addMark('a'));
  expect(result).toMatchObject({ kind: 'changed' });
  expect([titleNow(), standIn.races]).toEqual(['job a', 0]);
});

test('while S3 is silent an update gives up within 6 s, with nothing changed', async () => {
  standIn.fault = { kind: 'silent' };
  const clock = new ManualClock(0, new Activity());
  const update = bench.store(KEY, clock).update('1', 'a', addMark('a'));
  const end = update.then(() => clock.now());
  let isOver = false;
  void end.then(() => (isOver = true));
  await clock.advanceUntil(() => isOver, 60_000);
  expect(await update).toMatchObject({ kind: 'unavailable', certain: true });
  expect(await end).toBeLessThanOrEqual(6_000);
  expect(titleNow()).toBe('job');
});
