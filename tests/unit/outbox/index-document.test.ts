import fc from 'fast-check';
import {
  idOf,
  nextItem,
  readOutbox,
  withItem,
  withoutItems,
  type Outbox,
  type OutboxItem,
} from '../../../src/outbox/index-document';

const AT = '2030-01-01T00:00:00.000Z';
const EMPTY: Outbox = { v: 1, items: [] };
const NONE: ReadonlySet<string> = new Set();

const item = (key: string, phone = '+12025550123', kind: OutboxItem['kind'] = 'post'): OutboxItem => ({
  key,
  kind,
  phone,
  at: AT,
});
const of = (...items: OutboxItem[]): Outbox => ({ v: 1, items });

test.each([
  null,
  undefined,
  'outbox',
  7,
  [],
  {},
  { v: 2, items: [item('a')] },
  { v: 1 },
  { v: 1, items: {} },
])('%j is an empty outbox', (data) => {
  expect(readOutbox(data)).toEqual(EMPTY);
});

test('what is stored is read back', () => {
  const outbox = of(item('a'), item('b'));
  expect(readOutbox(JSON.parse(JSON.stringify(outbox)))).toEqual(outbox);
});

describe('An item', () => {
  test('is added at the end, once', () => {
    const one = withItem(EMPTY, item('a'));
    expect(withItem(one, item('b')).items.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(withItem(one, { ...item('a'), at: '2030-01-02T00:00:00.000Z' })).toBe(one);
  });

  test('of the same key and another kind is another item', () => {
    const both = withItem(of(item('a')), item('a', '+12025550123', 'media'));
    expect(both.items.map(idOf)).toEqual(['post a', 'media a']);
    expect(withoutItems(both, new Set(['post a'])).items.map(idOf)).toEqual(['media a']);
  });

  test('that is not there takes nothing out', () => {
    const outbox = of(item('a'));
    expect(withoutItems(outbox, new Set(['post b', 'a']))).toBe(outbox);
  });
});

test('a full outbox takes no more, and fits a document of Sync’s 16 KiB', () => {
  const key = (n: number) => `${String(n).padStart(3, '0')}${'x'.repeat(67)}`;
  const items = Array.from({ length: 120 }, (_, n) => item(key(n), '+123456789012345', 'media'));
  const full = items.reduce(withItem, EMPTY);
  expect(full.items).toEqual(items.slice(0, 100));
  expect(withItem(full, item('another'))).toBe(full);
  expect(JSON.stringify(full).length).toBeLessThan(16 * 1024);
});

describe('Next comes', () => {
  const [a1, b1, a2] = [item('a1', '+1'), item('b1', '+2'), item('a2', '+1')] as const;
  const outbox = of(a1, b1, a2);

  test.each([
    ['the oldest', [], [], a1],
    ['the oldest that is left', [a1], [], b1],
    ['the next of the same phone', [a1, b1], [], a2],
    ['another phone’s, when one did not get out', [], [a1], b1],
    ['nothing, when all others wait for one that did not get out', [b1], [a1], null],
    ['nothing, when all are out', [a1, b1, a2], [], null],
  ])('%s', (_name, done, failed, expected) => {
    expect(nextItem(outbox, new Set(done.map(idOf)), new Set(failed.map(idOf)))).toBe(expected);
  });

  test('what another has to take, before more of what one has failed to take', () => {
    const [send1, send2, post] = [
      item('s1', '+1', 'send'),
      item('s2', '+2', 'send'),
      item('p', '+3'),
    ] as const;
    const mixed = of(send1, send2, post);
    expect(nextItem(mixed, NONE, NONE)).toBe(send1);
    expect(nextItem(mixed, NONE, new Set([idOf(send1)]))).toBe(post);
    expect(nextItem(mixed, new Set([idOf(post)]), new Set([idOf(send1)]))).toBe(send2);
  });

  test('nothing for who is down', () => {
    const [send, post] = [item('s', '+1', 'send'), item('p', '+1')] as const;
    expect(nextItem(of(send, post), NONE, NONE, new Set(['rest']))).toBe(post);
    expect(nextItem(of(send), NONE, NONE, new Set(['rest']))).toBeNull();
  });

  test.each([
    ['a text that was not sent holds up no post', 'send', 'post'],
    ['a post that did not get in holds up no text', 'post', 'send'],
    ['how a text fared holds up no post', 'show', 'post'],
  ] as const)('%s', (_name, first, second) => {
    const [one, two] = [item('1', '+1', first), item('2', '+1', second)] as const;
    expect(nextItem(of(one, two), NONE, new Set([idOf(one)]))).toBe(two);
  });

  test('nothing from an empty outbox', () => {
    expect(nextItem(EMPTY, NONE, NONE)).toBeNull();
  });
});

test('whatever fails, each phone’s items get out in their order, and none is tried twice', () => {
  const phones = fc.array(fc.constantFrom('+1', '+2', '+3'), { maxLength: 30 });
  fc.assert(
    fc.property(phones, fc.infiniteStream(fc.integer({ min: 0, max: 3 })), (given, luck) => {
      const outbox = of(...given.map((phone, n) => item(`k${n}`, phone)));
      const [done, failed] = [new Set<string>(), new Set<string>()];
      const tried: OutboxItem[] = [];
      for (let next = nextItem(outbox, done, failed); next !== null; next = nextItem(outbox, done, failed)) {
        tried.push(next);
        (luck.next().value === 0 ? failed : done).add(idOf(next));
        expect(tried.length).toBeLessThanOrEqual(given.length);
      }
      for (const phone of new Set(given)) {
        const theirs = outbox.items.filter((one) => one.phone === phone);
        const handled = tried.filter((one) => one.phone === phone);
        expect(handled).toEqual(theirs.slice(0, handled.length));
        const isHeldUp = handled.some((one) => failed.has(idOf(one)));
        expect(isHeldUp || handled.length === theirs.length).toBe(true);
        expect(handled.slice(0, -1).some((one) => failed.has(idOf(one)))).toBe(false);
      }
      expect(withoutItems(outbox, done).items.length + done.size).toBe(given.length);
    }),
  );
});
