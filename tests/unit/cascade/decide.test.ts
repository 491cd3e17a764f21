import {
  append,
  type CallRecord,
  type NewCallEvent,
  type RecordReading,
} from '../../../src/cascade/call-record';
import {
  decideAfterLeg,
  decideIncoming,
  judge,
  type LegEnd,
  type Situation,
} from '../../../src/cascade/decide';
import { explain } from '../../../src/cascade/explain';
import { routing, step } from '../../support/routing';

const LEG = 'CA' + '1'.repeat(32);
const config = routing({ cascade: [step(['ana', 'ben'], 15), step(['backup'], 20)] });
const situation: Situation = {
  config,
  presences: {},
  caller: { kind: 'number', phone: '+12025550123' },
  line: '+15550100000',
  opening: 'open',
};

const ended: LegEnd = {
  step: 0,
  opening: 'open',
  without: null,
  status: 'completed',
  bridged: false,
  leg: LEG,
  seconds: 0,
  callerGone: false,
};

function record(...events: NewCallEvent[]): RecordReading {
  const empty: CallRecord = { v: 1, sid: 'CA' + '0'.repeat(32), from: null, to: '', events: [] };
  return { kind: 'read', record: append(empty, events, 0) };
}

const rang: NewCallEvent = {
  type: 'call.decided',
  key: 'start',
  answer: { kind: 'ring', step: 0, people: ['ana', 'ben'] },
  skipped: [],
};
const screened: NewCallEvent = { type: 'leg.screened', key: 's', leg: LEG, who: 'ana', step: 0 };
const accepted: NewCallEvent = { type: 'leg.accepted', key: 'a', leg: LEG, who: 'ana', step: 0 };
const unscreened = routing({
  cascade: config.cascade,
  dispatchers: config.dispatchers.map((dispatcher) => ({ ...dispatcher, screen: false })),
});
const mixed = routing({
  cascade: config.cascade,
  dispatchers: config.dispatchers.map((dispatcher) => ({ ...dispatcher, screen: dispatcher.id === 'ana' })),
});

describe('whether a leg was a conversation', () => {
  const bridged = { ...ended, bridged: true };
  test.each([
    ['not bridged, whatever the status says', config, ended, record(rang, screened), false, 'not-bridged'],
    ['not bridged in spite of an acceptance', config, ended, record(rang, accepted), false, 'not-bridged'],
    ['bridged and accepted', config, bridged, record(rang, screened, accepted), true, 'accepted'],
    [
      'bridged, and the record cannot be read',
      config,
      bridged,
      { kind: 'unreadable' },
      true,
      'record-unreadable',
    ],
    ['bridged, and there is no record', config, bridged, { kind: 'missing' }, true, 'record-unreadable'],
    [
      'bridged without an acceptance: a mailbox',
      config,
      bridged,
      record(rang, screened),
      false,
      'not-accepted',
    ],
    ['bridged without a trace of a screening', config, bridged, record(rang), false, 'not-accepted'],
    [
      'bridged without an acceptance for 44 s',
      config,
      { ...bridged, seconds: 44 },
      record(rang),
      false,
      'not-accepted',
    ],
    [
      'bridged without an acceptance for 45 s',
      config,
      { ...bridged, seconds: 45 },
      record(rang),
      true,
      'long',
    ],
    ['bridged in a step that does not screen', unscreened, bridged, record(rang), true, 'not-screened'],
    ['bridged to the one person who is not screened', mixed, bridged, record(rang), true, 'not-screened'],
    ['bridged to the one person who is', mixed, bridged, record(rang, screened), false, 'not-accepted'],
    ['bridged in a step nobody knows', config, { ...bridged, step: 9 }, record(rang), false, 'not-accepted'],
  ] as const)('%s', (_name, routed, end, reading, talked, because) => {
    expect(judge(routed, end, reading)).toEqual({ talked, because });
  });
});

