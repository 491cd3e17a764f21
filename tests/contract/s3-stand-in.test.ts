import { createHash } from 'node:crypto';
import * as sdk from '@aws-sdk/client-s3';
import { LOCAL_S3, type ObjectChange, type S3StandIn } from '../../simulator/s3';
import { openStandIn, type S3Bench } from '../support/s3-bench';

const Bucket = LOCAL_S3.jobsBucket;
let bench: S3Bench;
let standIn: S3StandIn;

beforeEach(async () => ({ bench, standIn } = await openStandIn()));
afterEach(() => bench.close());

/** What the SDK throws. */
async function failureOf(request: Promise<unknown>): Promise<{ name: string; status: number | undefined }> {
  const error = await request.then(
    () => {
      throw new Error('the request was expected to fail');
    },
    (thrown: unknown) => thrown,
  );
  const { name, $metadata } = error as sdk.S3ServiceException;
  return { name, status: $metadata.httpStatusCode };
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

const keys = ({ Contents = [] }: sdk.ListObjectsV2CommandOutput) => Contents.map(({ Key }) => Key);

test('objects are listed by prefix, in the order of their bytes, page by page', async () => {
  for (const key of ['b/2', 'a/é', 'b/10', 'b/&<"', 'c']) standIn.put(Bucket, key, key);
  const list = (more: Partial<sdk.ListObjectsV2CommandInput>) =>
    bench.sdk.send(new sdk.ListObjectsV2Command({ Bucket, ...more }));
  expect(keys(await list({}))).toEqual(['a/é', 'b/&<"', 'b/10', 'b/2', 'c']);
  const first = await list({ Prefix: 'b/', MaxKeys: 2 });
  expect([keys(first), first.IsTruncated]).toEqual([['b/&<"', 'b/10'], true]);
  const second = await list({
    Prefix: 'b/',
    MaxKeys: 2,
    ContinuationToken: first.NextContinuationToken,
  });
  expect([keys(second), second.IsTruncated, second.NextContinuationToken]).toEqual([
    ['b/2'],
    false,
    undefined,
  ]);
  expect(keys(await list({ StartAfter: 'b/10' }))).toEqual(['b/2', 'c']);
});

test('what it cannot do it does not pretend to do', async () => {
  const list = new sdk.ListObjectsV2Command({ Bucket, Delimiter: '/' });
  expect(await failureOf(bench.sdk.send(list))).toEqual({ name: 'NotImplemented', status: 501 });
  const post = new sdk.CreateMultipartUploadCommand({ Bucket, Key: 'x' });
  expect(await failureOf(bench.sdk.send(post))).toEqual({ name: 'MethodNotAllowed', status: 405 });
});

test('a listed object says what a read one says', async () => {
  standIn.put(Bucket, 'x', 'content');
  const listed = await bench.sdk.send(new sdk.ListObjectsV2Command({ Bucket }));
  const head = await bench.sdk.send(new sdk.HeadObjectCommand({ Bucket, Key: 'x' }));
  const { ETag, Size } = listed.Contents![0]!;
  expect([ETag, Size]).toEqual([head.ETag, head.ContentLength]);
  expect([ETag, Size]).toEqual([`"${md5('content')}"`, 7]);
});

test('a bucket is there or not', async () => {
  await bench.sdk.send(new sdk.HeadBucketCommand({ Bucket }));
  // Other paths belong to other vendors behind the same address.
  const other = new sdk.HeadBucketCommand({ Bucket: 'other' });
  expect(await failureOf(bench.sdk.send(other))).toMatchObject({ status: 418 });
});

test('an object is removed, also twice', async () => {
  standIn.put(Bucket, 'x', 'content');
  const remove = () => bench.sdk.send(new sdk.DeleteObjectCommand({ Bucket, Key: 'x' }));
  await remove();
  await remove();
  const read = new sdk.GetObjectCommand({ Bucket, Key: 'x' });
  expect(await failureOf(bench.sdk.send(read))).toEqual({ name: 'NoSuchKey', status: 404 });
});

test.each([[{ IfMatch: `"${md5('content')}"` }], [{ IfMatch: md5('content') }]])(
  'the ETag of a condition may have quotes or not',
  async (condition) => {
    standIn.put(Bucket, 'x', 'content');
    await bench.sdk.send(new sdk.PutObjectCommand({ Bucket, Key: 'x', Body: 'new', ...condition }));
    expect(standIn.text(Bucket, 'x')).toBe('new');
  },
);

test('what is not there matches no ETag', async () => {
  const command = new sdk.PutObjectCommand({ Bucket, Key: 'x', Body: 'new', IfMatch: '0'.repeat(32) });
  expect(await failureOf(bench.sdk.send(command))).toEqual({ name: 'NoSuchKey', status: 404 });
});

test('a race is lost with 409, and nothing is written', async () => {
  standIn.races = 1;
  const write = () =>
    bench.sdk.send(new sdk.PutObjectCommand({ Bucket, Key: 'x', Body: 'new', IfNoneMatch: '*' }));
  expect(await failureOf(write())).toEqual({ name: 'ConditionalRequestConflict', status: 409 });
  expect(standIn.text(Bucket, 'x')).toBeNull();
  await write();
  expect(await failureOf(write())).toEqual({ name: 'PreconditionFailed', status: 412 });
});

test('a body that was changed on the way is refused', async () => {
  const command = new sdk.PutObjectCommand({ Bucket, Key: 'x', Body: 'content', ContentMD5: 'AAAA' });
  expect(await failureOf(bench.sdk.send(command))).toEqual({ name: 'BadDigest', status: 400 });
});

test('everything that happens is told, and survives a restart', async () => {
  const changes: ObjectChange[] = [];
  const stop = standIn.onChange((change) => changes.push(change));
  await bench.put('x', 'one');
  await bench.sdk.send(new sdk.DeleteObjectCommand({ Bucket, Key: 'x' }));
  stop();
  await bench.put('y', 'two');
  expect(changes.map(({ key, object }) => [key, object === null])).toEqual([
    ['x', false],
    ['x', true],
  ]);
  const state = JSON.parse(JSON.stringify(standIn)) as ReturnType<S3StandIn['toJSON']>;
  const again = await openStandIn(state);
  expect((await again.bench.get('y')).text).toBe('two');
  expect(again.standIn.keys(Bucket)).toEqual(['y']);
  await again.bench.close();
});
