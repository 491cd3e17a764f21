import type { S3 } from '../../../src/clients/s3';
import { unavailable } from '../../../src/clients/s3/refusal';
import { RelayError } from '../../../src/errors';
import { MOST_EARLIER_REQUESTS, type Job } from '../../../src/jobs/job';
import { createS3JobStore, type JobDecision } from '../../../src/jobs/store';
import { MOST_DOCUMENT_BYTES } from '../../../src/jobs/store-document';
import { WITHIN_MS } from '../../../src/jobs/update';
import { addMark } from '../../support/s3-changes';
import { S3World, type Step } from './store-world';

const JOB = '{"id":"1","status":"pending","title":"job"}';
const NOW = '2030-01-01T00:00:00.000Z';

function jobsIn({ text }: S3World): Job[] {
  return JSON.parse(text ?? '[]') as Job[];
}

const titles = (world: S3World): (string | undefined)[] => jobsIn(world).map(({ title }) => title);
const always = (step: Step): Step[] => new Array<Step>(200).fill(step);
/** Makes a new job, with another id every time it is asked. */
function newJob(): () => JobDecision<never> {
  let asked = 0;
  return () => ({ kind: 'change', job: { id: `new-${(asked += 1)}`, status: 'pending' } });
}

test('a change is stored with its time and its request', async () => {
  const world = new S3World(`[${JOB}]`);
  const result = await world.store().update('1', 'a', addMark('a'));
  const before = { id: '1', status: 'pending', title: 'job' };
  const job = { ...before, title: 'job a', updatedAt: NOW, relay: { lastRequestId: 'a', writtenAt: NOW } };
  expect(result).toEqual({ kind: 'changed', before, job });
  expect(jobsIn(world)).toEqual([job]);
});

test('what is kept writes nothing', async () => {
  const world = new S3World('[]');
  const result = await world.store().update('1', 'a', addMark('a'));
  expect(result).toEqual({ kind: 'kept', result: 'no job' });
  expect(world.writes).toBe(0);
});

test.each<[string, Step[]]>([
  ['a conflict', ['none', 'conflict', 'none', 'conflict']],
  ['a read that fails', ['fails', 'fails']],
  ['a write that gets nowhere', ['none', 'fails']],
  ['a write whose reply is lost', ['none', 'reply-lost']],
  ['a lost reply and reads that fail', ['none', 'reply-lost', 'fails', 'fails']],
  ['a write that hangs and never arrives', ['none', 'late']],
])('after %s the change is there once', async (_, steps) => {
  const world = new S3World(`[${JOB}]`);
  const result = await world.store(steps).update('1', 'a', addMark('a'));
  expect(result).toMatchObject({ kind: 'changed', before: { title: 'job' }, job: { title: 'job a' } });
  expect(titles(world)).toEqual(['job a']);
  expect(world.writes).toBe(1);
});

test('whoever was overtaken decides on what is there then', async () => {
  const world = new S3World(`[${JOB}]`);
  const update = world.store(['none', 'conflict']).update<string>('1', 'a', (job) => {
    world.put(`[${JOB.replace('pending', 'cancelled')}]`);
    return job?.status === 'cancelled' ? { kind: 'keep', result: job.status } : addMark('a')(job);
  });
  expect(await update).toEqual({ kind: 'kept', result: 'cancelled' });
});

test('a write whose reply was lost is known even after others have written', async () => {
  const world = new S3World(`[${JOB}]`);
  let haveOthersWritten = false;
  world.pause = async () => {
    if (world.writes !== 1 || haveOthersWritten) return;
    haveOthersWritten = true;
    for (const name of 'bcd') await world.store().update('1', name, addMark(name));
  };
  const result = await world.store(['none', 'reply-lost', 'fails']).update('1', 'a', addMark('a'));
  expect(result).toMatchObject({ kind: 'changed', job: { title: 'job a' } });
  expect(titles(world)).toEqual(['job a b c d']);
});

test('a write that hangs may arrive after its repeat, and counts once', async () => {
  const world = new S3World(`[${JOB}]`);
  const late: (() => void)[] = [];
  world.onLate = (arrive) => late.push(arrive);
  const result = await world.store(['none', 'late']).update('1', 'a', addMark('a'));
  late.forEach((arrive) => arrive());
  expect(result).toMatchObject({ kind: 'changed' });
  expect(titles(world)).toEqual(['job a']);
});

