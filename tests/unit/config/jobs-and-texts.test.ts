import { checkDispatch } from '../../../src/config/schema';

const sergio = { id: 'sergio', name: 'Sergio', phone: '+15550100001' };
const smallest = {
  line: { name: 'QDN dispatch', timeZone: 'America/Los_Angeles' },
  dispatchers: [sergio],
  cascade: [{ ring: ['sergio'], timeout: 15 }],
};

function pathsWith(changes: Record<string, unknown>): string[] {
  const checked = checkDispatch({ ...smallest, ...changes });
  return checked.ok ? [] : checked.problems.map(({ path }) => path).sort();
}

describe('jobs and texts in the routing file', () => {
  it('maps fields of jobs to other names, each used once', () => {
    expect(pathsWith({ jobs: { fields: { title: 'subject', crewIds: 'team' } } })).toEqual([]);
    expect(pathsWith({ jobs: { fields: { title: 'subject', address: 'subject' } } })).toEqual([
      'jobs.fields',
    ]);
    expect(pathsWith({ jobs: { fields: { title: 'status' } } })).toEqual(['jobs.fields']);
    expect(pathsWith({ jobs: { fields: { colour: 'x' } } })).toEqual(['jobs.fields.colour']);
  });

  it.each(['firstContact', 'missedCall', 'jobOnTheWay', 'jobCodes'])(
    'lets the text %s be switched off',
    (key) => {
      expect(pathsWith({ texts: { [key]: '' } })).toEqual([]);
      expect(pathsWith({ texts: { [key]: '{nobody}' } })).toEqual([`texts.${key}`]);
    },
  );

  it('refuses empty words where a text has to be', () => {
    expect(pathsWith({ texts: { alertText: '' } })).toEqual(['texts.alertText']);
  });
});
