import fc from 'fast-check';
import { onDuty, type Presence, type Presences } from '../../../src/cascade/plan';
import { consequenceOf, isNobodyLeft, routeOf } from '../../../src/commands/consequence';
import { statusLines } from '../../../src/commands/status-lines';
import { PEOPLE, routing, step } from '../../support/routing';

/** Friday, 12:00 in Los Angeles. */
const NOW = Date.parse('2026-11-20T20:00:00Z');

function away(time: string, because: 'offline' | 'dnd' = 'offline'): Presence {
  return { reach: { available: false, because, until: `2026-11-${time}:00.000Z` }, onCall: false };
}
const UNTIL_1630 = away('21T00:30');
const UNTIL_1700 = away('21T01:00', 'dnd');
const UNTIL_SATURDAY = away('21T20:00');
const talking: Presence = { reach: { available: true, because: 'missing' }, onCall: true };

const two = routing();
const insisting = routing({ cascade: [step(['sergio'], 15), step(['backup'], 20, true)] });
const group = routing({ cascade: [step(['ana', 'ben', 'sergio'], 15), step(['backup'], 20)] });
const again = routing({ cascade: [step(['sergio'], 15), step(['backup'], 20), step(['sergio'], 30)] });
const alone = routing({ cascade: [step(['sergio'], 15)] });

test.each([
  ['everybody', two, {}, 'Calls ring Sergio, then Backup.'],
  ['one of two', two, { sergio: UNTIL_1630 }, 'Until 16:30 calls ring Backup only.'],
  ['the other', two, { backup: UNTIL_1630 }, 'Until 16:30 calls ring Sergio only.'],
  ['until another day', two, { sergio: UNTIL_SATURDAY }, 'Until Sat 12:00 calls ring Backup only.'],
  [
    'nobody',
    two,
    { sergio: UNTIL_1630, backup: UNTIL_1700 },
    'Nobody is left: callers can only leave a message. From 16:30 calls ring Sergio only.',
  ],
  [
    'nobody, then both at once',
    two,
    { sergio: UNTIL_1630, backup: UNTIL_1630 },
    'Nobody is left: callers can only leave a message. From 16:30 calls ring Sergio, then Backup.',
  ],
  [
    'somebody who rings regardless',
    insisting,
    { sergio: UNTIL_1630, backup: UNTIL_1700 },
    'Until 16:30 calls ring Backup (rings even when away) only.',
  ],
  [
    'somebody who rings regardless after somebody else',
    insisting,
    { backup: UNTIL_1700 },
    'Until 17:00 calls ring Sergio, then Backup (rings even when away).',
  ],
  ['a group', group, {}, 'Calls ring Ana, Ben and Sergio, then Backup.'],
  ['a part of a group', group, { sergio: UNTIL_1630 }, 'Until 16:30 calls ring Ana and Ben, then Backup.'],
  ['somebody twice', again, {}, 'Calls ring Sergio, then Backup, then Sergio.'],
  [
    'somebody twice, alone',
    again,
    { backup: UNTIL_1630 },
    'Until 16:30 calls ring Sergio, then Sergio only.',
  ],
  ['the only one there is', alone, {}, 'Calls ring Sergio.'],
  ['who is free last, too', two, { backup: talking }, 'Calls ring Sergio, then Backup. Backup is on a call.'],
  ['who is on no call', two, { sergio: talking }, 'Calls ring Backup only. Sergio is on a call.'],
  [
    'two on a call, while another is free',
    group,
    { ana: talking, ben: talking, backup: UNTIL_1630 },
    'Until 16:30 calls ring Sergio only. Ana and Ben are on a call.',
  ],
  [
    'who is on a call, when nobody is free',
    alone,
    { sergio: talking },
    'Calls ring Sergio. Sergio is on a call.',
  ],
  ['somebody whom no step rings', two, { ana: UNTIL_1630 }, 'Calls ring Sergio, then Backup.'],
])('calls ring %s', (_who, config, presences, words) => {
  expect(consequenceOf(config, presences as Presences, NOW)).toBe(words);
});

