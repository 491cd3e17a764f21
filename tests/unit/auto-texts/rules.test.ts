import { decideAutoText, type AutoTextFacts } from '../../../src/auto-texts/rules';

const now = Date.parse('2030-01-01T12:00:00Z');
const minutesAgo = (minutes: number) => now - minutes * 60_000;

const newcomer: AutoTextFacts = {
  kind: 'first-contact',
  phone: '+12025550123',
  countries: ['US', 'CA'],
  stir: null,
  optedOut: false,
  isTeam: false,
  lastAutoAt: null,
  lastAutoKind: null,
  autoRow: 0,
  lastReplyAt: null,
  causedAt: now,
  now,
};

const decide = (known: Partial<AutoTextFacts>) => {
  const decision = decideAutoText({ ...newcomer, ...known });
  return decision.kind === 'send' ? 'send' : decision.why;
};

test.each(['first-contact', 'out-of-hours', 'missed-call'] as const)(
  'a newcomer gets the %s text',
  (kind) => {
    expect(decide({ kind })).toBe('send');
  },
);

describe('the phone', () => {
  test.each<[Partial<AutoTextFacts>, string]>([
    [{ phone: '+16045550123' }, 'send'],
    [{ phone: '+16045550123', countries: ['US'] }, 'country'],
    [{ phone: '+4915228817386' }, 'country'],
    [{ phone: '+4915228817386', countries: ['DE'] }, 'send'],
    // Area code 242 is the Bahamas, though it is dialled like any other.
    [{ phone: '+12425550123' }, 'country'],
    [{ phone: '+11115550000' }, 'country'],
    [{ countries: [] }, 'country'],
    [{ phone: '+442079460123', countries: ['GB'] }, 'landline'],
    [{ phone: '+18005550199' }, 'toll-free'],
    [{ phone: '+19005550123' }, 'premium'],
    [{ phone: '24273' }, 'short-code'],
    [{ phone: 'anonymous' }, 'withheld'],
    [{ phone: '+7378742833' }, 'withheld'],
    [{ optedOut: true }, 'opted-out'],
    [{ isTeam: true }, 'team-phone'],
  ])('%j: %s', (known, decision) => {
    expect(decide(known)).toBe(decision);
  });

  test.each([
    ['TN-Validation-Passed-A', 'send'],
    ['TN-Validation-Passed-C-Diverted', 'send'],
    ['No-TN-Validation', 'send'],
    ['', 'send'],
    ['TN-Validation-Failed', 'spoofed'],
    ['TN-Validation-Failed-A', 'spoofed'],
    ['TN-Validation-Failed-C-Diverted', 'spoofed'],
    ['No-TN-Validation-Failed', 'spoofed'],
  ])('a caller with StirVerstat %j: %s', (stir, decision) => {
    expect(decide({ kind: 'missed-call', stir })).toBe(decision);
  });
});

describe('what happened lately', () => {
  test.each<[string, Partial<AutoTextFacts>, string]>([
    ['a person wrote 59 minutes ago', { lastReplyAt: minutesAgo(59) }, 'person-answering'],
    ['a person wrote an hour ago', { lastReplyAt: minutesAgo(60) }, 'send'],
    ['no text-back while a person answers', { kind: 'missed-call', lastReplyAt: now }, 'person-answering'],
    ['greeted 239 minutes ago', { lastAutoAt: minutesAgo(239), lastAutoKind: 'first-contact' }, 'recently'],
    ['greeted 240 minutes ago', { lastAutoAt: minutesAgo(240), lastAutoKind: 'first-contact' }, 'send'],
    ['the last one is of an unknown kind', { lastAutoAt: minutesAgo(11), kind: 'missed-call' }, 'recently'],
    ['four in a row', { autoRow: 4 }, 'send'],
    ['five in a row', { autoRow: 5 }, 'too-many-in-a-row'],
    ['a time from a clock that is ahead', { lastReplyAt: minutesAgo(-1) }, 'person-answering'],
    ['a time that cannot be read', { lastAutoAt: NaN }, 'recently'],
    ['a row that cannot be read', { autoRow: NaN }, 'too-many-in-a-row'],
  ])('%s', (_, known, decision) => {
    expect(decide(known)).toBe(decision);
  });

  const kinds = ['first-contact', 'out-of-hours', 'missed-call'] as const;
  test.each(kinds.flatMap((kind) => kinds.map((lastAutoKind) => [kind, lastAutoKind] as const)))(
    'a %s text 10 minutes after a %s text',
    (kind, lastAutoKind) => {
      const isException = kind === 'missed-call' && lastAutoKind === 'first-contact';
      expect(decide({ kind, lastAutoKind, lastAutoAt: minutesAgo(9.9) })).toBe('recently');
      expect(decide({ kind, lastAutoKind, lastAutoAt: minutesAgo(10) })).toBe(
        isException ? 'send' : 'recently',
      );
      expect(decide({ kind, lastAutoKind, lastAutoAt: minutesAgo(240) })).toBe('send');
    },
  );
});

test('what the number is counts before what happened', () => {
  const lately = { lastReplyAt: now, lastAutoAt: now, autoRow: 9 };
  expect(decide({ ...lately, optedOut: true })).toBe('opted-out');
  expect(decide({ ...lately, phone: '+18005550199' })).toBe('toll-free');
  expect(decide(lately)).toBe('person-answering');
});

test.each([
  [0, 'send'],
  [15, 'send'],
  [16, 'too-late'],
  [20 * 60, 'too-late'],
])('an answer to what came %d minutes ago: %s', (minutes, decision) => {
  expect(decide({ causedAt: minutesAgo(minutes) })).toBe(decision);
});
