import fc from 'fast-check';
import { decideAutoText, type AutoTextFacts, type AutoTextKind } from '../../../src/auto-texts/rules';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const KINDS = ['first-contact', 'out-of-hours', 'missed-call'] as const;

type Happening =
  | { readonly kind: 'occasion'; readonly auto: AutoTextKind }
  | { readonly kind: 'customer-wrote' }
  | { readonly kind: 'person-wrote' }
  | { readonly kind: 'time'; readonly minutes: number };

/** Minutes around each limit, and any others. */
const minutes = fc.oneof(
  fc.constantFrom(1, 9, 10, 11, 59, 60, 61, 229, 230, 239, 240, 241),
  fc.integer({ min: 0, max: 500 }),
);
const occasion = fc.constantFrom(...KINDS).map((auto): Happening => ({ kind: 'occasion', auto }));
const time = minutes.map((minutes): Happening => ({ kind: 'time', minutes }));
const words = fc.constantFrom<Happening>({ kind: 'customer-wrote' }, { kind: 'person-wrote' });
/** Words are rare, so that rows get long. */
const happening = fc.oneof(
  { weight: 10, arbitrary: occasion },
  { weight: 10, arbitrary: time },
  { weight: 1, arbitrary: words },
);
const life = fc.array(happening, { minLength: 1, maxLength: 80, size: 'max' });

interface Sent {
  readonly at: number;
  readonly auto: AutoTextKind;
  /** How many in a row this one makes. */
  readonly row: number;
  readonly lastReplyAt: number | null;
}

/** Lives through it all, sends whatever may be sent, and returns that in order. */
function sentIn(happenings: readonly Happening[]): Sent[] {
  let now = Date.parse('2030-01-01T00:00:00Z');
  let autoRow = 0;
  let lastReplyAt: number | null = null;
  const sent: Sent[] = [];
  for (const happening of happenings) {
    switch (happening.kind) {
      case 'time':
        now += happening.minutes * MINUTE;
        break;
      case 'customer-wrote':
        autoRow = 0;
        break;
      case 'person-wrote':
        autoRow = 0;
        lastReplyAt = now;
        break;
      case 'occasion': {
        const last = sent.at(-1);
        const facts: AutoTextFacts = {
          kind: happening.auto,
          phone: '+12025550123',
          countries: ['US'],
          stir: null,
          optedOut: false,
          isTeam: false,
          lastAutoAt: last?.at ?? null,
          lastAutoKind: last?.auto ?? null,
          autoRow,
          lastReplyAt,
          causedAt: now,
          now,
        };
        if (decideAutoText(facts).kind === 'skip') break;
        autoRow += 1;
        sent.push({ at: now, auto: happening.auto, row: autoRow, lastReplyAt });
        break;
      }
      default:
        happening satisfies never;
    }
  }
  return sent;
}

const always = (holds: (sent: readonly Sent[]) => void) =>
  fc.assert(
    fc.property(life, (happenings) => holds(sentIn(happenings))),
    { numRuns: 500 },
  );

/** Each pair of neighbours. */
const pairs = (sent: readonly Sent[]) => sent.slice(1).map((later, index) => [sent[index]!, later] as const);

test('never more than five in a row', () => {
  always((sent) => {
    expect(Math.max(0, ...sent.map(({ row }) => row))).toBeLessThanOrEqual(5);
  });
});

test('with nobody ever writing it ends at five, however long it goes on', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...KINDS), { minLength: 6, maxLength: 20 }), (autos) => {
      const days = autos.flatMap((auto): Happening[] => [
        { kind: 'occasion', auto },
        { kind: 'time', minutes: 24 * 60 },
      ]);
      expect(sentIn(days)).toHaveLength(5);
    }),
  );
});

test('never two replies to texts within 4 h, and never two of a kind', () => {
  const isSameSort = (one: Sent, other: Sent) =>
    one.auto === other.auto || (one.auto !== 'missed-call' && other.auto !== 'missed-call');
  always((sent) => {
    for (const [index, one] of sent.entries()) {
      for (const other of sent.slice(index + 1).filter((later) => isSameSort(one, later))) {
        expect(other.at - one.at).toBeGreaterThanOrEqual(4 * HOUR);
      }
    }
  });
});

test('within 4 h of any automatic text only a text-back may follow, after a greeting and 10 minutes', () => {
  always((sent) => {
    for (const [one, next] of pairs(sent).filter(([one, next]) => next.at - one.at < 4 * HOUR)) {
      expect([one.auto, next.auto]).toEqual(['first-contact', 'missed-call']);
      expect(next.at - one.at).toBeGreaterThanOrEqual(10 * MINUTE);
    }
  });
});

test('never within an hour after a person wrote', () => {
  always((sent) => {
    for (const { at, lastReplyAt } of sent) {
      if (lastReplyAt !== null) expect(at - lastReplyAt).toBeGreaterThanOrEqual(HOUR);
    }
  });
});

test('the lives above do get to their limits', () => {
  const lives = fc.sample(life, { numRuns: 500, seed: 1 }).map(sentIn);
  expect(lives.some((sent) => sent.some(({ row }) => row >= 5))).toBe(true);
  expect(lives.some((sent) => pairs(sent).some(([one, next]) => next.at - one.at === 10 * MINUTE))).toBe(
    true,
  );
  expect(lives.some((sent) => pairs(sent).some(([one, next]) => next.at - one.at === 4 * HOUR))).toBe(true);
});