test('a new job whose first write was unsure keeps its id in the repeat', async () => {
  const world = new S3World('[]');
  const late: (() => void)[] = [];
  world.onLate = (arrive) => late.push(arrive);
  const steps: Step[] = ['none', 'late', 'none', 'late', 'fails'];
  const update = world.store(steps).update(null, 'a', newJob());
  world.pause = () => {
    if (late.length === 2) late[0]?.();
    return Promise.resolve();
  };
  expect(await update).toMatchObject({ kind: 'changed', before: null, job: { id: 'new-1' } });
  expect(jobsIn(world).map(({ id }) => id)).toEqual(['new-1']);
});

test('the same request changes nothing a second time, also when it makes a new job', async () => {
  const world = new S3World('[]');
  await world.store().update(null, 'a', newJob());
  await world.store().update('new-1', 'b', addMark('b'));
  const again = await world.store().update(null, 'a', newJob());
  expect(again).toMatchObject({ kind: 'repeated', job: { id: 'new-1', title: ' b' } });
  expect(jobsIn(world)).toHaveLength(1);
});

test('the same request id counts for its own job only', async () => {
  const world = new S3World(`[${JOB},${JOB.replace('"1"', '"2"')}]`);
  await world.store().update('1', 'a', addMark('a'));
  expect(await world.store().update('2', 'a', addMark('a'))).toMatchObject({ kind: 'changed' });
});

test(`a job remembers its last ${MOST_EARLIER_REQUESTS + 1} requests`, async () => {
  const world = new S3World(`[${JOB}]`);
  const names = Array.from({ length: MOST_EARLIER_REQUESTS + 2 }, (_, index) => `r${index}`);
  for (const name of names) await world.store().update('1', name, addMark(name));
  expect(jobsIn(world)[0]!.relay).toEqual({
    writtenAt: NOW,
    lastRequestId: names.at(-1),
    earlierRequestIds: names.slice(1, -1).reverse(),
  });
});

test('an id that is taken is not given to a new job', async () => {
  const world = new S3World('[{"id":"new-1"}]');
  expect(await world.store().update(null, 'a', newJob())).toEqual({ kind: 'id-taken' });
  expect(world.writes).toBe(0);
});

test('a job gets no other id', async () => {
  const world = new S3World(`[${JOB}]`);
  await expect(world.store().update('1', 'a', newJob())).rejects.toThrow(TypeError);
});

test('an entry that is no job is left alone', async () => {
  const world = new S3World('[{"id":"1","status":"done"}]');
  const result = await world.store().update('1', 'a', addMark('a'));
  expect(result).toEqual({ kind: 'invalid', why: 'The entry with this id has no known status.' });
  expect(world.writes).toBe(0);
});

describe('when S3 does not answer', () => {
  test('nothing is written, and that is certain, within 6 s', async () => {
    const world = new S3World(`[${JOB}]`);
    const start = world.now;
    const result = await world.store(always('late')).update('1', 'a', addMark('a'));
    expect(result).toMatchObject({ kind: 'unavailable', certain: true });
    expect(world.now - start).toBeLessThanOrEqual(WITHIN_MS);
    expect(world.writes).toBe(0);
  });

  test('a write that may have arrived is not called certain', async () => {
    const world = new S3World(`[${JOB}]`);
    const result = await world
      .store(['none', 'reply-lost', ...always('fails')], () => 0.99)
      .update('1', 'a', addMark('a'));
    expect(result).toMatchObject({ kind: 'unavailable', certain: false });
    expect(await world.store().update('1', 'a', addMark('a'))).toMatchObject({ kind: 'repeated' });
  });

  test('a write that somebody else’s has overtaken is certain again', async () => {
    const world = new S3World(`[${JOB}]`);
    const steps: Step[] = ['none', 'late', 'none', 'conflict', ...always('fails')];
    world.onLate = () => world.put(`[${JOB}, 7]`);
    const result = await world.store(steps, () => 0.99).update('1', 'a', addMark('a'));
    expect(result).toMatchObject({ kind: 'unavailable', certain: true });
  });

  test('reading is tried twice', async () => {
    const world = new S3World(`[${JOB}, 7]`);
    expect(await world.store(['fails']).read()).toMatchObject({ kind: 'jobs', unreadable: 1 });
    expect(await world.store(['fails', 'fails']).read()).toMatchObject({ kind: 'unavailable' });
  });
});

