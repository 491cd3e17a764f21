import { append, type CallRecord, type NewCallEvent } from '../../../src/cascade/call-record';
import type { LegRecord } from '../../../src/cascade/leg-record';
import { outcomeOf, wasBlocked } from '../../../src/cascade/outcome';
import { routing } from '../../support/routing';

const START = Date.parse('2026-11-20T12:00:00Z');
const LEG = 'CA' + '1'.repeat(32);
const sid = 'CA' + '0'.repeat(32);
const later = (seconds: number) => new Date(START + seconds * 1000).toISOString();

function call(...events: NewCallEvent[]): CallRecord {
  return append({ v: 1, sid, from: '+12025550123', to: '+15550100000', events: [] }, events, START);
}

const ring: NewCallEvent = {
  type: 'call.decided',
  key: 'start',
  answer: { kind: 'ring', step: 0, people: ['sergio'] },
  skipped: [],
};
const greeted: NewCallEvent = { ...ring, key: 'next:0', answer: { kind: 'message', why: 'nobody-left' } };
const recorded = (seconds: number, status: 'completed' | 'absent' = 'completed'): NewCallEvent => ({
  type: 'message.recorded',
  key: 'recorded',
  recording: 'RE' + '0'.repeat(32),
  status,
  seconds,
});
const accepted: NewCallEvent = { type: 'leg.accepted', key: 'a', leg: LEG, who: 'sergio', step: 0 };
const over = (talked: boolean): NewCallEvent => ({
  type: 'leg.over',
  key: 'over:next:0',
  step: 0,
  leg: LEG,
  status: 'completed',
  seconds: 20,
  callerGone: true,
  verdict: talked ? { talked, because: 'accepted' } : { talked, because: 'not-bridged' },
});
const gone: NewCallEvent = { ...ring, key: 'next:0', answer: { kind: 'hangup', why: 'caller-gone' } };

function legs(
  options: { status?: string; seconds?: number; endedAt?: number; callEndedAt?: number } = {},
): LegRecord {
  const { status = 'canceled', seconds = 0, endedAt = 10, callEndedAt = 10 } = options;
  return {
    v: 1,
    sid,
    legs: {
      [LEG]: {
        who: 'sergio',
        step: 0,
        status,
        pickedUp: status === 'completed',
        seconds,
        endedAt: later(endedAt),
      },
    },
    end: { status: 'completed', seconds: 10, at: later(callEndedAt) },
  };
}

describe('how a call ended', () => {
  const missed = { kind: 'missed' };
  const open = { kind: 'open' };
  test.each([
    ['nothing is on record', null, legs(), open],
    ['it still rings', call(ring), { v: 1, sid, legs: {} }, open],
    ['a conversation', call(ring, accepted, over(true)), null, { kind: 'answered', by: 'sergio' }],
    ['the caller was gone before anybody accepted', call(ring, over(false), gone), null, missed],
    ['somebody accepted after the caller was gone', call(ring, accepted, over(false), gone), null, missed],
    ['the greeting was served, nothing is known of a recording', call(ring, greeted), legs(), open],
    [
      'a message of 2 s',
      call(ring, greeted, recorded(2)),
      legs(),
      { kind: 'message', recording: 'RE' + '0'.repeat(32), seconds: 2 },
    ],
    ['a recording under 2 s', call(ring, greeted, recorded(1)), null, missed],
    ['an absent recording', call(ring, greeted, recorded(0, 'absent')), null, missed],
    ['the caller hung up while it rang, and no action came', call(ring), legs(), missed],
    [
      'the caller hung up during the screening, and no action came',
      call(ring),
      legs({ status: 'completed', seconds: 6 }),
      missed,
    ],
    [
      'accepted, and no action came',
      call(ring, accepted),
      legs({ status: 'completed', seconds: 20 }),
      { kind: 'answered', by: 'sergio' },
    ],
    [
      'a leg of 45 s, and no action came',
      call(ring),
      legs({ status: 'completed', seconds: 45 }),
      { kind: 'answered', by: 'sergio' },
    ],
    ['the call went on after the leg, which nobody stored', call(ring), legs({ callEndedAt: 20 }), open],
    ['a leg of it is not over', call(ring), legs({ status: 'ringing' }), open],
  ] as const)('%s', (_name, record, callbacks, expected) => {
    expect(outcomeOf(routing(), record, callbacks)).toEqual(expected);
  });

  test('a leg of 10 s to somebody who is not screened was a conversation', () => {
    const config = routing();
    const dispatchers = config.dispatchers.map((dispatcher) => ({ ...dispatcher, screen: false }));
    const ended = legs({ status: 'completed', seconds: 10 });
    expect(outcomeOf({ ...config, dispatchers }, call(ring), ended)).toEqual({
      kind: 'answered',
      by: 'sergio',
    });
  });
});

test('what is still open was missed once Twilio’s own lists were read, and not before', () => {
  const reconciled: NewCallEvent = { type: 'call.reconciled', key: 'reconciled' };
  expect(outcomeOf(routing(), call(ring, greeted), legs())).toEqual({ kind: 'open' });
  expect(outcomeOf(routing(), call(ring, greeted, reconciled), legs())).toEqual({ kind: 'missed' });
  const message = outcomeOf(routing(), call(ring, greeted, recorded(9), reconciled), legs());
  expect(message).toMatchObject({ kind: 'message', seconds: 9 });
});

test.each(['no-answer', 'canceled', 'busy', 'failed'])(
  'a caller’s leg that ended %s was never answered: missed, whoever pressed 1',
  (status) => {
    const ended = legs({ status: 'completed', seconds: 50 });
    const gone = { ...ended, end: { ...ended.end!, status } };
    expect(outcomeOf(routing(), call(ring, accepted), gone)).toEqual({ kind: 'missed' });
  },
);

test('a recording is a message, also where the decision to take one could not be stored', () => {
  const expected = { kind: 'message', seconds: 9 };
  expect(outcomeOf(routing(), call(ring, recorded(9)), legs({ callEndedAt: 30 }))).toMatchObject(expected);
  expect(outcomeOf(routing(), call(recorded(9)), null)).toMatchObject(expected);
});

test('a blocked caller is told from anybody else', () => {
  expect(wasBlocked(call({ ...ring, answer: { kind: 'message', why: 'blocked' } }))).toBe(true);
  expect(wasBlocked(call(greeted))).toBe(false);
});
