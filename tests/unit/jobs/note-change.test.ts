import type { Job } from '../../../src/jobs/job';
import { assignmentOf } from '../../../src/jobs/escalation';
import { untoldChanges, withChange, withoutChange } from '../../../src/jobs/note-change';
import { newRecord, type JobRecord, type OpenChange } from '../../../src/jobs/record';

const at = (minute: number) => new Date(Date.UTC(2030, 0, 1, 12, minute)).toISOString();
const NOTHING = { code: null, phone: null };

/** A job as the relay has written it at a minute. */
function own(minute: number, status: Job['status'], crewIds: readonly string[], claimedBy?: string): Job {
  const relay = { lastRequestId: `r${minute}`, writtenAt: at(minute) };
  const claim = claimedBy === undefined ? {} : { claimedBy };
  return { id: 'j', status, crewIds, ...claim, updatedAt: at(minute), relay };
}

/** The same by another writer, who does not say when. */
function foreign(status: Job['status'], crewIds: readonly string[]): Job {
  return { id: 'j', status, crewIds };
}

function change(before: Job | null, after: Job, name: string, minute: number): OpenChange {
  return { name, before, after, at: at(minute) };
}

/** The record after changes, each noted at a minute. */
function after(...changes: readonly OpenChange[]): JobRecord {
  return changes.reduce((record, one) => withChange(record, one, NOTHING), newRecord('j'));
}

const GIVEN = own(0, 'assigned', ['crew-7', 'crew-8', 'crew-9']);
const given = change(null, GIVEN, 'r0', 0);

describe('since when the crew is asked', () => {
  test.each<[string, readonly OpenChange[], string | undefined]>([
    ['it is given', [given], at(0)],
    ['it is noted late', [change(null, GIVEN, 'r0', 5)], at(0)],
    [
      'one of several passes',
      [given, change(GIVEN, own(9, 'assigned', ['crew-8', 'crew-9']), 'r9', 9)],
      at(0),
    ],
    [
      'one more is asked',
      [
        change(null, own(0, 'assigned', ['crew-7']), 'r0', 0),
        change(own(0, 'assigned', ['crew-7']), own(4, 'assigned', ['crew-7', 'crew-8']), 'r4', 4),
      ],
      at(4),
    ],
    [
      'it is handed to one of those who were asked',
      [
        given,
        change(GIVEN, own(1, 'in-progress', ['crew-7', 'crew-8'], 'crew-7'), 'r1', 1),
        change(
          own(1, 'in-progress', ['crew-7', 'crew-8'], 'crew-7'),
          own(6, 'in-progress', ['crew-8']),
          'r6',
          6,
        ),
      ],
      at(6),
    ],
    [
      'it had its crew before the relay knew of it',
      [change(foreign('pending', ['crew-7']), own(3, 'assigned', ['crew-7']), 'r3', 3)],
      at(3),
    ],
    ['another writer gives it', [change(null, foreign('assigned', ['crew-7']), 'c', 2)], at(2)],
    [
      'another writer says so twice',
      [
        change(null, foreign('assigned', ['crew-7']), 'c', 2),
        change(null, foreign('assigned', ['crew-7']), 'c', 8),
      ],
      at(2),
    ],
    [
      'what was given before is noted after it was claimed',
      [change(GIVEN, own(5, 'assigned', ['crew-7'], 'crew-7'), 'r5', 5), given],
      undefined,
    ],
    ['nobody has it', [change(null, own(0, 'pending', []), 'r0', 0)], undefined],
  ])('%s', (_, changes, expected) => expect(after(...changes).assignedAt).toBe(expected));
});

describe('whether somebody still has to take a job that is in progress', () => {
  const started = own(2, 'in-progress', ['crew-7']);
  const start = change(GIVEN, started, 'r2', 2);

  test('not when it was started without a claim', () => {
    expect(assignmentOf(after(given, start), started)).toBeNull();
  });

  test('whoever it is handed to then', () => {
    const handed = own(6, 'in-progress', ['crew-8']);
    expect(assignmentOf(after(given, start, change(started, handed, 'r6', 6)), handed)).toBe(at(6));
  });
});

describe('what is untold', () => {
  const minute = (count: number) => Date.parse(at(count));
  const names = (record: JobRecord, job: Job, now: number) =>
    untoldChanges(record, job, now).map(({ name, before }) => [name, before?.status ?? null]);
  const told = withoutChange(after(given), 'r0');

  test('what somebody is telling just now is left to them', () => {
    expect(names(after(given), GIVEN, minute(0) + 20_000)).toEqual([]);
    expect(names(after(given), GIVEN, minute(1))).toEqual([['r0', null]]);
  });

  test('what everybody has heard of is told', () => expect(names(told, GIVEN, minute(9))).toEqual([]));

  test('the relay’s own write that nobody noted, from what was known before', () => {
    const claimed = own(3, 'assigned', ['crew-7'], 'crew-7');
    expect(names(told, claimed, minute(4))).toEqual([['r3', 'assigned']]);
    expect(names(newRecord('j'), GIVEN, minute(1))).toEqual([['r0', null]]);
  });

  test('another writer’s change is that writer’s to tell', () => {
    const theirs: Job = { ...GIVEN, status: 'cancelled', updatedAt: at(3) };
    expect(names(told, theirs, minute(9))).toEqual([]);
  });

  test('another writer’s that was begun is finished, under its own name', () => {
    const record = after(change(null, foreign('assigned', ['crew-7']), 'c1', 0));
    expect(names(record, foreign('assigned', ['crew-7']), minute(1))).toEqual([['c1', null]]);
  });
});
