import { createS3, type S3 } from '../../src/clients/s3';
import { addMark } from '../support/s3-changes';
import { hasRadosgw } from '../support/radosgw';
import { openRadosgw, openStandIn, type S3Bench } from '../support/s3-bench';

const servers: [string, () => Promise<S3Bench>][] = [
  ['the stand-in', async () => (await openStandIn()).bench],
];
if (hasRadosgw()) servers.push(['a real S3 (radosgw)', openRadosgw]);
else process.stderr.write('radosgw is not installed: the job store is tested against the stand-in alone.\n');

const MOST_BYTES = 1_000;
const signal = AbortSignal.timeout(60_000);

describe.each(servers)('with %s', (_, open) => {
  let bench: S3Bench;
  let s3: S3;
  beforeAll(async () => {
    bench = await open();
    s3 = createS3(bench.options);
  });
  afterAll(() => bench.close());

  const write = (key: string, text: string, replaces: string | null) =>
    s3.write({ key, text, contentType: 'application/json', replaces }, signal);

  test('an object comes back as it was written, byte order mark and all', async () => {
    const text = '\uFEFF{"é":"\u2028","price":12.50}\r\n';
    const written = await write('same', text, null);
    expect(await s3.read('same', MOST_BYTES, signal)).toEqual({ ...written, kind: 'object', text });
  });

  test('what is not there is missing, and cannot be replaced', async () => {
    expect(await s3.read('nothing', MOST_BYTES, signal)).toEqual({ kind: 'missing' });
    expect(await write('nothing', 'x', '0'.repeat(32))).toEqual({ kind: 'changed' });
    expect(await s3.read('nothing', MOST_BYTES, signal)).toEqual({ kind: 'missing' });
  });

  test('what is there is not created again', async () => {
    await write('first', 'one', null);
    expect(await write('first', 'two', null)).toEqual({ kind: 'changed' });
    expect((await bench.get('first')).text).toBe('one');
  });

  test('only what was read is replaced', async () => {
    await bench.put('replaced', 'one');
    const read = await s3.read('replaced', MOST_BYTES, signal);
    const etag = read.kind === 'object' ? read.etag : '';
    expect(await write('replaced', 'two', etag)).toMatchObject({ kind: 'written' });
    expect(await write('replaced', 'three', etag)).toEqual({ kind: 'changed' });
    expect((await bench.get('replaced')).text).toBe('two');
  });

  test.each([
    ['created', null],
    ['replaced', 'etag'],
  ])('of several at once one wins when an object is %s', async (key, replaces) => {
    await bench.put(`race-${key}`, 'before');
    const read = await s3.read(`race-${key}`, MOST_BYTES, signal);
    const etag = replaces === null || read.kind !== 'object' ? null : read.etag;
    const target = etag === null ? 'race-new' : `race-${key}`;
    const results = await Promise.all(
      Array.from('abcdefgh').map(async (text) => {
        // radosgw answers some of the losers 500, which tells our client nothing.
        const { kind } = await write(target, text, etag).catch(() => ({ kind: 'unknown' }));
        return { text, kind };
      }),
    );
    const winners = results.filter(({ kind }) => kind === 'written');
    expect(winners).toHaveLength(1);
    expect(results.filter(({ kind }) => kind === 'refused')).toEqual([]);
    expect((await bench.get(target)).text).toBe(winners[0]!.text);
  });

  test('what is too large or no text is not handed out', async () => {
    await bench.put('large', 'x'.repeat(MOST_BYTES + 1));
    await bench.put('latin', Buffer.from([0x22, 0xe9, 0x22]));
    expect(await s3.read('large', MOST_BYTES, signal)).toEqual({
      kind: 'too-large',
      bytes: MOST_BYTES + 1,
    });
    expect(await s3.read('latin', MOST_BYTES, signal)).toEqual({ kind: 'not-text' });
  });

  test.each([
    ['secret', { secretAccessKey: 'wrong' }, 'SignatureDoesNotMatch'],
    ['key', { accessKeyId: 'nobody' }, 'InvalidAccessKeyId'],
  ])('a wrong %s is refused', async (_what, wrong, reason) => {
    const stranger = createS3({ ...bench.options, ...wrong });
    expect(await stranger.read('same', MOST_BYTES, signal)).toEqual({ kind: 'refused', reason });
    const object = { key: 'stranger', text: 'x', contentType: 'text/plain', replaces: null };
    expect(await stranger.write(object, signal)).toEqual({ kind: 'refused', reason });
    expect(await s3.read('stranger', MOST_BYTES, signal)).toEqual({ kind: 'missing' });
  });

  test('a bucket that is not there is no missing object', async () => {
    const stranger = createS3({ ...bench.options, bucket: 'no-such-bucket' });
    expect(await stranger.read('same', MOST_BYTES, signal)).toMatchObject({ kind: 'refused' });
  });

  test('the first job makes the document, with what CloudFront needs to know', async () => {
    const store = bench.store('new.json');
    expect(await store.read()).toEqual({ kind: 'jobs', jobs: [], unreadable: 0 });
    const created = await store.update(null, 'r1', () => ({
      kind: 'change',
      job: { id: '1', status: 'pending' },
    }));
    expect(created).toMatchObject({ kind: 'changed', before: null, job: { id: '1' } });
    expect(await bench.get('new.json')).toMatchObject({
      contentType: 'application/json',
      cacheControl: 'max-age=0, s-maxage=2, must-revalidate',
    });
    const job = { relay: { lastRequestId: 'r1' }, id: '1', status: 'pending' };
    expect(await store.read()).toMatchObject({ kind: 'jobs', jobs: [job] });
  });

  test('writers at once lose nothing, and what nobody changed keeps its bytes', async () => {
    const foreign = '{ "id": "9",  "status":"pending", "price": 12.50 }';
    const shared = '{"id":"1","status":"pending","title":"begun"}';
    await bench.put('busy.json', `{ "at": 1.0, "jobs": [${foreign}, ${shared}] }`);
    const writers = Array.from('abcdefgh');
    const results = await Promise.all(
      writers.map((name) => bench.store('busy.json').update('1', name, addMark(name))),
    );
    expect(results.map(({ kind }) => kind)).toEqual(writers.map(() => 'changed'));
    const { text } = await bench.get('busy.json');
    expect(text.startsWith(`{ "at": 1.0, "jobs": [${foreign}, {"id":"1","status":"pending"`)).toBe(true);
    const { jobs } = JSON.parse(text) as { jobs: { title: string }[] };
    const [first, ...rest] = jobs[1]!.title.split(' ');
    expect([first, ...rest.sort()]).toEqual(['begun', ...writers]);
  });

  test('a repeat changes nothing', async () => {
    await bench.put('repeat.json', '[{"id":"1","status":"pending","title":"begun"}]');
    await bench.store('repeat.json').update('1', 'a', addMark('a'));
    const { text } = await bench.get('repeat.json');
    const again = await bench.store('repeat.json').update('1', 'a', addMark('a'));
    expect(again).toMatchObject({ kind: 'repeated', job: { title: 'begun a' } });
    expect((await bench.get('repeat.json')).text).toBe(text);
  });

  test('a broken document is left alone', async () => {
    await bench.put('broken.json', '[{"id":"1","status":"pending"}');
    const result = await bench.store('broken.json').update('1', 'a', addMark('a'));
    expect(result).toEqual({ kind: 'invalid', why: 'It is not JSON.' });
    expect((await bench.get('broken.json')).text).toBe('[{"id":"1","status":"pending"}');
  });
});
