import { checkDispatch } from '../../../src/config/schema';

const dispatchers = ['sergio', 'backup'].map((id, index) => ({ id, name: id, phone: `+1555010000${index}` }));

function checked(hours: unknown) {
  const line = { name: 'QDN dispatch', timeZone: 'America/Los_Angeles' };
  return checkDispatch({ line, dispatchers, cascade: [{ ring: ['sergio'], timeout: 15 }], hours });
}

function hoursOf(hours: unknown) {
  const result = checked(hours);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.config.hours;
}

/** Every problem, as `path: what to write`. */
function problemsOf(hours: unknown): Record<string, { wrong: string; write: string }> {
  const result = checked(hours);
  const problems = result.ok ? [] : result.problems;
  return Object.fromEntries(problems.map(({ path, wrong, write }) => [path, { wrong, write }]));
}

describe('opening hours', () => {
  it('may leave out a day, the holidays and the cascade out of hours', () => {
    const weekly = {
      mon: [
        ['08:00', '12:00'],
        ['13:00', '24:00'],
      ],
      fri: [['22:00', '06:00']],
    };
    expect(hoursOf({ weekly })).toEqual({ weekly, holidays: [], cascade: [] });
    const cascade = [{ ring: ['backup'], timeout: 20 }];
    expect(hoursOf({ weekly, holidays: ['2028-02-29'], cascade })).toEqual({
      weekly,
      holidays: ['2028-02-29'],
      cascade: [{ ring: ['backup'], timeout: 20, evenIfUnavailable: false }],
    });
  });

  it('are told every mistake in them', () => {
    const hours = {
      weekly: {
        mon: '9-17',
        tue: [
          ['8:00', '17:00'],
          ['08:00', '25:00'],
        ],
        wed: [['24:00', '08:00'], ['08:00', '08:00'], ['08:00']],
        monday: [],
      },
      holidays: ['2026-02-30', '25.12.2026'],
    };
    expect(Object.keys(problemsOf(hours)).sort()).toEqual([
      'hours.holidays[0]',
      'hours.holidays[1]',
      'hours.weekly.mon',
      'hours.weekly.monday',
      'hours.weekly.tue[0][0]',
      'hours.weekly.tue[1][1]',
      'hours.weekly.wed[0][0]',
      'hours.weekly.wed[1]',
      'hours.weekly.wed[2]',
    ]);
    expect(problemsOf({ weekly: { tue: [['8:00', '17:00']] } })).toEqual({
      'hours.weekly.tue[0][0]': { wrong: 'is "8:00"', write: 'a time from "00:00" to "23:59"' },
    });
  });

  it('have a cascade that is checked like the other, and one span at least', () => {
    const weekly = { mon: [['08:00', '17:00']] };
    const cascade = [{ ring: ['nobody', 'backup', 'backup'], timeout: 20 }];
    expect(Object.keys(problemsOf({ weekly, cascade }))).toEqual([
      'hours.cascade[0].ring[0]',
      'hours.cascade[0].ring[2]',
    ]);
    expect(problemsOf({ weekly: { mon: [] } })['hours.weekly']?.write).toContain('"hours": null');
    expect(Object.keys(problemsOf('always'))).toEqual(['hours']);
  });
});
