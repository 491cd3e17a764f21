import fc from 'fast-check';
import { whoIsTold, type ChangeFacts, type Notification, type ToldJob } from '../../../src/jobs/told';
import { lateNotification } from '../../../src/jobs/told-late';
import { routing } from '../../support/routing';

const STAKEHOLDERS = ['+15550100150', '+15550100151'];
const { jobs } = routing();
const config = {
  jobs: { ...jobs, stakeholders: STAKEHOLDERS },
  texts: { jobOnTheWay: '{line}: we are on our way.', jobDelayed: '{line}: not today.' },
};
const job = (status: ToldJob['status'], crewIds: string[] = [], claimedBy?: string): ToldJob => ({
  id: 'J-1042',
  status,
  crewIds,
  ...(claimedBy === undefined ? {} : { claimedBy }),
});

/** “assigned crew-7”, “completed customer”, “handed-over dispatchers (crew-8)”. */
const words = (told: readonly Notification[]) =>
  told.map(({ kind, to, crews }) => {
    const who = to.kind === 'crew' ? to.id : to.kind === 'stakeholder' ? to.phone : to.kind;
    return `${kind} ${who}${crews === undefined ? '' : ` (${crews.join(' ')})`}`;
  });
const told = (before: ToldJob | null, after: ToldJob, facts: ChangeFacts = {}) =>
  words(whoIsTold(before, after, config, facts));

/** The table of design §6, row by row. */
test.each<[string, ToldJob | null, ToldJob, string[]]>([
  ['a new job for nobody', null, job('pending'), []],
  ['assigned', job('pending'), job('assigned', ['crew-7']), ['assigned crew-7']],
  ['new and assigned', null, job('assigned', ['crew-7']), ['assigned crew-7']],
  ['offered while pending', job('pending'), job('pending', ['crew-7']), ['assigned crew-7']],
  ['offered, then assigned', job('pending', ['crew-7']), job('assigned', ['crew-7']), ['assigned crew-7']],
  [
    'one more crew',
    job('assigned', ['crew-7'], 'crew-7'),
    job('assigned', ['crew-7', 'crew-8'], 'crew-7'),
    ['assigned crew-8'],
  ],
  [
    'claimed',
    job('assigned', ['crew-7', 'crew-8']),
    job('assigned', ['crew-7', 'crew-8'], 'crew-7'),
    ['claimed dispatchers (crew-7)'],
  ],
  [
    'claimed while only offered',
    job('pending', ['crew-7', 'crew-8']),
    job('assigned', ['crew-7', 'crew-8'], 'crew-7'),
    ['claimed dispatchers (crew-7)'],
  ],
  [
    'handed over',
    job('in-progress', ['crew-7'], 'crew-7'),
    job('in-progress', ['crew-8']),
    ['handed-to-you crew-8 (crew-7)', 'taken-off crew-7 (crew-8)', 'handed-over dispatchers (crew-8)'],
  ],
  [
    'handed over to one who was asked as well',
    job('assigned', ['crew-7', 'crew-8'], 'crew-7'),
    job('assigned', ['crew-8']),
    ['handed-to-you crew-8 (crew-7)', 'taken-off crew-7 (crew-8)', 'handed-over dispatchers (crew-8)'],
  ],
  [
    'given back, while another was asked as well',
    job('assigned', ['crew-7', 'crew-8'], 'crew-7'),
    job('pending', ['crew-8']),
    ['assigned crew-8 (crew-7)', 'taken-off crew-7 (crew-8)', 'abandoned dispatchers (crew-7)'],
  ],
  [
    'declined by one of two',
    job('assigned', ['crew-7', 'crew-8']),
    job('assigned', ['crew-8']),
    ['taken-off crew-7', 'declined dispatchers (crew-7)'],
  ],
  [
    'declined by the last who was asked',
    job('pending', ['crew-7']),
    job('pending'),
    ['taken-off crew-7', 'declined dispatchers (crew-7)'],
  ],
  [
    'started',
    job('assigned', ['crew-7'], 'crew-7'),
    job('in-progress', ['crew-7'], 'crew-7'),
    ['on-the-way customer'],
  ],
  [
    'started without a claim',
    job('assigned', ['crew-7']),
    job('in-progress', ['crew-7'], 'crew-7'),
    ['claimed dispatchers (crew-7)', 'on-the-way customer'],
  ],
  [
    'completed',
    job('in-progress', ['crew-7'], 'crew-7'),
    job('completed', ['crew-7'], 'crew-7'),
    ['completed customer', 'completed +15550100150', 'completed +15550100151'],
  ],
  [
    'abandoned',
    job('in-progress', ['crew-7'], 'crew-7'),
    job('pending'),
    ['taken-off crew-7', 'abandoned dispatchers (crew-7)', 'delayed customer'],
  ],
  [
    'abandoned before anybody set off',
    job('assigned', ['crew-7'], 'crew-7'),
    job('pending'),
    ['taken-off crew-7', 'abandoned dispatchers (crew-7)'],
  ],
  [
    'cancelled',
    job('assigned', ['crew-7', 'crew-8'], 'crew-7'),
    job('cancelled', ['crew-7', 'crew-8'], 'crew-7'),
    ['cancelled crew-7', 'cancelled crew-8', 'cancelled customer'],
  ],
  [
    'cancelled, and its crew taken off',
    job('assigned', ['crew-7']),
    job('cancelled'),
    ['cancelled crew-7', 'cancelled customer'],
  ],
  [
    'opened again for the same crew',
    job('cancelled', ['crew-7']),
    job('assigned', ['crew-7']),
    ['assigned crew-7'],
  ],
  ['opened again for nobody', job('completed', ['crew-7'], 'crew-7'), job('pending'), []],
])('%s', (_name, before, after, expected) => expect(told(before, after)).toEqual(expected));

