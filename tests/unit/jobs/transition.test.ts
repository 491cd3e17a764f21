import fc from 'fast-check';
import type { JobStatus } from '../../../src/jobs/job';
import {
  decideTransition,
  isOpen,
  isUnchanged,
  withState,
  type JobState,
} from '../../../src/jobs/transition';

const team = [{ id: 'crew-7' }, { id: 'crew-8' }];
const STATUSES: readonly JobStatus[] = ['pending', 'assigned', 'in-progress', 'completed', 'cancelled'];
const job = (status: JobStatus, crewIds: string[] = [], claimedBy?: string): JobState => ({
  status,
  crewIds,
  ...(claimedBy === undefined ? {} : { claimedBy }),
});

/** The table of design §6, in the order of `STATUSES`: from, and where it may go. */
test.each<[JobStatus, boolean[]]>([
  ['pending', [true, true, false, false, true]],
  ['assigned', [true, true, true, false, true]],
  ['in-progress', [true, false, true, true, true]],
  ['completed', [false, false, false, true, false]],
  ['cancelled', [false, false, false, false, true]],
])('from %s', (from, allowed) => {
  const kinds = STATUSES.map((status) => {
    const crewIds = isOpen(status) ? { crewIds: ['crew-7'] } : {};
    return decideTransition(job(from, ['crew-7']), { status, ...crewIds }, team).kind;
  });
  expect(kinds).toEqual(allowed.map((isAllowed) => (isAllowed ? 'allowed' : 'illegal')));
});

test.each<[JobStatus, string]>([
  ['pending', 'allowed'],
  ['assigned', 'allowed'],
  ['in-progress', 'illegal'],
  ['completed', 'illegal'],
  ['cancelled', 'illegal'],
])('a new job that is %s: %s', (status, kind) => {
  expect(decideTransition(null, { status, crewIds: ['crew-7'] }, team).kind).toBe(kind);
});

test('an illegal change names both ends', () => {
  expect(decideTransition(job('completed'), { status: 'pending' }, team)).toEqual({
    kind: 'illegal',
    from: 'completed',
    to: 'pending',
  });
});

test('a closed job gets no other crew', () => {
  const request = { status: 'completed', crewIds: ['crew-8'] } as const;
  expect(decideTransition(job('completed', ['crew-7']), request, team).kind).toBe('illegal');
});

test('who believes the job to be elsewhere is told where it is, before anything else', () => {
  const request = { status: 'assigned', expectedStatus: 'pending', crewIds: ['crew-99'] } as const;
  expect(decideTransition(job('completed'), request, team)).toEqual({
    kind: 'conflict',
    status: 'completed',
  });
  expect(decideTransition(job('pending'), { ...request, crewIds: ['crew-7'] }, team).kind).toBe('allowed');
});