test('the line itself is never among those who ring', () => {
  expect(consequenceOf(two, {}, NOW, PEOPLE.sergio)).toBe('Calls ring Backup only.');
});

test('each dispatcher has a line', () => {
  const presences: Presences = {
    sergio: { ...UNTIL_1630, onCall: true },
    backup: UNTIL_1700,
    ana: { reach: { available: true, because: 'unreadable' }, onCall: false },
  };
  expect(statusLines(routing({ cascade: [step(['sergio', 'backup', 'ana'], 15)] }), presences, NOW)).toEqual([
    'Sergio: away until 16:30, on a call',
    'Backup: not to be disturbed until 17:00',
    'Ana: available (the setting could not be read)',
    'Ben: available, in no step of the cascade',
  ]);
});

describe('opening hours', () => {
  const office = {
    weekly: { fri: [['08:00', '17:00']], mon: [['08:00', '17:00']] },
    holidays: [],
    cascade: [step(['ana'], 15)],
  } as const;
  const staffed = routing({ hours: office });
  const silent = routing({ hours: { ...office, cascade: [] } });
  const NIGHT = NOW + 6 * 60 * 60 * 1000;

  test.each([
    ['by day', staffed, {}, NOW, 'Until 17:00 calls ring Sergio, then Backup.'],
    [
      'by day, somebody back first',
      staffed,
      { sergio: UNTIL_1630 },
      NOW,
      'Until 16:30 calls ring Backup only.',
    ],
    [
      'by day, somebody back later',
      staffed,
      { sergio: UNTIL_SATURDAY },
      NOW,
      'Until 17:00 calls ring Backup only.',
    ],
    ['at night', staffed, {}, NIGHT, 'Closed now. Until Mon 08:00 calls ring Ana.'],
    [
      'at night, nobody there',
      staffed,
      { ana: UNTIL_SATURDAY },
      NIGHT,
      'Closed now. Nobody is left: callers can only leave a message. From Sat 12:00 calls ring Ana.',
    ],
    [
      'at night without a step',
      silent,
      {},
      NIGHT,
      'Closed now. Callers can only leave a message. From Mon 08:00 calls ring Sergio, then Backup.',
    ],
  ])('%s', (_when, config, presences, now, words) => {
    expect(consequenceOf(config, presences as Presences, now)).toBe(words);
  });

  test('nobody is missed out of hours where nobody is to be rung', () => {
    expect(isNobodyLeft(silent, {}, NIGHT)).toBe(false);
    expect(isNobodyLeft(staffed, { ana: UNTIL_SATURDAY }, NIGHT)).toBe(true);
    expect(onDuty(silent, {}, NIGHT)).toEqual(['backup']);
    expect(onDuty(staffed, {}, NIGHT)).toEqual(['ana']);
  });
});

const ids = Object.keys(PEOPLE);
const anyPresence = fc.record({
  reach: fc.constantFrom(UNTIL_1630.reach, UNTIL_1700.reach, talking.reach),
  onCall: fc.boolean(),
});
const anySteps = fc.array(
  fc
    .tuple(fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1 }), fc.boolean())
    .map(([ring, regardless]) => step(ring, 15, regardless)),
  { minLength: 1, maxLength: 4 },
);

test('what is said begins with whoever the routing of calls would ring, or says that nobody is left', () => {
  fc.assert(
    fc.property(anySteps, fc.dictionary(fc.constantFrom(...ids), anyPresence), (cascade, presences) => {
      const config = routing({ cascade });
      const [first] = routeOf(config, presences, NOW);
      const words = consequenceOf(config, presences, NOW);
      expect(words.startsWith('Nobody is left')).toBe(first === undefined);
      if (first !== undefined) expect(first.people).toEqual(onDuty(config, presences, NOW));
    }),
  );
});