describe('what follows a leg', () => {
  const answer = (end: LegEnd, reading: RecordReading = record(rang)) =>
    decideAfterLeg(situation, end, judge(config, end, reading), reading).answer;

  test('nobody answered: the next step rings', () => {
    expect(answer({ ...ended, status: 'no-answer', leg: '' })).toEqual({
      kind: 'ring',
      step: 1,
      people: ['backup'],
    });
  });

  test('after the last step a message is taken', () => {
    expect(answer({ ...ended, step: 1 })).toEqual({ kind: 'message', why: 'nobody-left' });
  });

  test('a step that the configuration does not have takes a message', () => {
    expect(answer({ ...ended, step: 7 })).toEqual({ kind: 'message', why: 'no-such-step' });
    expect(answer({ ...ended, step: null })).toEqual({ kind: 'message', why: 'no-such-step' });
  });

  test('after a conversation nobody is rung', () => {
    expect(answer({ ...ended, bridged: true }, record(rang, accepted))).toEqual({
      kind: 'hangup',
      why: 'talked',
    });
  });

  test('a caller who hung up gets no further ring', () => {
    expect(answer({ ...ended, callerGone: true })).toEqual({ kind: 'hangup', why: 'caller-gone' });
  });

  test('who picked up without accepting is left out, and the others ring again', () => {
    expect(answer(ended, record(rang, screened))).toEqual({
      kind: 'ring',
      step: 0,
      people: ['ben'],
      without: 'ana',
    });
  });

  test('the others ring again once only', () => {
    expect(answer({ ...ended, without: 'ben' }, record(rang, screened))).toEqual({
      kind: 'ring',
      step: 1,
      people: ['backup'],
    });
  });

  test('somebody who rang alone and did not accept is followed by the next step', () => {
    const alone: NewCallEvent = { ...rang, answer: { kind: 'ring', step: 0, people: ['ana'] } };
    expect(answer(ended, record(alone, screened))).toMatchObject({ kind: 'ring', step: 1 });
  });

  test('others who are away by now are not rung again', () => {
    const reach = { available: false, because: 'dnd', until: '2026-11-20T16:30:00.000Z' } as const;
    const presences = { ben: { reach, onCall: false } };
    const reading = record(rang, screened);
    const verdict = judge(config, ended, reading);
    expect(decideAfterLeg({ ...situation, presences }, ended, verdict, reading).answer).toEqual({
      kind: 'ring',
      step: 1,
      people: ['backup'],
    });
  });
});

test('a blocked caller goes straight to the message', () => {
  expect(decideIncoming(situation, true).answer).toEqual({ kind: 'message', why: 'blocked' });
});

describe('out of hours', () => {
  const hours = { weekly: {}, holidays: [], cascade: [step(['sergio'], 10), step(['ben'], 25)] };
  const closed: Situation = { ...situation, config: routing({ hours }), opening: 'closed' };

  test('the other cascade rings, and what follows says so', () => {
    const first = { kind: 'ring', step: 0, people: ['sergio'], hours: 'closed' };
    expect(decideIncoming(closed, false)).toEqual({ answer: first, skipped: [] });
    const over = { ...ended, opening: 'closed' } as const;
    const unanswered = { talked: false, because: 'not-bridged' } as const;
    const { answer } = decideAfterLeg(closed, over, unanswered, record());
    expect(answer).toEqual({ kind: 'ring', step: 1, people: ['ben'], hours: 'closed' });
    expect(explain(closed.config, { type: 'call.decided', at: '', key: '', answer, skipped: [] })).toEqual([
      'Out of hours, step 2: rings Ben for 25 s (Twilio adds about 5 s)',
    ]);
  });

  test('without a step a message is taken', () => {
    const silent = { ...closed, config: routing({ hours: { ...hours, cascade: [] } }) };
    expect(decideIncoming(silent, false)).toEqual({
      answer: { kind: 'message', why: 'closed' },
      skipped: [],
    });
  });
});
