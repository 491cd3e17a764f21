import { PEOPLE } from '../support/routing';
import { passMinutes } from '../support/faults/timer';
import type { Line } from '../support/stories';

const CREW_7 = '+15550100107';
const CREW_8 = '+15550100108';
const CUSTOMER = '+12025550123';
const crew = [
  { id: 'crew-7', name: 'Crew 7', phone: CREW_7 },
  { id: 'crew-8', name: 'Crew 8', phone: CREW_8 },
];
const JOB = { id: 'gate-1', title: 'Gate stuck', crewIds: ['crew-7'], requestId: 'r1' };
const NONE = { kind: 'none' } as const;

async function opened(): Promise<Line> {
  const line = await stories.open({ routing: { crew } });
  line.expectedNumbers.add(CUSTOMER);
  return line;
}

/** How many texts with these words came to a phone. */
function count(line: Line, phone: string, words: string): number {
  return line.inbox(phone).filter((body) => body.includes(words)).length;
}

/** Somebody else writes the file, without a condition. */
function overwrite(line: Line, jobs: readonly object[]): void {
  line.world.s3.put('local-jobs', 'maintenance.json', JSON.stringify({ jobs }));
}

test('a crew that has texted STOP: the job is escalated all the same, once', async () => {
  const line = await opened();
  line.expectFault(/./);
  await line.texts('STOP', CREW_7);
  await line.pass(10);
  const { body } = await line.api('/jobs', JOB);
  expect(body.notifications).toEqual([{ kind: 'assigned', to: 'crew-7', state: 'failed' }]);
  await passMinutes(line, 15);
  expect(count(line, PEOPLE.sergio, 'nobody took this job')).toBe(1);
  expect(line.timesInSlack('Nobody has taken this job yet')).toBe(1);
  await line.close();
});

test('the function dies as soon as a new job is in the file: the next tick tells, shows and escalates it', async () => {
  const line = await opened();
  line.expectFault(/./);
  const killing = line.world.kill({ path: '/jobs', run: 1, at: 2, when: 'after', looksLike: 'error' });
  expect((await line.api('/jobs', JOB)).status).toBe(502);
  expect(killing.hasStruck).toBe(true);
  expect(line.job('gate-1').status).toBe('assigned');
  expect(line.stored('job-gate-1')).toBeUndefined();
  await passMinutes(line, 14);
  expect(count(line, CREW_7, 'new job')).toBe(1);
  expect(line.timesInSlack('Gate stuck')).toBe(1);
  expect(count(line, PEOPLE.sergio, 'nobody took this job')).toBe(1);
  await line.close();
});

test('Sync is down when a job comes: the answer says what is missing, the same request mends it, and the job is escalated', async () => {
  const line = await opened();
  line.expectFault(/./);
  line.breakSync({ kind: 'down' });
  const job = { ...JOB, customer: { phone: CUSTOMER } };
  const made = await line.api('/jobs', job);
  expect(made.status).toBe(201);
  expect(made.body.notifications).toEqual([
    { kind: 'assigned', to: 'crew-7', state: 'sent', mayRepeat: true },
  ]);
  expect(made.body['warning']).toMatchObject({ code: 'phone_not_stored' });
  line.breakSync(NONE);
  await passMinutes(line, 2);
  const again = await line.api('/jobs', job);
  expect([again.status, again.body['warning']]).toEqual([200, undefined]);
  await passMinutes(line, 12);
  expect(line.timesInSlack('Gate stuck')).toBe(1);
  expect(count(line, PEOPLE.sergio, 'nobody took this job')).toBe(1);
  await line.api('/job-status', { id: 'gate-1', status: 'cancelled', requestId: 'r2' });
  await line.pass(10);
  expect(count(line, CUSTOMER, 'cancelled')).toBe(1);
  await line.close();
});

test('only the list of codes fails: nothing but the code is missing', async () => {
  const line = await opened();
  line.expectFault(/./);
  line.world.vendors.intercept = (request, response) => {
    if (request.url?.includes('job-codes') !== true) return line.watch.see(request, response);
    request.socket.destroy();
    return true;
  };
  const job = { ...JOB, customer: { phone: CUSTOMER } };
  expect((await line.api('/jobs', job)).body['warning']).toBeUndefined();
  line.world.vendors.intercept = line.watch.see;
  await passMinutes(line, 12);
  expect(line.timesInSlack('Gate stuck')).toBe(1);
  expect(count(line, CREW_7, 'new job')).toBe(1);
  expect(count(line, PEOPLE.sergio, 'nobody took this job')).toBe(1);
  expect(line.stored('job-gate-1')).toMatchObject({ phone: CUSTOMER });
  await line.close();
});

test('S3 and Sync are slow: the answer comes in time, and what was not told by then stays on record', async () => {
  const line = await opened();
  line.expectFault(/./);
  line.breakS3({ kind: 'slow', ms: 1400 });
  line.breakSync({ kind: 'slow', ms: 350 });
  line.breakRest({ kind: 'slow', ms: 1900 });
  line.world.s3.races = 1;
  const begun = line.clock.now();
  const made = await line.api('/jobs', JOB);
  expect(made.status).toBe(201);
  expect(line.clock.now() - begun).toBeLessThan(8000);
  expect(made.body.notifications).toEqual([{ kind: 'assigned', to: 'crew-7', state: 'queued' }]);
  expect(line.stored('job-gate-1')).toMatchObject({ telling: [{ name: 'r1' }] });
  line.breakS3(NONE);
  line.breakSync(NONE);
  line.breakRest(NONE);
  await passMinutes(line, 3);
  expect(line.stored('job-gate-1')).not.toHaveProperty('telling');
  expect(count(line, CREW_7, 'new job')).toBe(1);
  await line.close();
});

