import type { DispatchConfig } from '../../src/config/dispatch';
import { PEOPLE } from '../support/routing';
import type { Line } from '../support/stories';

const CREW_7 = '+15550100107';
const CREW_8 = '+15550100108';
const OWNER = '+15550100190';
const CUSTOMER = '+12025550123';
const crew = [
  { id: 'crew-7', name: 'Crew 7', phone: CREW_7 },
  { id: 'crew-8', name: 'Crew 8', phone: CREW_8 },
];
const JOB = { id: 'gate-1', title: 'Gate stuck', crewIds: ['crew-7'], requestId: 'r1' };
const LIMITS: DispatchConfig['jobs'] = {
  claimWithinMinutes: 10,
  completeWithinMinutes: 480,
  stakeholders: [],
  publishContacts: false,
  fields: {},
};

async function withJob(job: object = {}, jobs: Partial<DispatchConfig['jobs']> = {}): Promise<Line> {
  const line = await stories.open({ routing: { crew, jobs: { ...LIMITS, ...jobs } } });
  line.expectedNumbers.add(CUSTOMER).add(OWNER);
  await line.api('/jobs', { ...JOB, ...job });
  await line.pass(5);
  return line;
}

test('a crew hands its job over: the other has a link, the old one leads nowhere, and the card says it', async () => {
  const line = await withJob();
  const link = line.link(CREW_7);
  await line.acts(link, 'claim');
  await line.pass(5);
  const page = await line.acts(link, 'handover', 'crew-8');
  await line.pass(5);
  expect([page.status, page.html.includes('Crew 8')]).toEqual([200, true]);
  expect(line.job('gate-1')).toMatchObject({ status: 'assigned', crewIds: ['crew-8'] });
  expect(line.job('gate-1').claimedBy).toBeUndefined();
  expect(line.inbox(CREW_8)).toHaveLength(1);
  expect(line.inbox(CREW_8)[0]).toContain('Gate stuck');
  expect(line.inbox(CREW_7)).toHaveLength(1);
  expect((await line.acts(link, 'claim')).status).toBe(410);
  expect((await line.acts(line.link(CREW_8), 'claim')).html).toContain('yours');
  await line.pass(5);
  expect(line.timesInSlack('Taken by Crew 8')).toBe(1);
  await line.close();
});

test('one of two crews passes: the job stays with the other, and who is on duty is not texted', async () => {
  const line = await withJob({ crewIds: ['crew-7', 'crew-8'] });
  const page = await line.acts(line.link(CREW_7), 'decline');
  await line.pass(5);
  expect(page.status).toBe(200);
  expect(line.job('gate-1')).toMatchObject({ status: 'assigned', crewIds: ['crew-8'] });
  expect(line.inbox(CREW_8)).toHaveLength(1);
  expect(line.inbox(PEOPLE.sergio)).toEqual([]);
  // The reminder comes to whoever is still asked.
  await line.pass(6 * 60);
  expect([line.inbox(CREW_7).length, line.inbox(CREW_8).length]).toEqual([1, 2]);
  expect((await line.acts(line.link(CREW_8), 'claim')).status).toBe(200);
  await line.pass(5 * 60);
  expect(line.inbox(PEOPLE.sergio)).toEqual([]);
  await line.close();
});

test('a crew gives its job back: who is on duty is texted once, and the customer who expects the crew', async () => {
  const line = await withJob({ customer: { phone: CUSTOMER } });
  const link = line.link(CREW_7);
  await line.acts(link, 'start');
  await line.pass(5);
  expect(line.inbox(CUSTOMER)).toHaveLength(1);
  const page = await line.acts(link, 'abandon');
  await line.pass(60);
  await line.ticks();
  await line.pass(5);
  expect(page.status).toBe(200);
  expect(line.job('gate-1')).toMatchObject({ status: 'pending', crewIds: [] });
  expect(line.inbox(PEOPLE.sergio)).toHaveLength(1);
  expect(line.inbox(PEOPLE.sergio)[0]).toContain('Gate stuck');
  expect(line.inbox(CUSTOMER)).toHaveLength(2);
  expect(line.inbox(CREW_7)).toHaveLength(1);
  await line.close();
});

test('a stakeholder hears that a job is done, in words of its own', async () => {
  const line = await withJob({ customer: { phone: CUSTOMER } }, { stakeholders: [OWNER] });
  const link = line.link(CREW_7);
  await line.acts(link, 'start');
  await line.pass(5);
  expect(line.inbox(OWNER)).toEqual([]);
  await line.acts(link, 'complete');
  await line.pass(5);
  expect(line.inbox(OWNER)).toHaveLength(1);
  expect(line.inbox(OWNER)[0]).toContain('Gate stuck');
  expect(line.inbox(CUSTOMER).at(-1)).not.toBe(line.inbox(OWNER)[0]);
  await line.close();
});

test('an owner who publishes contacts: the phone stands in the file, and is texted from there', async () => {
  const line = await withJob(
    { customer: { name: 'Ana', phone: '(202) 555-0123' } },
    { publishContacts: true },
  );
  expect(line.job('gate-1').customer).toEqual({ name: 'Ana', phone: CUSTOMER });
  await line.api('/job-status', { id: 'gate-1', status: 'cancelled', requestId: 'r2' });
  await line.pass(5);
  expect(line.inbox(CUSTOMER)).toHaveLength(1);
  expect(line.timesInSlack('555')).toBe(0);
  await line.close();
});

test('a service that writes the file itself has the crew and the customer told, each once', async () => {
  const line = await stories.open({ routing: { crew } });
  line.expectedNumbers.add(CUSTOMER);
  const before = { id: 'theirs', status: 'pending', title: 'Gate stuck', customer: { phone: CUSTOMER } };
  const after = { ...before, status: 'assigned', crewIds: ['crew-7'] };
  const told = [{ kind: 'assigned', to: 'crew-7', state: 'sent' }];
  expect((await line.api('/job-changed', { before, after })).body.notifications).toEqual(told);
  expect((await line.api('/job-changed', { before, after })).body.notifications).toEqual(told);
  await line.pass(5);
  expect(line.inbox(CREW_7)).toHaveLength(1);
  expect(line.inbox(CREW_7)[0]).toContain('Gate stuck');
  const over = { ...after, status: 'cancelled' };
  await line.api('/job-changed', { before: after, after: over, changeId: 'c2' });
  await line.api('/job-changed', { before: after, after: over, changeId: 'c2' });
  await line.pass(5);
  expect(line.inbox(CREW_7)).toHaveLength(2);
  expect(line.inbox(CUSTOMER)).toHaveLength(1);
  await line.close();
});