describe('the crew', () => {
  test('a job cannot be assigned to nobody, nor all its crew be taken', () => {
    const nobody = { kind: 'no-crew' };
    expect(decideTransition(job('pending'), { status: 'assigned' }, team)).toEqual(nobody);
    expect(decideTransition(null, { status: 'assigned', crewIds: [] }, team)).toEqual(nobody);
    const emptied = { status: 'assigned', crewIds: [] } as const;
    expect(decideTransition(job('assigned', ['crew-7']), emptied, team)).toEqual(nobody);
  });

  test('what others wrote as assigned without a crew may go on', () => {
    expect(decideTransition({ status: 'assigned' }, { status: 'in-progress' }, team).kind).toBe('allowed');
    expect(decideTransition({ status: 'assigned' }, { status: 'assigned' }, team).kind).toBe('allowed');
  });

  test('an unknown crew gets no job, and who has left the team may stay on one', () => {
    const request = { status: 'assigned', crewIds: ['crew-7', 'crew-99'] } as const;
    const unknown = { kind: 'unknown-crew', id: 'crew-99' };
    expect(decideTransition(job('pending'), request, team)).toEqual(unknown);
    expect(decideTransition(job('assigned', ['crew-99']), request, team).kind).toBe('allowed');
  });

  test('nobody is twice on a job', () => {
    const request = { status: 'assigned', crewIds: ['crew-7', 'crew-7'] } as const;
    expect(decideTransition(null, request, team)).toMatchObject({ after: { crewIds: ['crew-7'] } });
  });

  test.each<[string, JobState, Parameters<typeof decideTransition>[1], object]>([
    [
      'a job that goes back has nobody',
      job('in-progress', ['crew-7', 'crew-8'], 'crew-7'),
      { status: 'pending' },
      { crewIds: [], claimedBy: null },
    ],
    [
      'a crew that gives it back leaves it to the others',
      job('in-progress', ['crew-7', 'crew-8'], 'crew-7'),
      { status: 'pending', by: 'crew-7' },
      { crewIds: ['crew-8'], claimedBy: null },
    ],
    [
      'a handover takes the claim away',
      job('in-progress', ['crew-7'], 'crew-7'),
      { status: 'in-progress', crewIds: ['crew-8'] },
      { crewIds: ['crew-8'], claimedBy: null },
    ],
    [
      'more people do not',
      job('assigned', ['crew-7'], 'crew-7'),
      { status: 'assigned', crewIds: ['crew-8', 'crew-7'] },
      { crewIds: ['crew-8', 'crew-7'], claimedBy: 'crew-7' },
    ],
    [
      'a crew that goes on with it claims it',
      job('assigned', ['crew-7']),
      { status: 'in-progress', by: 'crew-7' },
      { crewIds: ['crew-7'], claimedBy: 'crew-7' },
    ],
    [
      'a dispatcher who moves it claims nothing',
      job('assigned', ['crew-7']),
      { status: 'in-progress' },
      { crewIds: ['crew-7'], claimedBy: null },
    ],
    [
      'somebody who is not on it claims nothing',
      job('assigned', ['crew-7']),
      { status: 'in-progress', by: 'crew-8' },
      { crewIds: ['crew-7'], claimedBy: null },
    ],
    [
      'a closed job keeps who did it',
      job('in-progress', ['crew-7'], 'crew-7'),
      { status: 'completed' },
      { crewIds: ['crew-7'], claimedBy: 'crew-7' },
    ],
    [
      'a foreign claim is left as it is',
      { status: 'assigned', claimedBy: 'crew-9' },
      { status: 'in-progress' },
      { claimedBy: 'crew-9' },
    ],
  ])('%s', (_name, before, request, after) => {
    expect(decideTransition(before, request, team)).toMatchObject({ kind: 'allowed', after });
  });
});

test('withState keeps everything else, and names no crew where none was named', () => {
  const before = { id: 'J-1', status: 'assigned', claimedBy: 'crew-7', price: 12.5 } as const;
  const after = { status: 'pending', crewIds: [], claimedBy: null } as const;
  expect(withState<JobState>(before, after)).toEqual({ id: 'J-1', status: 'pending', price: 12.5 });
  expect(withState<JobState>({ status: 'assigned', crewIds: ['crew-7'] }, after)).toEqual({
    status: 'pending',
    crewIds: [],
  });
});

test('a claim by nobody, as others write it, is none', () => {
  const before = { status: 'assigned', crewIds: ['crew-7'], claimedBy: '' } as const;
  const started = decideTransition(before, { status: 'in-progress', by: 'crew-7' }, team);
  expect(started).toMatchObject({ after: { claimedBy: 'crew-7' } });
});

test.each<[string, object, boolean]>([
  ['the same', {}, true],
  ['the same crew in another order', { crewIds: ['crew-8', 'crew-7'] }, true],
  ['another status', { status: 'in-progress' }, false],
  ['another crew', { crewIds: ['crew-7', 'crew-9'] }, false],
  ['more crew', { crewIds: ['crew-7', 'crew-8', 'crew-9'] }, false],
  ['no claim', { claimedBy: null }, false],
])('%s is a change or none', (_name, more, expected) => {
  const state = { status: 'assigned', crewIds: ['crew-7', 'crew-8'], claimedBy: 'crew-7' } as const;
  expect(isUnchanged(state, { ...state, ...more })).toBe(expected);
});

test('whatever is asked: a closed job stays as it is, and nobody has a job who is not on it', () => {
  const status = fc.constantFrom(...STATUSES);
  const crewIds = fc.uniqueArray(fc.constantFrom('crew-7', 'crew-8', 'crew-9'));
  const before = fc.record({ status, crewIds });
  const request = fc.record(
    { status, crewIds, by: fc.constantFrom('crew-7', 'crew-8'), expectedStatus: status },
    { requiredKeys: ['status'] },
  );
  fc.assert(
    fc.property(before, fc.boolean(), request, (present, isClaimed, wish) => {
      const [first] = present.crewIds;
      const claimed = isClaimed && first !== undefined ? { ...present, claimedBy: first } : present;
      const decided = decideTransition(claimed, wish, team);
      if (decided.kind !== 'allowed') return;
      const { after } = decided;
      if (!isOpen(present.status)) expect(withState<JobState>(claimed, after)).toEqual(claimed);
      if (after.claimedBy !== null) expect(after.crewIds).toContain(after.claimedBy);
      expect(after.status).toBe(wish.status);
    }),
  );
});
