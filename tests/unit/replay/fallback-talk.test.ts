import type { ListedCall } from '../../../src/clients/calls';
import { hasTalkedWithoutUs } from '../../../src/replay/fallback-talk';

const START = Date.parse('2030-01-01T12:00:00Z');
const sid = `CA${'0'.repeat(32)}`;

/** A call or leg that was answered `from` seconds after the start and ended `to` seconds after it. */
function span(from: number, to: number, status = 'completed'): ListedCall {
  return {
    sid,
    parent: null,
    from: '+12025550123',
    to: '+15550100000',
    status,
    direction: 'inbound',
    seconds: to - from,
    startedAt: START,
    endedAt: START + to * 1000,
  };
}

test.each([
  ['a talk of 10 s', span(8, 18), [span(8, 18)], true],
  ['a talk of 44 s on the second phone', span(40, 84), [span(20, 20, 'no-answer'), span(40, 84)], true],
  ['a talk of 2 s', span(8, 10), [span(8, 10)], true],
  ['a pick-up of 1 s', span(8, 9), [span(8, 9)], false],
  ['a caller’s leg that was never answered', span(30, 30, 'no-answer'), [span(8, 30)], false],
  ['a caller’s leg that was cancelled', span(10, 30, 'canceled'), [span(10, 30)], false],
  ['only the words at the end', span(60, 66), [span(20, 20, 'busy'), span(50, 50, 'no-answer')], false],
  ['a screening, and then the greeting', span(60, 80), [span(20, 40)], false],
  ['no leg at all', span(1, 20), [], false],
] as const)('%s: %j', (_name, call, legs, expected) => {
  expect(hasTalkedWithoutUs(call, legs)).toBe(expected);
});