test('handed to a crew that was asked before: it hears of that, and who is on duty if it does not come', async () => {
  const line = await opened();
  await line.api('/jobs', { ...JOB, crewIds: ['crew-7', 'crew-8'] });
  await line.pass(5);
  const link = line.link(CREW_7);
  await line.acts(link, 'claim');
  await line.pass(5);
  await line.acts(link, 'handover', 'crew-8');
  await line.pass(5);
  expect(line.job('gate-1')).toMatchObject({ status: 'assigned', crewIds: ['crew-8'] });
  expect(count(line, CREW_8, 'Gate stuck')).toBe(2);
  await passMinutes(line, 12);
  expect(count(line, PEOPLE.sergio, 'nobody took this job')).toBe(1);
  await line.close();
});

test('given back by one of two: the other hears that it is free', async () => {
  const line = await opened();
  await line.api('/jobs', { ...JOB, crewIds: ['crew-7', 'crew-8'] });
  await line.pass(5);
  const link = line.link(CREW_7);
  await line.acts(link, 'claim');
  await line.pass(5);
  await line.acts(link, 'abandon');
  await line.pass(5);
  expect(line.job('gate-1')).toMatchObject({ status: 'pending', crewIds: ['crew-8'] });
  expect(count(line, CREW_8, 'new job')).toBe(2);
  await line.close();
});

test('started by a dashboard without a claim: nobody is told that nobody took it', async () => {
  const line = await opened();
  await line.api('/jobs', JOB);
  await line.pass(5);
  await line.api('/job-status', { id: 'gate-1', status: 'in-progress', requestId: 'r2' });
  await passMinutes(line, 12);
  expect(line.inbox(PEOPLE.sergio)).toEqual([]);
  await line.close();
});

test('a service that writes the file itself: its change is told when it says so, once, tick or no tick', async () => {
  const line = await opened();
  await line.api('/jobs', { id: 'gate-1', title: 'Gate stuck', requestId: 'r1' });
  await passMinutes(line, 1);
  const before = line.job('gate-1');
  const after = {
    ...before,
    status: 'assigned',
    crewIds: ['crew-7'],
    updatedAt: new Date(line.clock.now()).toISOString(),
  };
  overwrite(line, [after]);
  await passMinutes(line, 2);
  expect(line.sentTo(CREW_7)).toEqual([]);
  const told = [{ kind: 'assigned', to: 'crew-7', state: 'sent' }];
  const change = { before, after, changeId: 'sync-1' };
  expect((await line.api('/job-changed', change)).body.notifications).toEqual(told);
  expect((await line.api('/job-changed', change)).body.notifications).toEqual(told);
  await passMinutes(line, 2);
  expect(count(line, CREW_7, 'new job')).toBe(1);
  await line.close();
});

test('a service’s change is told though the function dies over it', async () => {
  const line = await opened();
  line.expectFault(/./);
  const after = { id: 'theirs', status: 'assigned', crewIds: ['crew-7'], title: 'Gate stuck' };
  overwrite(line, [after]);
  // Noted, and nothing more.
  line.world.kill({ path: '/job-changed', run: 1, at: 4, when: 'after', looksLike: 'error' });
  await line.api('/job-changed', { before: null, after, changeId: 'sync-1' });
  expect(line.sentTo(CREW_7)).toEqual([]);
  await passMinutes(line, 3);
  expect(count(line, CREW_7, 'new job')).toBe(1);
  await line.close();
});

test('a job that somebody overwrites out of the file is alerted once; once it is closed its code is free', async () => {
  const line = await opened();
  await line.api('/jobs', JOB);
  await line.api('/jobs', { ...JOB, id: 'gate-2', requestId: 'r2' });
  await line.pass(5);
  const kept = line.job('gate-2');
  overwrite(line, [{ ...kept, status: 'cancelled' }]);
  await passMinutes(line, 3);
  expect(line.timesInSlack('gate-1 is not in the file any more')).toBe(1);
  expect(line.timesInSlack('gate-2 is not in the file')).toBe(0);
  expect(Object.values((line.stored('job-codes') as { jobs: object }).jobs)).toEqual(['gate-1']);
  await line.close();
});

test('a claim that somebody overwrites is alerted once; from then on the file counts, and the job is escalated', async () => {
  const line = await opened();
  await line.api('/jobs', JOB);
  await line.pass(60);
  const old = line.job('gate-1');
  await line.acts(line.link(CREW_7), 'claim');
  await line.pass(5);
  overwrite(line, [old]);
  await passMinutes(line, 14);
  expect(line.timesInSlack('gate-1 was overwritten')).toBe(1);
  expect(line.timesInSlack('Taken by Crew 7')).toBe(0);
  expect(count(line, PEOPLE.sergio, 'nobody took this job')).toBe(1);
  await line.close();
});