test('the crew that left by itself need not hear that it did', () => {
  const before = job('assigned', ['crew-7'], 'crew-7');
  expect(told(before, job('pending'), { by: 'crew-7' })).toEqual(['abandoned dispatchers (crew-7)']);
  expect(told(before, job('assigned', ['crew-8']), { by: 'crew-7' })).toEqual([
    'handed-to-you crew-8 (crew-7)',
    'handed-over dispatchers (crew-8)',
  ]);
});

test('without words for it, no customer hears that the crew is on the way', () => {
  const off = { ...config, texts: { ...config.texts, jobOnTheWay: '' } };
  expect(whoIsTold(job('assigned', ['crew-7']), job('in-progress', ['crew-7']), off)).toEqual([]);
  const back = words(whoIsTold(job('in-progress', ['crew-7']), job('pending'), off));
  expect(back).not.toContain('delayed customer');
});

test('a stakeholder who is listed twice hears once', () => {
  const twice = { ...config, jobs: { ...jobs, stakeholders: ['+15550100150', '+15550100150'] } };
  expect(whoIsTold(job('in-progress'), job('completed'), twice)).toHaveLength(2);
});

describe('the key', () => {
  const before = job('pending');
  const after = job('assigned', ['crew-7']);
  const keys = (from: ToldJob, to: ToldJob, facts?: ChangeFacts) =>
    whoIsTold(from, to, config, facts).map(({ key }) => key);

  test('is a stored name without a phone number', () => {
    const completed = keys(job('in-progress'), job('completed'));
    expect(completed).toHaveLength(3);
    for (const key of completed) expect(key).toMatch(/^told-completed-[0-9a-f]{32}$/);
  });

  test('is that of the change, whatever the order of its fields', () => {
    const other = Object.fromEntries(Object.entries(after).reverse()) as unknown as ToldJob;
    expect(keys(before, other)).toEqual(keys(before, after));
    expect(keys(before, after, { id: 'change-1' })).not.toEqual(keys(before, after));
    expect(keys(before, after, { id: 'change-1' })).not.toEqual(keys(before, after, { id: 'change-2' }));
  });

  test('differs when the same happens to the job another day, or to another job', () => {
    const at = (updatedAt: string): ToldJob => ({ ...after, updatedAt }) as ToldJob;
    expect(keys(before, at('2026-11-20T20:00:00.000Z'))).not.toEqual(
      keys(before, at('2026-11-21T20:00:00.000Z')),
    );
    const facts = { id: 'change-1' };
    expect(keys({ ...before, id: 'J-2' }, { ...after, id: 'J-2' }, facts)).not.toEqual(
      keys(before, after, facts),
    );
  });
});

