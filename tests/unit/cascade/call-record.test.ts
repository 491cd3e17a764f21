import fc from 'fast-check';
import {
  answerGiven,
  append,
  screeningOf,
  type CallRecord,
  type NewCallEvent,
} from '../../../src/cascade/call-record';

const empty: CallRecord = { v: 1, sid: 'CA' + '0'.repeat(32), from: null, to: '', events: [] };

const decided = (key: string, people = 0): NewCallEvent => ({
  type: 'call.decided',
  key,
  answer: { kind: 'ring', step: 0, people: ['sergio'] },
  skipped: [],
  known: Object.fromEntries(Array.from({ length: people }, (_, index) => [`dispatcher-${index}`, 'missing'])),
});

test('an event that is there already is not added again', () => {
  const once = append(empty, [decided('start')], 1);
  expect(append(once, [decided('start')], 2)).toBe(once);
});

test('events keep their order and the moment they came', () => {
  const record = append(append(empty, [decided('start')], 0), [decided('next:0')], 1000);
  expect(record.events.map(({ key, at }) => [key, at])).toEqual([
    ['start', '1970-01-01T00:00:00.000Z'],
    ['next:0', '1970-01-01T00:00:01.000Z'],
  ]);
});

test('the answer that was given is found under its key only', () => {
  const record = append(empty, [decided('start')], 0);
  expect(answerGiven(record, 'start')).toEqual({ kind: 'ring', step: 0, people: ['sergio'] });
  expect(answerGiven(record, 'next:0')).toBeUndefined();
});

test('an acceptance counts even if nobody stored that the screening began', () => {
  const record = append(empty, [{ type: 'leg.accepted', key: 'a', leg: 'CA1', who: 'ana', step: 0 }], 0);
  expect(screeningOf(record, 'CA1')).toEqual({ who: 'ana', accepted: true });
  expect(screeningOf(record, 'CA2')).toBeUndefined();
});

test('however much happens, the document stays under 16 KiB and keeps every decision', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 60 }), (count, people) => {
      const events = Array.from({ length: count }, (_, index) => decided(`next:${index}`, people));
      const record = events.reduce((before, event) => append(before, [event], 0), empty);
      expect(record.events).toHaveLength(count);
      expect(Buffer.byteLength(JSON.stringify(record))).toBeLessThan(16 * 1024);
    }),
  );
});

test('a long transcript is cut, because Sync would refuse the document', () => {
  const text = 'x'.repeat(50_000);
  const record = append(empty, [{ type: 'message.transcribed', key: 't', status: 'completed', text }], 0);
  expect(JSON.stringify(record).length).toBeLessThan(3000);
});