test('two conflicts are retried at once, further ones after a random wait that grows', async () => {
  const world = new S3World(`[${JOB}]`);
  const conflicts = Array.from({ length: 5 }, (): Step[] => ['none', 'conflict']).flat();
  const start = world.now;
  const at: number[] = [];
  await world
    .store(conflicts, () => 0.5)
    .update('1', 'a', (job) => {
      at.push(world.now - start);
      return addMark('a')(job);
    });
  expect(at).toEqual([0, 0, 0, 201, 602, 1103]);
});

test('endless conflicts end, with nothing changed', async () => {
  const world = new S3World(`[${JOB}]`);
  const conflicts = Array.from({ length: 200 }, (): Step[] => ['none', 'conflict']).flat();
  const result = await world.store(conflicts, () => 0.99).update('1', 'a', addMark('a'));
  expect(result).toMatchObject({ kind: 'unavailable', certain: true });
  expect(titles(world)).toEqual(['job']);
});

describe('what S3 refuses', () => {
  const opened = (s3: Partial<S3>, now = () => 0) => {
    const world = new S3World(`[${JOB}]`);
    const full = {
      read: () => Promise.resolve(world.read()),
      write: () => Promise.reject(new Error('nothing may be written')),
      ...s3,
    };
    // Waiting takes no time; deadlines do not strike.
    const after = (ms: number, action: () => void) => {
      if (ms < 300) setImmediate(action);
      return () => undefined;
    };
    const clock = { now, after };
    return createS3JobStore({ s3: full, clock, random: () => 0, key: 'maintenance.json' });
  };

  test.each<[string, Awaited<ReturnType<S3['read']>>, object]>([
    ['too large', { kind: 'too-large', bytes: 5_000_000 }, { kind: 'document-too-large', bytes: 5_000_000 }],
    ['no text', { kind: 'not-text' }, { kind: 'invalid' }],
    ['forbidden', { kind: 'refused', reason: 'AccessDenied' }, { kind: 'unavailable', certain: true }],
  ])('a document that is %s is not waited for', async (_, answer, expected) => {
    const store = opened({ read: () => Promise.resolve(answer) });
    expect(await store.update('1', 'a', addMark('a'))).toMatchObject(expected);
    expect(await store.read()).toMatchObject(expected);
  });

  test('a refused write has changed nothing', async () => {
    const store = opened({ write: () => Promise.resolve({ kind: 'refused', reason: 'AccessDenied' }) });
    const result = await store.update('1', 'a', addMark('a'));
    expect(result).toEqual({
      kind: 'unavailable',
      certain: true,
      why: 'S3 refused the write: AccessDenied.',
    });
  });

  test('a refusal does not say what became of an earlier write', async () => {
    let reads = 0;
    const world = new S3World(`[${JOB}]`);
    const refused = { kind: 'refused', reason: 'AccessDenied' } as const;
    const store = opened({
      read: () => Promise.resolve((reads += 1) === 1 ? world.read() : refused),
      write: () => Promise.reject(unavailable('the reply was lost')),
    });
    const update = store.update('1', 'a', addMark('a'));
    expect(await update).toMatchObject({ kind: 'unavailable', certain: false });
  });

  test('a document that would become too large is not written', async () => {
    const store = opened({});
    const title = 'x'.repeat(MOST_DOCUMENT_BYTES);
    const result = await store.update('1', 'a', (job) => ({ kind: 'change', job: { ...job!, title } }));
    expect(result).toMatchObject({ kind: 'document-too-large' });
  });

  test('a write is not begun when its reply could not be waited for', async () => {
    let now = 0;
    const world = new S3World(`[${JOB}]`);
    const read = () => {
      now += WITHIN_MS - 250;
      return Promise.resolve(world.read());
    };
    const result = await opened({ read }, () => now).update('1', 'a', addMark('a'));
    expect(result).toEqual({ kind: 'unavailable', certain: true, why: 'The time is up.' });
  });

  test('a missing setting is the operator’s to know, at once', async () => {
    const missing = new RelayError('settings_missing', { text: 'Not set: S3_REGION.', advice: '' });
    const store = opened({ read: () => Promise.reject(missing) });
    await expect(store.update('1', 'a', addMark('a'))).rejects.toBe(missing);
  });
});
