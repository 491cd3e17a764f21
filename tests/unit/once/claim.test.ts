import {
  covers,
  firstClaim,
  inState,
  isCertain,
  isClaim,
  isSameLease,
  LATE_MS,
  LEASE_MS,
  next,
  SETTLE_MS,
  withLease,
} from '../../../src/once/claim';

const NOW = Date.parse('2030-01-01T00:00:00Z');
const held = firstClaim({ text: 'hello' }, NOW);
const received = inState(held, { state: 'received' });
const done = inState<object, string>(held, { state: 'done', result: 'SM1' });
const unclear = inState(held, { state: 'unclear' });
const failed = inState(held, { state: 'failed', reason: 'opted out' });

test.each([
  ['work that nobody is at is started', received, 'event', { kind: 'start' }],
  ['finished work is left alone', done, 'event', { kind: 'finished', result: 'SM1' }],
  ['finished work is left alone by a person too', done, 'person', { kind: 'finished', result: 'SM1' }],
  ['a repeat looks unclear work up, no more', unclear, 'event', { kind: 'look', ifUnknown: 'unclear' }],
  ['a person has unclear work looked up and sent', unclear, 'person', { kind: 'look', ifUnknown: 'send' }],
  ['a repeat does not touch refused work', failed, 'event', { kind: 'give-up', reason: 'opted out' }],
  ['a person has refused work sent again', failed, 'person', { kind: 'start' }],
] as const)('%s', (_title, claim, asker, step) => {
  expect(next(claim, NOW, asker)).toEqual(step);
});

test.each(['event', 'person'] as const)(
  'a live lease keeps everybody away (%s), an expired one is looked into',
  (asker) => {
    expect(next(held, NOW + LEASE_MS - 1, asker)).toEqual({ kind: 'wait' });
    expect(next(held, NOW + LEASE_MS, asker)).toEqual({ kind: 'look', ifUnknown: 'unclear' });
  },
);

test('whoever takes the lease over gets a number and a time of their own, and the work stays what it was', () => {
  const taken = withLease(held, NOW + LEASE_MS);
  expect(taken).toEqual({
    v: 1,
    payload: { text: 'hello' },
    receivedAt: '2030-01-01T00:00:00.000Z',
    state: 'doing',
    attempt: 2,
    begunBy: '2030-01-01T00:00:07.000Z',
    until: '2030-01-01T00:00:24.000Z',
  });
  expect(isSameLease(taken, held)).toBe(false);
  expect(isSameLease(held, held)).toBe(true);
});

test('a state leaves nothing of the state before behind', () => {
  expect(Object.keys(inState(done, { state: 'unclear' }))).not.toContain('result');
  expect(Object.keys(withLease(failed, NOW))).not.toContain('reason');
});

test.each([
  ['finished work', done],
  ['unclear work', unclear],
  ['nothing', null],
  ['another document', { hello: 'world' }],
])('%s is nobody’s lease', (_title, present) => {
  expect(isSameLease(present, held)).toBe(false);
});

test('a lease covers a send only when whatever is left of it afterwards lets the vendor settle', () => {
  const latest = NOW + LEASE_MS - SETTLE_MS - 2_000;
  expect(covers(held, latest, 2_000)).toBe(true);
  expect(covers(held, latest + 1, 2_000)).toBe(false);
  expect(covers(received, NOW, 0)).toBe(false);
});

test.each([
  ['a number', 1],
  ['nothing', null],
  ['a claim of a later version', { ...held, v: 2 }],
  ['a lease without an end', { ...held, until: undefined }],
  ['a lease whose end is no time', { ...held, until: 'soon' }],
  ['an unknown state', { ...held, state: 'paused' }],
  ['a claim without its work', { ...held, payload: undefined }],
  ['a claim without a number', { ...held, attempt: '1' }],
])('%s is not taken for a claim', (_title, data) => {
  expect(isClaim(data)).toBe(false);
});

test.each([
  ['received', received],
  ['doing', held],
  ['done', done],
  ['unclear', unclear],
  ['failed', failed],
])('a claim in the state %s survives being stored', (_state, claim) => {
  expect(isClaim(JSON.parse(JSON.stringify(claim)))).toBe(true);
});

test.each([
  ['before the vendor can be through', LATE_MS.slack - 1, false],
  ['when it surely is', LATE_MS.slack, true],
])('%s, a send of an earlier lease is certain: %#', (_title, ms, certain) => {
  const taken = withLease(held, NOW + LEASE_MS);
  expect(isCertain(taken, Date.parse(taken.begunBy ?? '') + ms, LATE_MS.slack)).toBe(certain);
});

test('the doubt about an earlier send stays as long as the work is open, and no longer', () => {
  const taken = withLease(held, NOW + LEASE_MS);
  expect(withLease(inState(taken, { state: 'unclear' }), NOW + 60_000).begunBy).toBe(taken.begunBy);
  expect(Object.keys(inState(taken, { state: 'received' }))).not.toContain('begunBy');
  expect(isCertain(held, NOW, LATE_MS.rest)).toBe(true);
});

test('work that is out and not followed up is followed up, whoever asks', () => {
  const sent = inState<object, string>(held, { state: 'sent', result: 'SM1' });
  for (const asker of ['event', 'person'] as const) {
    expect(next(sent, NOW, asker)).toEqual({ kind: 'follow', claim: sent, result: 'SM1' });
  }
});
