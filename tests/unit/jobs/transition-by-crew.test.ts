import fc from 'fast-check';
import type { JobStatus } from '../../../src/jobs/job';
import {
  actionsNow,
  CLAIM_ACTIONS,
  decideClaimAction,
  type ClaimAction,
} from '../../../src/jobs/transition-by-crew';
import { withState, type JobState } from '../../../src/jobs/transition';

const team = [{ id: 'crew-7' }, { id: 'crew-8' }, { id: 'crew-9' }];
const job = (status: JobStatus, crewIds: string[] = ['crew-7'], claimedBy?: string): JobState => ({
  status,
  crewIds,
  ...(claimedBy === undefined ? {} : { claimedBy }),
});
const decide = (present: JobState | null, action: ClaimAction, crew = 'crew-7', to?: string) =>
  decideClaimAction(present, { crew, action, ...(to === undefined ? {} : { to }) }, team);

test.each<[string, JobState, ClaimAction, object]>([
  ['claims', job('assigned'), 'claim', { status: 'assigned', crewIds: ['crew-7'], claimedBy: 'crew-7' }],
  [
    'claims what others wrote as claimed by nobody',
    job('assigned', ['crew-7'], ''),
    'claim',
    { claimedBy: 'crew-7' },
  ],
  ['claims an offer', job('pending'), 'claim', { status: 'assigned', claimedBy: 'crew-7' }],
  [
    'claims what was handed over',
    job('in-progress'),
    'claim',
    { status: 'in-progress', claimedBy: 'crew-7' },
  ],
  ['starts what it has', job('assigned', ['crew-7'], 'crew-7'), 'start', { status: 'in-progress' }],
  [
    'starts what nobody has claimed, and so claims it',
    job('assigned'),
    'start',
    { status: 'in-progress', claimedBy: 'crew-7' },
  ],
  ['completes', job('in-progress', ['crew-7'], 'crew-7'), 'complete', { status: 'completed' }],
  ['declines alone', job('assigned'), 'decline', { status: 'pending', crewIds: [], claimedBy: null }],
  [
    'declines one of several',
    job('assigned', ['crew-7', 'crew-8']),
    'decline',
    { status: 'assigned', crewIds: ['crew-8'], claimedBy: null },
  ],
  [
    'gives it back',
    job('in-progress', ['crew-7', 'crew-8'], 'crew-7'),
    'abandon',
    { status: 'pending', crewIds: ['crew-8'], claimedBy: null },
  ],
  [
    'declines what it has: gives it back',
    job('assigned', ['crew-7', 'crew-8'], 'crew-7'),
    'decline',
    { status: 'pending', crewIds: ['crew-8'] },
  ],
])('a crew %s', (_name, present, action, after) => {
  expect(decide(present, action)).toMatchObject({ kind: 'allowed', after });
});

test('a handover goes to whom it names alone, and leaves the status and no claim', () => {
  const present = job('in-progress', ['crew-7', 'crew-8'], 'crew-7');
  expect(decide(present, 'handover', 'crew-7', 'crew-9')).toEqual({
    kind: 'allowed',
    after: { status: 'in-progress', crewIds: ['crew-9'], claimedBy: null },
  });
  const taken = job('assigned', ['crew-7', 'crew-8'], 'crew-7');
  expect(decide(taken, 'handover', 'crew-7', 'crew-9')).toMatchObject({ after: { crewIds: ['crew-9'] } });
  // A crew that is only asked has nothing but the question to pass on.
  const asked = job('assigned', ['crew-7', 'crew-8']);
  expect(decide(asked, 'handover', 'crew-7', 'crew-9')).toMatchObject({
    after: { crewIds: ['crew-8', 'crew-9'] },
  });
  expect(decide(present, 'handover', 'crew-7', 'crew-8')).toMatchObject({ after: { crewIds: ['crew-8'] } });
  expect(decide(job('pending'), 'handover', 'crew-7', 'crew-8')).toMatchObject({
    after: { status: 'assigned' },
  });
});

test.each([
  [undefined, 'nobody'],
  ['', 'nobody'],
  ['crew-7', 'self'],
  ['crew-99', 'unknown'],
  ['constructor', 'unknown'],
])('a handover to %j is none', (to, why) => {
  expect(decide(job('assigned', ['crew-7'], 'crew-7'), 'handover', 'crew-7', to)).toEqual({
    kind: 'bad-handover',
    why,
  });
});

