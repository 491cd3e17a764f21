import fc from 'fast-check';
import { merge, type Callback, type LegRecord } from '../../../src/cascade/leg-record';

const empty: LegRecord = { v: 1, sid: 'CA' + '0'.repeat(32), legs: {} };
const at = '2026-11-20T12:00:00.000Z';

/** The callbacks of one leg, as Twilio sends them until its end. */
function life(leg: string, end: string, pickedUp: boolean): Callback[] {
  const statuses = ['initiated', 'ringing', ...(pickedUp ? ['in-progress'] : []), end];
  return statuses.map((status) => ({
    about: 'leg',
    leg,
    who: `who-${leg}`,
    step: 0,
    status,
    seconds: 7,
    at,
  }));
}

const story: fc.Arbitrary<Callback[]> = fc
  .record({
    ends: fc.array(fc.constantFrom('completed', 'busy', 'no-answer', 'failed', 'canceled'), { maxLength: 3 }),
    over: fc.boolean(),
  })
  .map(({ ends, over }) => [
    ...ends.flatMap((end, index) => life(`CA${index}`, end, end === 'completed')),
    ...(over ? [{ about: 'call', status: 'completed', seconds: 30, at } as const] : []),
  ]);

test('callbacks in any order, each as often as you like, end in the same state', () => {
  const anyOrder = story.chain((callbacks) =>
    fc.tuple(
      fc.constant(callbacks),
      fc.shuffledSubarray([...callbacks, ...callbacks], { minLength: callbacks.length * 2 }),
    ),
  );
  fc.assert(
    fc.property(anyOrder, ([inOrder, shuffled]) => {
      expect(shuffled.reduce(merge, empty)).toEqual(inOrder.reduce(merge, empty));
    }),
  );
});

test('as many legs as a routing file allows, each rung twice, fit into one Sync document', () => {
  const who = 'x'.repeat(32);
  const legs = Array.from({ length: 60 }, (_, index) => `CA${String(index).padStart(32, '0')}`);
  const record = legs
    .flatMap((leg) => life(leg, 'completed', true))
    .map((callback) => ({ ...callback, who, step: 9 }) as Callback)
    .reduce(merge, empty);
  expect(Object.keys(record.legs)).toHaveLength(60);
  expect(Buffer.byteLength(JSON.stringify(record))).toBeLessThan(16 * 1024);
});

test('a status that Twilio does not have changes nothing', () => {
  expect(merge(empty, { about: 'call', status: 'constructor', seconds: 0, at })).toBe(empty);
});

test('a repeat changes nothing at all', () => {
  const [first] = life('CA1', 'busy', false) as [Callback];
  const once = merge(empty, first);
  expect(merge(once, first)).toBe(once);
});
