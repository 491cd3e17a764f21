import { passMinutes } from '../support/faults/timer';
import { PEOPLE } from '../support/routing';
import type { Line } from '../support/stories';

const CREW_7 = '+15550100107';
const crew = [{ id: 'crew-7', name: 'Crew 7', phone: CREW_7 }];
const JOB = { id: 'gate-1', title: 'Gate stuck', crewIds: ['crew-7'], requestId: 'r1' };

/** Somebody else writes the file, without a condition. */
function overwrite(line: Line, text: string): void {
  line.world.s3.put('local-jobs', 'maintenance.json', text);
}

test('the oldest of 1,000 open jobs is escalated when nobody does it in time', async () => {
  const jobs = {
    claimWithinMinutes: 10,
    completeWithinMinutes: 60,
    stakeholders: [],
    publishContacts: false,
    fields: {},
  };
  const line = await stories.open({ routing: { crew, jobs } });
  await line.api('/jobs', JOB);
  await line.pass(5);
  await line.acts(line.link(CREW_7), 'claim');
  const theirs = Array.from({ length: 999 }, (_, number) => ({ id: `theirs-${number}`, status: 'pending' }));
  overwrite(line, JSON.stringify({ jobs: [line.job('gate-1'), ...theirs] }));
  await line.pass(61 * 60);
  await passMinutes(line, 4);
  expect(line.inbox(PEOPLE.sergio).filter((body) => body.includes('overdue'))).toHaveLength(1);
  await line.close();
});

test('a broken file is told once for each reason, and again on another day', async () => {
  const line = await stories.open({ routing: { crew } });
  line.expectFault(/./);
  overwrite(line, '{');
  await passMinutes(line, 2);
  overwrite(line, '[{"id":"a"},{"id":"a"}]');
  await passMinutes(line, 2);
  expect([line.timesInSlack('It is not JSON'), line.timesInSlack('have the same id')]).toEqual([1, 1]);
  await line.pass(24 * 60 * 60);
  await passMinutes(line, 2);
  expect(line.timesInSlack('have the same id')).toBe(2);
  await line.close();
});

test('a write with a new time over a change that was acknowledged is told, once', async () => {
  const line = await stories.open({ routing: { crew } });
  await line.api('/jobs', JOB);
  await line.pass(5);
  await line.acts(line.link(CREW_7), 'claim');
  await line.pass(60);
  const { relay: _, claimedBy: __, ...theirs } = line.job('gate-1');
  const updatedAt = new Date(line.clock.now()).toISOString();
  overwrite(line, JSON.stringify({ jobs: [{ ...theirs, updatedAt }] }));
  await passMinutes(line, 3);
  expect(line.timesInSlack('was overwritten')).toBe(1);
  await line.close();
});

test('a job without a title and one with 17 KB of it have their cards and escalations', async () => {
  const line = await stories.open({ routing: { crew } });
  const change = (id: string, title: string) => ({
    before: null,
    after: { id, status: 'assigned', crewIds: ['crew-7'], title },
    changeId: id,
  });
  await line.api('/job-changed', change('short', ''));
  await line.api('/job-changed', change('long', 'Gate '.repeat(3400)));
  await passMinutes(line, 14);
  expect([line.timesInSlack('Job short, by text'), line.timesInSlack('Job long, by text')]).toEqual([1, 1]);
  expect(line.inbox(PEOPLE.sergio)).toHaveLength(2);
  await line.close();
});

test('an entry with half an emoji in its id stays as it is, and the channel hears of it once', async () => {
  const line = await stories.open({ routing: { crew } });
  const text = '{"jobs":[{"id":"a\\ud83d","status":"pending"}]}';
  overwrite(line, text);
  await passMinutes(line, 3);
  expect(line.timesInSlack('cannot use the ids of 1 entries')).toBe(1);
  const made = await line.api('/jobs', { id: 'b\ud83d' });
  expect([made.status, made.body.error?.code]).toEqual([400, 'bad_request']);
  expect(line.jobsFile()).toBe(text);
  await line.close();
});
