import fc from 'fast-check';
import {
  afterAnswer,
  afterAutoText,
  afterContact,
  afterOptOut,
  currentThread,
  isCustomer,
  isQuiet,
  newCustomer,
  withoutThread,
  withThread,
  type Customer,
} from '../../../src/conversations/customer';

const PHONE = '+12025550123';
const NOW = Date.parse('2030-01-01T00:00:00Z');
const [SECOND, MINUTE, DAY] = [1000, 60_000, 24 * 3_600_000];
const at = (ms: number): string => new Date(ms).toISOString();
const somebody = newCustomer(PHONE);

describe('The thread in use', () => {
  const opened = withThread(somebody, '1.1', NOW);

  test('is none for somebody new', () => {
    expect(currentThread(somebody, NOW)).toBeNull();
    expect(opened).toMatchObject({ opened: 1, threads: [{ ts: '1.1', openedAt: at(NOW) }] });
  });

  test.each([
    ['at once', 0, '1.1'],
    ['after 80 days', 80 * DAY, '1.1'],
    ['after 80 days and a second', 80 * DAY + SECOND, null],
  ])('%s', (_name, later, ts) => {
    expect(currentThread(opened, NOW + later)?.ts ?? null).toBe(ts);
  });

  test('is the last one, and none when that one is gone', () => {
    const second = withThread(opened, '2.2', NOW);
    expect(currentThread(second, NOW)?.ts).toBe('2.2');
    expect(currentThread(withoutThread(second, '1.1'), NOW)?.ts).toBe('2.2');
    expect(currentThread(withoutThread(second, '2.2'), NOW)).toBeNull();
    expect(withoutThread(second, '3.3')).toEqual(second);
  });

  test('that is told of twice counts once, so that the next root has a number of its own', () => {
    expect(withThread(opened, '1.1', NOW + DAY)).toBe(opened);
    expect(withThread(withoutThread(opened, '1.1'), '2.2', NOW).opened).toBe(2);
  });

  test('is kept with the last twenty, however many were opened', () => {
    const stamps = Array.from({ length: 25 }, (_, n) => `${n}.1`);
    const customer = stamps.reduce((before, ts) => withThread(before, ts, NOW), somebody);
    expect(customer.threads.map(({ ts }) => ts)).toEqual(stamps.slice(-20));
    expect(customer.opened).toBe(25);
  });
});

test.each([
  ['nobody ever said anything', undefined, true],
  ['59 minutes', 59 * MINUTE, false],
  ['an hour', 60 * MINUTE, true],
])('quiet after %s: %#', (_name, since, expected) => {
  const activeAt = since === undefined ? {} : { activeAt: at(NOW - since) };
  expect(isQuiet({ ...somebody, ...activeAt }, NOW)).toBe(expected);
});

describe('What happened is kept', () => {
  const before: Customer = {
    ...somebody,
    autoTexts: 3,
    reminder: { id: 'Q1', postAt: at(NOW + MINUTE) },
  };

  test('a text counts as the customer’s own words, a call does not', () => {
    expect(afterContact(before, 'text', NOW)).toEqual({
      ...before,
      activeAt: at(NOW),
      wroteAt: at(NOW),
      autoTexts: 0,
    });
    expect(afterContact(before, 'call', NOW)).toEqual({ ...before, activeAt: at(NOW) });
  });

  test('an answer ends the wait for one', () => {
    const { reminder: _, ...rest } = before;
    expect(afterAnswer(before, NOW)).toEqual({
      ...rest,
      activeAt: at(NOW),
      answeredAt: at(NOW),
      autoTexts: 0,
    });
  });

  test('an automatic text is counted, and is no sign of life', () => {
    const after = afterAutoText(before, { kind: 'missed-call', key: 'auto-1' }, NOW);
    const mark = { autoTextAt: at(NOW), autoTextKind: 'missed-call', autoTextFor: 'auto-1' };
    expect(after).toEqual({ ...before, ...mark, autoTexts: 4 });
  });

  test('STOP keeps the time of the first one, and START lifts it', () => {
    const [STOP, START] = [
      { isOut: true, byTwilio: false },
      { isOut: false, byTwilio: false },
    ];
    const out = afterOptOut(somebody, STOP, NOW);
    expect(out).toEqual({ ...somebody, optedOutAt: at(NOW) });
    expect(afterOptOut(out, STOP, NOW + DAY)).toEqual(out);
    expect(afterOptOut(out, START, NOW)).toEqual(somebody);
    expect(afterOptOut(somebody, START, NOW)).toEqual(somebody);
  });

  test('an opt-out that Twilio named is lifted by Twilio’s word only', () => {
    const out = afterOptOut(somebody, { isOut: true, byTwilio: true }, NOW);
    expect(out).toEqual({ ...somebody, optedOutAt: at(NOW), isOptedOutByTwilio: true });
    expect(afterOptOut(out, { isOut: false, byTwilio: false }, NOW)).toBe(out);
    expect(afterOptOut(out, { isOut: false, byTwilio: true }, NOW)).toEqual(somebody);
  });
});

test.each([
  null,
  undefined,
  'customer',
  1,
  [],
  {},
  { v: 2, phone: PHONE, threads: [] },
  { v: 1, threads: [] },
  { v: 1, phone: PHONE },
])('%j is no customer', (value) => {
  expect(isCustomer(value)).toBe(false);
});

test('whatever happens in whatever order, the document stays readable and fits Sync', () => {
  const ts = fc.stringMatching(/^\d{10}\.\d{6}$/);
  const step = fc.oneof(
    ts.map((one) => (customer: Customer, now: number) => withThread(customer, one, now)),
    ts.map((one) => (customer: Customer) => withoutThread(customer, one)),
    fc
      .constantFrom('text' as const, 'call' as const)
      .map((kind) => (customer: Customer, now: number) => afterContact(customer, kind, now)),
    fc
      .record({ isOut: fc.boolean(), byTwilio: fc.boolean() })
      .map((change) => (customer: Customer, now: number) => afterOptOut(customer, change, now)),
    fc.constant(afterAnswer),
    fc.constant((customer: Customer, now: number) =>
      afterAutoText(customer, { kind: 'first-contact', key: 'auto-1' }, now),
    ),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
      const customer = steps.reduce((before, change, index) => change(before, NOW + index), somebody);
      const stored: unknown = JSON.parse(JSON.stringify(customer));
      expect(stored).toEqual(customer);
      expect(isCustomer(stored)).toBe(true);
      expect(JSON.stringify(customer).length).toBeLessThan(4096);
      expect(new Set(customer.threads.map((thread) => thread.ts)).size).toBe(customer.threads.length);
    }),
  );
});