const anyJob: fc.Arbitrary<ToldJob> = fc
  .record(
    {
      status: fc.constantFrom<ToldJob['status']>(
        'pending',
        'assigned',
        'in-progress',
        'completed',
        'cancelled',
      ),
      crewIds: fc.uniqueArray(fc.constantFrom('crew-7', 'crew-8', 'crew-9')),
      claimedBy: fc.constantFrom('crew-7', 'crew-8'),
    },
    { requiredKeys: ['status'] },
  )
  .map((state) => ({ id: 'J-1042', ...state }));

test('no change: nobody is told', () => {
  fc.assert(fc.property(anyJob, (present) => expect(told(present, { ...present })).toEqual([])));
});

test('told twice, a change has the same keys; within it no two are alike', () => {
  fc.assert(
    fc.property(fc.option(anyJob), anyJob, (before, after) => {
      const once = whoIsTold(before, after, config);
      expect(whoIsTold(structuredClone(before), structuredClone(after), config)).toEqual(once);
      expect(new Set(once.map(({ key }) => key)).size).toBe(once.length);
    }),
  );
});

test('whoever comes onto an open job is told of it, and whoever leaves one', () => {
  fc.assert(
    fc.property(anyJob, anyJob, (before, after) => {
      fc.pre(after.status !== 'completed' && after.status !== 'cancelled');
      fc.pre(before.status !== 'completed' && before.status !== 'cancelled');
      const [present, next] = [before.crewIds ?? [], after.crewIds ?? []];
      const crews = whoIsTold(before, after, config).flatMap(({ to }) => (to.kind === 'crew' ? [to.id] : []));
      for (const id of next) if (!present.includes(id)) expect(crews).toContain(id);
      for (const id of present) if (!next.includes(id)) expect(crews).toContain(id);
      expect(new Set(crews).size).toBe(crews.length);
    }),
  );
});

describe('late', () => {
  const ASSIGNED = '2026-11-20T20:00:00.000Z';
  const after = (minutes: number) => Date.parse(ASSIGNED) + minutes * 60_000;
  const late = (present: ToldJob, minutes: number, assignedAt = ASSIGNED) =>
    lateNotification(
      present,
      assignedAt,
      { claimWithinMinutes: 10, completeWithinMinutes: 480 },
      after(minutes),
    );

  test.each<[string, ToldJob, number, string | undefined]>([
    ['in time', job('assigned', ['crew-7']), 9.99, undefined],
    ['not claimed in time', job('assigned', ['crew-7']), 10, 'not-claimed'],
    ['offered, not claimed', job('pending', ['crew-7']), 10, 'not-claimed'],
    ['given to nobody', job('pending'), 1000, undefined],
    ['claimed', job('assigned', ['crew-7'], 'crew-7'), 479, undefined],
    ['claimed, not done in time', job('assigned', ['crew-7'], 'crew-7'), 480, 'overdue'],
    ['started, not done in time', job('in-progress', ['crew-7']), 480, 'overdue'],
    ['started', job('in-progress', ['crew-7'], 'crew-7'), 479, undefined],
    ['started, then handed over', job('in-progress', ['crew-8']), 10, 'not-claimed'],
    ['never claimed, and long ago', job('assigned', ['crew-7']), 480, 'overdue'],
    ['completed', job('completed', ['crew-7']), 1000, undefined],
    ['cancelled', job('cancelled', ['crew-7']), 1000, undefined],
  ])('%s', (_name, present, minutes, kind) => expect(late(present, minutes)?.kind).toBe(kind));

  test('each assignment escalates once, and goes to the dispatchers', () => {
    const present = job('assigned', ['crew-7']);
    expect(late(present, 10)).toMatchObject({ to: { kind: 'dispatchers' }, crews: ['crew-7'] });
    expect(late(present, 11)).toEqual(late(present, 10));
    expect(late(present, 100, '2026-11-20T21:00:00.000Z')?.key).not.toBe(late(present, 10)?.key);
  });

  test('a time that cannot be read is long ago', () => {
    expect(late(job('assigned', ['crew-7']), 1, 'soon')?.kind).toBe('overdue');
  });
});
