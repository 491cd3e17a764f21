import { passMinutes } from '../support/faults/timer';
import type { Line } from '../support/stories';

const CREW_7 = '+15550100107';
const CREW_8 = '+15550100108';
const CREW_9 = '+15550100109';
const CUSTOMER = '+12025550123';
const crew = [
  { id: 'crew-7', name: 'Crew 7', phone: CREW_7 },
  { id: 'crew-8', name: 'Crew 8', phone: CREW_8 },
  { id: 'crew-9', name: 'Crew 9', phone: CREW_9 },
];
const JOB = {
  id: 'gate-1',
  title: 'Gate stuck',
  crewIds: ['crew-7', 'crew-9'],
  customer: { phone: CUSTOMER },
  requestId: 'r1',
};

async function withJob(job: object = {}): Promise<Line> {
  const line = await stories.open({ routing: { crew } });
  line.expectedNumbers.add(CUSTOMER);
  await line.api('/jobs', { ...JOB, ...job });
  await line.pass(5);
  return line;
}

test('crew 7 takes a job that crew 9 was asked for as well, and hands it to crew 8: 9 hears that it is gone, 8 alone has it', async () => {
  const line = await withJob();
  const [link7, link9] = [line.link(CREW_7), line.link(CREW_9)];
  await line.acts(link7, 'claim');
  await line.pass(5);
  await line.acts(link7, 'handover', 'crew-8');
  await line.pass(5);
  expect(line.job('gate-1').crewIds).toEqual(['crew-8']);
  expect(line.inbox(CREW_9)).toHaveLength(2);
  expect(line.inbox(CREW_9).at(-1)).toContain('this job is with Crew 8 now');
  expect(line.inbox(CREW_8)).toHaveLength(1);
  expect(line.inbox(CREW_8)[0]).toContain('Crew 7 hands you a job');
  expect((await line.acts(link9, 'claim')).status).toBe(410);
  await line.acts(line.link(CREW_8), 'claim');
  await line.pass(5);
  expect(line.job('gate-1')).toMatchObject({ crewIds: ['crew-8'], claimedBy: 'crew-8' });
  expect(line.timesInSlack('Taken by Crew 8')).toBe(1);
  await line.close();
});

test('a crew that is only asked passes the question on: the other that was asked hears nothing and may still take the job', async () => {
  const line = await withJob();
  await line.acts(line.link(CREW_7), 'handover', 'crew-8');
  await line.pass(5);
  expect(line.job('gate-1').crewIds).toEqual(['crew-9', 'crew-8']);
  expect(line.inbox(CREW_9)).toHaveLength(1);
  expect(line.inbox(CREW_8)[0]).toContain('Crew 7 hands you a job');
  await line.close();
});

test('a job in progress has one crew: the other that was asked hears that it is gone', async () => {
  const line = await withJob();
  await line.acts(line.link(CREW_7), 'start');
  await line.pass(5);
  expect(line.job('gate-1')).toMatchObject({ status: 'in-progress', crewIds: ['crew-7'] });
  expect(line.inbox(CREW_9).at(-1)).toContain('this job is with Crew 7 now');
  await line.close();
});

test('a dashboard that sends two crews to one job in progress is told to name one; nobody is texted', async () => {
  const line = await withJob();
  const started = { id: 'gate-1', status: 'in-progress', requestId: 'r2' };
  const refused = await line.api('/job-status', started);
  expect([refused.status, refused.body.error?.code]).toEqual([422, 'several_crews']);
  expect(line.inbox(CUSTOMER)).toEqual([]);
  const done = await line.api('/job-status', { ...started, crewIds: ['crew-9'] });
  expect([done.status, done.body.job?.crewIds]).toEqual([200, ['crew-9']]);
  await line.close();
});

test('a customer who was told that the crew is on its way hears when it gives the job back, and again of the next crew', async () => {
  const line = await withJob({ crewIds: ['crew-7'] });
  await line.acts(line.link(CREW_7), 'start');
  await line.pass(5);
  await line.acts(line.link(CREW_7), 'abandon');
  await passMinutes(line, 2);
  expect(line.inbox(CUSTOMER)).toHaveLength(2);
  expect(line.inbox(CUSTOMER)[1]).toContain('cannot come as planned');
  await line.api('/job-status', { id: 'gate-1', status: 'assigned', crewIds: ['crew-8'], requestId: 'r2' });
  await line.pass(5);
  await line.acts(line.link(CREW_8), 'start');
  await line.pass(5);
  expect(line.inbox(CUSTOMER)).toHaveLength(3);
  expect(line.inbox(CUSTOMER)[2]).toContain('on our way');
  await line.close();
});
