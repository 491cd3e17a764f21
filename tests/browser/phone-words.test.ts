import { ringEndsAt, talkingWith, whyOver, whyQuiet } from '../../simulator/console/page/phone-words';
import { horizonOf, ticksOf } from '../../simulator/console/page/time-scale';
import type { WorldEvent } from '../../simulator/events';
import { emptyWorld, reduce, type CallState, type WorldState } from '../../simulator/state';

const CALL = 'CA' + '0'.repeat(32);
const LEG = 'CA' + '1'.padStart(32, '0');
const SERGIO = '+15550100001';
const leg = { call: CALL, callSid: LEG, parentCallSid: CALL, to: SERGIO };

const started: WorldEvent = { at: 0, call: CALL, type: 'call.started', callSid: CALL, from: '', to: '' };
const rings: WorldEvent = {
  ...leg,
  at: 1000,
  type: 'leg.rings',
  callerId: '',
  askedSeconds: 15,
  reallySeconds: 20,
};
const bridged: WorldEvent = { ...leg, at: 5000, type: 'leg.bridged' };

function pickedUp(by: 'person' | 'mailbox'): WorldEvent {
  return { ...leg, at: 3000, type: 'leg.picked-up', by };
}

function legEnded(at: number, status: string, isBridged = false): WorldEvent {
  return { ...leg, at, type: 'leg.ended', status, bridged: isBridged, seconds: 0 };
}

function callEnded(at: number, by: 'caller' | 'twiml' | 'error'): WorldEvent {
  return { at, call: CALL, type: 'call.ended', callSid: CALL, status: 'completed', by, seconds: 0 };
}

function worldAfter(...events: WorldEvent[]): WorldState {
  return [started, ...events].reduce(reduce, emptyWorld);
}

function callAfter(...events: WorldEvent[]): CallState {
  return worldAfter(...events).calls[0]!;
}

describe('a phone that is quiet again says why', () => {
  test.each<[string, WorldEvent[]]>([
    ['Rang for 0:20; nobody answered.', [rings, legEnded(21_000, 'no-answer')]],
    ['Declined.', [rings, legEnded(2000, 'busy')]],
    ['Engaged with another call.', [legEnded(2000, 'busy')]],
    ['Could not be reached.', [legEnded(2000, 'failed')]],
    ['Stopped ringing: somebody else took it.', [rings, legEnded(2000, 'canceled')]],
    ['Stopped ringing: the caller hung up.', [rings, legEnded(2000, 'canceled'), callEnded(2001, 'caller')]],
    ['Picked up; nobody pressed 1.', [rings, pickedUp('person'), legEnded(9000, 'completed')]],
    ['The mailbox picked up; nobody pressed 1.', [rings, pickedUp('mailbox'), legEnded(9000, 'completed')]],
    [
      'Picked up, then the caller hung up.',
      [rings, pickedUp('person'), callEnded(9000, 'caller'), legEnded(9000, 'completed')],
    ],
    [
      'Talked for 0:07, then hung up.',
      [rings, pickedUp('person'), bridged, legEnded(12_000, 'completed', true), callEnded(12_100, 'twiml')],
    ],
    [
      'Talked for 0:07, the caller hung up.',
      [rings, pickedUp('person'), bridged, legEnded(12_000, 'completed', true), callEnded(12_000, 'caller')],
    ],
  ])('%s', (words, events) => {
    expect(whyQuiet(callAfter(...events), SERGIO)).toBe(words);
  });

  test('and says nothing when the call did not reach it', () => {
    expect(whyQuiet(callAfter(), SERGIO)).toBeNull();
  });
});

test('the caller’s phone says how the call came to its end', () => {
  expect(whyOver(callAfter())).toBeNull();
  expect(whyOver(callAfter(callEnded(5000, 'caller')))).toBe('The caller hung up after 0:05.');
  expect(whyOver(callAfter(callEnded(65_000, 'twiml')))).toBe('The line hung up after 1:05.');
  expect(whyOver(callAfter(callEnded(5000, 'error')))).toBe('The call failed after 0:05.');
  expect(whyOver({ ...callAfter(), endedAt: 5000 })).toBe('Cut off: the local world was closed.');
});

test('a ringing phone knows when it stops by itself, and who talks is known while they talk', () => {
  expect(ringEndsAt([callAfter(rings)], LEG)).toBe(21_000);
  expect(ringEndsAt([callAfter(rings)], null)).toBeNull();
  expect(talkingWith(callAfter(rings, bridged))).toBe(SERGIO);
  expect(talkingWith(callAfter(rings, bridged, legEnded(6000, 'completed', true)))).toBeNull();
});

test('a second call that finds a phone engaged leaves what it shows alone', () => {
  const other = 'CA' + '2'.padStart(32, '0');
  const engaged = { ...legEnded(6000, 'busy'), callSid: other } as WorldEvent;
  expect(worldAfter(rings, bridged, engaged).phones[SERGIO]?.status).toBe('talking');
});

describe('the time scale', () => {
  test('stands still while a call goes on, and grows in steps', () => {
    expect([0, 15_000, 15_001, 61_000, 3_600_001].map(horizonOf)).toEqual([
      15_000, 15_000, 30_000, 120_000, 7_200_000,
    ]);
  });

  test('has a few round marks', () => {
    expect(ticksOf(15_000)).toEqual([0, 5000, 10_000, 15_000]);
    expect(ticksOf(8400)).toEqual([0, 2000, 4000, 6000, 8000]);
    expect(ticksOf(1000)).toEqual([0, 1000]);
    expect(ticksOf(7_200_000)).toHaveLength(5);
  });
});
