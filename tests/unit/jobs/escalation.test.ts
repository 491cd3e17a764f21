import {
  assignmentOf,
  isWaiting,
  withEscalation,
  withoutSettled,
  withScheduled,
} from '../../../src/jobs/escalation';
import type { Job } from '../../../src/jobs/job';
import type { Escalation, JobRecord } from '../../../src/jobs/record';

const OF = '2026-11-20T20:00:00.000Z';
const LATER = '2026-11-20T20:04:00.000Z';
const NOW = '2026-11-20T20:05:00.000Z';

const job = (status: Job['status'], crewIds: string[] = [], more: Partial<Job> = {}): Job => ({
  id: 'J-1',
  status,
  crewIds,
  ...more,
});
const plan = (of: string, sid?: string): Escalation => ({
  of,
  dueAt: NOW,
  texts: [{ key: `escalate-${of}`, to: 'sergio', ...(sid === undefined ? {} : { sid }) }],
  reminders: [{ key: `remind-${of}`, to: 'crew-7' }],
  slack: null,
});
const record = (more: Partial<JobRecord>): JobRecord => ({ v: 1, id: 'J-1', ...more });

test.each<[string, Job, boolean]>([
  ['for nobody', job('pending'), false],
  ['offered', job('pending', ['crew-7']), true],
  ['given', job('assigned', ['crew-7']), true],
  ['claimed', job('assigned', ['crew-7'], { claimedBy: 'crew-7' }), false],
  ['claimed by nobody in the words of others', job('assigned', ['crew-7'], { claimedBy: '' }), true],
  ['handed over while it is in progress', job('in-progress', ['crew-8']), true],
  ['done', job('completed', ['crew-7']), false],
  ['cancelled', job('cancelled', ['crew-7']), false],
])('a job %s', (_name, present, waits) => expect(isWaiting(present)).toBe(waits));

describe('the assignment that is escalated', () => {
  const given = job('assigned', ['crew-7'], { updatedAt: OF });
  const claimed = job('assigned', ['crew-7'], { updatedAt: LATER, claimedBy: 'crew-7' });

  test('is that of the newest state, on record or told of now', () => {
    expect(assignmentOf(record({ seen: given, assignedAt: OF }), given)).toBe(OF);
    expect(assignmentOf(record({ seen: claimed, assignedAt: OF }), given)).toBeNull();
    expect(assignmentOf(record({ seen: given, assignedAt: OF }), claimed)).toBeNull();
  });

  test('is none when nobody is known to have been asked', () => {
    expect(assignmentOf(record({ seen: given }), given)).toBeNull();
  });

  test('of a started job that nobody has claimed is one only if it was given to others since', () => {
    const started = job('in-progress', ['crew-7'], { updatedAt: LATER });
    expect(assignmentOf(record({ seen: started, assignedAt: OF, startedAt: LATER }), started)).toBeNull();
    expect(assignmentOf(record({ seen: started, assignedAt: LATER, startedAt: OF }), started)).toBe(LATER);
  });
});

describe('what is scheduled', () => {
  test('is planned once, and stays as it is', () => {
    const planned = withEscalation(record({}), OF, plan(OF), NOW);
    expect(planned.escalation).toEqual(plan(OF));
    expect(withEscalation(planned, OF, plan(OF), NOW)).toBe(planned);
  });

  test('is not planned for an assignment that is over by now', () => {
    expect(withEscalation(record({}), LATER, plan(OF), NOW).escalation).toBeUndefined();
    expect(withEscalation(record({}), null, plan(OF), NOW).escalation).toBeUndefined();
  });

  test('is called off for a crew that passes, and stays for the others', () => {
    const both = { ...plan(OF), reminders: ['crew-7', 'crew-8'].map((to) => ({ key: `remind-${to}`, to })) };
    const seen = job('assigned', ['crew-8']);
    const { escalation, calledOff } = withEscalation(record({ seen, escalation: both }), OF, null, NOW);
    expect(escalation?.reminders.map(({ to }) => to)).toEqual(['crew-8']);
    expect(escalation?.texts).toEqual(both.texts);
    expect(calledOff).toEqual([
      { ...both, texts: [], reminders: [{ key: 'remind-crew-7', to: 'crew-7' }], at: NOW },
    ]);
  });

  test('is called off when nobody is waited for, or others are', () => {
    const planned = record({ escalation: plan(OF, 'SM1') });
    const over = { ...plan(OF, 'SM1'), at: NOW };
    expect(withEscalation(planned, null, null, NOW)).toEqual(record({ calledOff: [over] }));
    expect(withEscalation(planned, LATER, plan(LATER), NOW)).toEqual(
      record({ escalation: plan(LATER), calledOff: [over] }),
    );
  });

  test('is remembered where it belongs, also when the assignment has ended meanwhile', () => {
    const done = { ...plan(OF, 'SM1'), slack: 'Q1' };
    expect(withScheduled(record({ escalation: plan(OF) }), done, NOW).escalation).toEqual(done);
    const over = { ...plan(OF), at: LATER };
    expect(withScheduled(record({ calledOff: [over] }), done, NOW).calledOff).toEqual([
      { ...done, at: LATER },
    ]);
    expect(withScheduled(record({}), done, NOW).calledOff).toEqual([{ ...done, at: NOW }]);
  });

  test('is forgotten part by part, as it turns out not to come any more', () => {
    const over = { ...plan(OF, 'SM1'), slack: 'Q1', at: NOW };
    const less = withoutSettled(record({ calledOff: [over] }), new Set([`escalate-${OF}`, 'Q1']));
    expect(less.calledOff).toEqual([{ ...over, texts: [], slack: null }]);
    expect(withoutSettled(less, new Set([`remind-${OF}`]))).toEqual(record({}));
  });
});