test('a job that one of several crews starts is with that crew alone', () => {
  const taken = job('assigned', ['crew-7', 'crew-8'], 'crew-7');
  const asked = job('assigned', ['crew-7', 'crew-8']);
  const alone = { status: 'in-progress', crewIds: ['crew-7'], claimedBy: 'crew-7' };
  for (const present of [taken, asked])
    expect(decide(present, 'start')).toEqual({ kind: 'allowed', after: alone });
});

test('of two crews that claim within the same second, the second is told who has it', () => {
  const present = job('assigned', ['crew-7', 'crew-8']);
  const first = decide(present, 'claim', 'crew-8');
  if (first.kind !== 'allowed') throw new Error(first.kind);
  const then = withState(present, first.after);
  for (const action of CLAIM_ACTIONS) expect(decide(then, action)).toEqual({ kind: 'taken', by: 'crew-8' });
});

test.each<[string, JobState | null, object]>([
  ['no longer is', null, { kind: 'gone' }],
  ['is not with the crew', job('assigned', ['crew-8']), { kind: 'outdated' }],
  ['is with nobody', { status: 'pending' }, { kind: 'outdated' }],
  ['was completed by others', job('completed', ['crew-8'], 'crew-8'), { kind: 'outdated' }],
  ['is completed', job('completed'), { kind: 'closed', status: 'completed' }],
  ['is cancelled', job('cancelled', ['crew-7'], 'crew-7'), { kind: 'closed', status: 'cancelled' }],
])('nothing can be done with a job that %s', (_name, present, expected) => {
  for (const action of CLAIM_ACTIONS) expect(decide(present, action)).toEqual(expected);
});

test.each<[ClaimAction, JobState]>([
  ['claim', job('assigned', ['crew-7'], 'crew-7')],
  ['claim', job('in-progress', ['crew-7'], 'crew-7')],
  ['start', job('in-progress', ['crew-7'], 'crew-7')],
  ['complete', job('completed', ['crew-7'], 'crew-7')],
])('to %s it twice is no error', (action, present) => {
  expect(decide(present, action)).toEqual({ kind: 'already' });
});

test('first things first', () => {
  expect(decide(job('assigned', ['crew-7'], 'crew-7'), 'complete')).toEqual({
    kind: 'not-now',
    status: 'assigned',
  });
  expect(decide(job('pending'), 'start')).toEqual({ kind: 'not-now', status: 'pending' });
});

describe('buttons', () => {
  test.each<[string, JobState, readonly ClaimAction[]]>([
    ['unclaimed', job('assigned'), ['claim', 'decline', 'handover']],
    ['claimed', job('assigned', ['crew-7'], 'crew-7'), ['start', 'handover', 'abandon']],
    ['started', job('in-progress', ['crew-7'], 'crew-7'), ['complete', 'handover', 'abandon']],
    ["somebody else's", job('assigned', ['crew-7', 'crew-8'], 'crew-8'), []],
    ['with others', job('assigned', ['crew-8']), []],
    ['completed', job('completed', ['crew-7'], 'crew-7'), []],
  ])('%s', (_name, present, actions) => expect(actionsNow(present, 'crew-7')).toEqual(actions));

  test('every button does something, whatever the job', () => {
    const statuses = fc.constantFrom<JobStatus>(
      'pending',
      'assigned',
      'in-progress',
      'completed',
      'cancelled',
    );
    const crews = fc.subarray(['crew-7', 'crew-8']);
    const claims = fc.constantFrom(undefined, 'crew-7', 'crew-8');
    fc.assert(
      fc.property(statuses, crews, claims, (status, crewIds, claimedBy) => {
        // Only what has been claimed by this crew is in its hands: a pending job is claimed by nobody.
        fc.pre(status !== 'pending' || claimedBy === undefined);
        const present = job(status, crewIds, claimedBy);
        for (const action of actionsNow(present, 'crew-7')) {
          expect(decide(present, action, 'crew-7', 'crew-9').kind).toBe('allowed');
        }
      }),
    );
  });
});
