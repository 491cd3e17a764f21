import { LATE_MS, LEASE_MS } from '../../../src/once/claim';
import { PICTURE, ROOT, SID, Thread } from './thread';

const KEY = `media-${SID}-1`;
const FILE = `picture-1.jpg jpeg ${ROOT}`;
const GONE = `Picture 1 could not be taken over: Twilio no longer has it. Ask the customer to send it again. ${ROOT}`;
const MISSING = `Picture 1 of this text may be missing here. If you cannot see it, ask the customer to send it again. ${ROOT}`;
let thread: Thread;

beforeEach(() => {
  thread = new Thread();
  thread.media.set('one', PICTURE).set('two', { ...PICTURE, contentType: 'video/mp4' });
});

const types = async (urls = ['one']) => (await thread.takeIn(urls)).map(({ type }) => type);

test('each file is shared once, in its order, whatever is repeated', async () => {
  const at = new Date(thread.now).toISOString();
  const taken = { at, type: 'media.taken-in' };
  expect(await thread.takeIn(['one', 'two'])).toEqual([
    { ...taken, key: KEY },
    { ...taken, key: `media-${SID}-2` },
  ]);
  expect(await thread.takeIn(['one', 'two'])).toEqual([]);
  expect(thread.shown).toEqual([FILE, `video-2.mp4 jpeg ${ROOT}`]);
});

test('a text without files needs nothing', async () => {
  expect(await thread.takeIn([])).toEqual([]);
});

test('of two at once one shares the file, and the other says that it is not done', async () => {
  const both = await Promise.all([types(), types()]);
  expect(both.flat().sort()).toEqual(['media.postponed', 'media.taken-in']);
  expect(thread.shown).toEqual([FILE]);
});

test.each([
  [{ kind: 'gone' }, GONE],
  [
    { kind: 'too-large', bytes: 6_000_000 },
    `A picture of 6 MB could not be taken over. Ask the customer to send a smaller one. ${ROOT}`,
  ],
  [{ kind: 'refused' }, `Picture 1 could not be taken over. Ask the customer to send it again. ${ROOT}`],
] as const)('a file that is %j is said once, and the others are shared', async (found, words) => {
  thread.media.set('one', found);
  expect(await types(['one', 'two'])).toEqual(['media.not-taken-in', 'media.taken-in']);
  expect(await types(['one', 'two'])).toEqual([]);
  expect(thread.shown).toEqual([words, `video-2.mp4 jpeg ${ROOT}`]);
});

test('a file that was shared and is gone later is said nowhere', async () => {
  await types();
  thread.media.set('one', { kind: 'gone' });
  expect(await types()).toEqual([]);
  expect(thread.shown).toEqual([FILE]);
});

test('what Twilio does not hand out now is fetched again later, and keeps nothing else', async () => {
  thread.media.delete('one');
  expect(await thread.takeIn(['one', 'two'])).toMatchObject([
    { type: 'media.postponed', why: 'twilio_unavailable' },
    { type: 'media.taken-in' },
  ]);
  expect(thread.claim(KEY)).toBeUndefined();
  thread.media.set('one', PICTURE);
  expect(await types(['one', 'two'])).toEqual(['media.taken-in']);
});

test('an upload that certainly showed nothing is repeated at once', async () => {
  thread.uploads = [{ kind: 'not-shared', reason: 'Slack cannot be reached.' }];
  expect(await thread.takeIn(['one'])).toMatchObject([
    { type: 'media.postponed', why: 'Slack cannot be reached.' },
  ]);
  expect(await types()).toEqual(['media.taken-in']);
  expect(thread.shown).toEqual([FILE]);
});

test('where Twilio drops the file before it could be shared, that is said', async () => {
  thread.uploads = [{ kind: 'not-shared', reason: '429' }];
  await types();
  thread.media.set('one', { kind: 'gone' });
  expect(await types()).toEqual(['media.not-taken-in']);
  expect(thread.shown).toEqual([GONE]);
});

test.each(['lost', 'silent'] as const)(
  'an upload whose answer is missing (%s) is never repeated; people are told to look',
  async (upload) => {
    thread.uploads = [upload];
    expect(await types()).toEqual(['media.postponed']);
    expect(await types()).toEqual(['media.postponed']);
    thread.now += LEASE_MS;
    expect(await types()).toEqual(['media.unclear']);
    expect(await types()).toEqual(['media.unclear']);
    expect(thread.shown).toEqual(upload === 'lost' ? [FILE, MISSING] : [MISSING]);
  },
);

test.each([
  ['lost', 1],
  ['silent', 1],
  ['not-posted', 1],
] as const)('a note whose posting was %s stands in the thread once', async (posting, count) => {
  thread.media.set('one', { kind: 'gone' });
  thread.posts = [posting];
  expect(await types()).toEqual(['media.postponed']);
  thread.now += LEASE_MS + LATE_MS.slack;
  expect(await types()).toEqual(['media.not-taken-in']);
  expect(thread.shown).toEqual(Array.from({ length: count }, () => GONE));
});

test('without Sync nothing is shared, since nobody could tell that it was', async () => {
  thread.isSyncDown = true;
  expect(await thread.takeIn(['one'])).toMatchObject([{ type: 'media.postponed', why: 'sync_unavailable' }]);
  expect(thread.shown).toEqual([]);
});

test('what does not fit into the time is left for later', async () => {
  thread.uploadMs = 1_600;
  thread.media.set('three', PICTURE);
  expect(await thread.takeIn(['one', 'two', 'three'])).toMatchObject([
    { type: 'media.taken-in' },
    { type: 'media.taken-in' },
    { type: 'media.postponed', why: 'no_time' },
  ]);
  expect(await types(['one', 'two', 'three'])).toEqual(['media.taken-in']);
  expect(thread.shown).toHaveLength(3);
});
