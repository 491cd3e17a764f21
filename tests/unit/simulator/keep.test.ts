import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorldEvent } from '../../../simulator/events';
import { readKept } from '../../../simulator/keep';
import { emptyWorld, reduce } from '../../../simulator/state';

const own: WorldEvent = {
  at: 5,
  type: 'text.sent',
  messageSid: null,
  from: '+15550100000',
  to: '+12025550123',
  body: 'You are unsubscribed.',
  mediaUrls: [],
  sendAt: null,
};

describe('what is kept over a restart', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dispatch-relay-keep-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function reading(content: unknown) {
    const file = join(folder, 'world.json');
    await writeFile(file, JSON.stringify(content));
    return readKept(file);
  }

  test('Twilio’s own answers, which no list of texts has', async () => {
    const state = [own, { ...own, messageSid: 'SM1' }].reduce(reduce, emptyWorld);
    const kept = await reading({ v: 1, state, sync: {}, messages: { a: 1 }, slack: { b: 2 } });
    const { at, from, to, body } = own;
    expect(kept?.state.carrierTexts).toEqual([{ at, from, to, body }]);
    expect(kept).toMatchObject({ messages: { a: 1 }, slack: { b: 2 } });
  });

  test('a file of before there were texts', async () => {
    const kept = await reading({ v: 1, state: { phones: {}, calls: [] }, sync: {} });
    expect(kept?.state).toEqual(emptyWorld);
  });

  test('nothing of a file of another kind', async () => {
    expect(await reading({ v: 2, state: emptyWorld, sync: {} })).toBeUndefined();
    expect(await readKept(join(folder, 'none.json'))).toBeUndefined();
  });
});
