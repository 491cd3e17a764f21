import fc from 'fast-check';
import { onDuty, planFrom, type PlanRequest, type Presence } from '../../../src/cascade/plan';
import { PEOPLE, routing, step } from '../../support/routing';

const UNTIL = '2026-11-20T16:30:00.000Z';
const away: Presence = { reach: { available: false, because: 'offline', until: UNTIL }, onCall: false };
const talking: Presence = { reach: { available: true, because: 'online' }, onCall: true };

function plan(overrides: Partial<PlanRequest> = {}) {
  return planFrom({
    config: routing(),
    presences: {},
    caller: { kind: 'number', phone: '+12025550123' },
    line: '+15550100000',
    opening: 'open',
    from: 0,
    ...overrides,
  });
}

describe('who rings next', () => {
  test('the first step, when nothing is known of anybody', () => {
    expect(plan()).toEqual({ ring: { step: 0, people: ['sergio'] }, skipped: [] });
  });

  test('a step whose people are all away is skipped, and the reason with its end is kept', () => {
    expect(plan({ presences: { sergio: away } })).toEqual({
      ring: { step: 1, people: ['backup'] },
      skipped: [{ who: 'sergio', why: 'offline', until: UNTIL }],
    });
  });

  test('everybody away leaves nobody', () => {
    expect(plan({ presences: { sergio: away, backup: away } }).ring).toBeNull();
  });

  test('a step that rings even if unavailable rings people who are away', () => {
    const config = routing({ cascade: [step(['sergio'], 15), step(['backup'], 20, true)] });
    const presences = { sergio: away, backup: away };
    expect(plan({ config, presences }).ring).toEqual({ step: 1, people: ['backup'] });
  });

  test('such a step leaves out who is away while somebody in it is not', () => {
    const config = routing({ cascade: [step(['ana', 'ben'], 15, true)] });
    expect(plan({ config, presences: { ana: away } }).ring).toEqual({ step: 0, people: ['ben'] });
  });

  test('the caller is never rung on the own number, even where the step rings regardless', () => {
    const config = routing({ cascade: [step(['sergio'], 15, true)] });
    const caller = { kind: 'number', phone: PEOPLE.sergio } as const;
    expect(plan({ config, caller })).toEqual({ ring: null, skipped: [{ who: 'sergio', why: 'own-number' }] });
  });

  test('the line never rings itself', () => {
    expect(plan({ line: PEOPLE.sergio }).ring).toEqual({ step: 1, people: ['backup'] });
  });

  test('somebody on a call is skipped while another is free', () => {
    expect(plan({ presences: { sergio: talking } })).toEqual({
      ring: { step: 1, people: ['backup'] },
      skipped: [{ who: 'sergio', why: 'on-a-call' }],
    });
  });

  test('somebody on a call is rung when nobody is free', () => {
    expect(plan({ presences: { sergio: talking, backup: away } }).ring).toEqual({
      step: 0,
      people: ['sergio'],
    });
  });

  test('a step rung again leaves out who did not accept', () => {
    const config = routing({ cascade: [step(['ana', 'ben'], 15)] });
    expect(plan({ config, without: 'ana' })).toEqual({
      ring: { step: 0, people: ['ben'] },
      skipped: [{ who: 'ana', why: 'did-not-accept' }],
    });
  });

  test('whoever did not accept in one step may be rung in a later one', () => {
    const config = routing({ cascade: [step(['ana'], 15), step(['ana'], 20)] });
    expect(plan({ config, without: 'ana' }).ring).toEqual({ step: 1, people: ['ana'] });
  });
});

describe('who is on duty', () => {
  test('the people who would ring now', () => {
    expect(onDuty(routing(), { sergio: away }, 0)).toEqual(['backup']);
  });

  test('nobody would ring: the people of the last step', () => {
    expect(onDuty(routing(), { sergio: away, backup: away }, 0)).toEqual(['backup']);
  });
});

const ids = Object.keys(PEOPLE);
const presence: fc.Arbitrary<Presence> = fc.record({
  reach: fc.constantFrom(away.reach, talking.reach),
  onCall: fc.boolean(),
});
const anyRequest = fc.record({
  cascade: fc.array(
    fc.record({
      ring: fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1 }),
      timeout: fc.integer({ min: 5, max: 60 }),
      evenIfUnavailable: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  presences: fc.dictionary(fc.constantFrom(...ids), presence),
  caller: fc.constantFrom('+12025550123', ...Object.values(PEOPLE)),
});

test('for any routing, presence and caller: only people of the configured step ring, never the caller, and nobody who is skipped', () => {
  fc.assert(
    fc.property(anyRequest, ({ cascade, presences, caller }) => {
      const config = routing({ cascade });
      const { ring, skipped } = plan({ config, presences, caller: { kind: 'number', phone: caller } });
      if (ring === null) return;
      expect(cascade[ring.step]?.ring).toEqual(expect.arrayContaining([...ring.people]));
      for (const who of ring.people) {
        expect(PEOPLE[who as keyof typeof PEOPLE]).not.toBe(caller);
        expect(skipped.filter((skip) => skip.who === who && skip.why === 'own-number')).toEqual([]);
      }
    }),
  );
});
