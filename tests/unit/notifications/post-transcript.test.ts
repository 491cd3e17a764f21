import { postTranscript } from '../../../src/notifications/post-transcript';
import { drain } from '../../../src/outbox/drain';
import { AlertWorld, CALLER } from './world';

const CALL = { sid: `CA${'1'.repeat(32)}`, caller: { kind: 'number', phone: CALLER }, to: '' } as const;
const SAID = { status: 'completed', text: 'My gate is stuck' };

let world: AlertWorld;
beforeEach(() => (world = new AlertWorld()));

/** A request to Sync fails, so many times. */
function failing(request: string, times: number): void {
  let left = times;
  world.hiccup = (asked) => (asked.includes(request) && (left -= 1) >= 0 ? 'fails' : null);
}

test('what could not be claimed at first is claimed for the outbox', async () => {
  failing('create once-transcript', 1);
  expect(await postTranscript(world.app, CALL, SAID)).toBe(true);
  world.now += 60_000;
  await drain(world.app, { most: 40, until: world.now + 3000 });
  expect(world.timesPosted('My gate is stuck')).toBe(1);
});

test('what can neither be posted nor kept says so, for Twilio to repeat it', async () => {
  failing('create once-transcript', 2);
  expect(await postTranscript(world.app, CALL, SAID)).toBe(false);
  expect(world.waiting()).toEqual([]);
  expect(await postTranscript(world.app, CALL, SAID)).toBe(true);
  expect(world.timesPosted('My gate is stuck')).toBe(1);
});

test.each([
  ['nothing was understood', { status: 'completed', text: ' ' }],
  ['the transcription failed', { status: 'failed', text: '' }],
])('%s: nothing to show', async (_name, said) => {
  expect(await postTranscript(world.app, CALL, said)).toBe(true);
  expect(world.posts).toEqual([]);
});
