import { PEOPLE } from '../support/routing';

const CREW_7 = '+15550100107';
const CREW_8 = '+15550100108';
const CUSTOMER = '+12025550123';

const crew = [
  { id: 'crew-7', name: 'Crew 7', phone: CREW_7 },
  { id: 'crew-8', name: 'Crew 8', phone: CREW_8 },
];

const JOB = {
  id: 'gate-1',
  title: 'Gate stuck',
  address: '1 Main St',
  customer: { name: 'Ana Lee', phone: '(202) 555-0123' },
  crewIds: ['crew-7'],
};

async function opened() {
  const line = await stories.open({ routing: { crew } });
  line.expectedNumbers.add(CUSTOMER);
  return line;
}

test('a job from beginning to end: given, claimed by the link, started, done', async () => {
  const line = await opened();
  const made = await line.api('/jobs', JOB);
  expect(made.status).toBe(201);
  expect(made.body.notifications).toContainEqual({ kind: 'assigned', to: 'crew-7', state: 'sent' });
  await line.pass(5);
  expect(line.inbox(CREW_7)[0]).toContain('new job: Gate stuck, 1 Main St');
  expect(line.jobsFile()).not.toContain('555');

  const link = line.link(CREW_7);
  const page = await line.browses(link);
  expect(page.html).toContain('Gate stuck');
  expect(line.job('gate-1').status).toBe('assigned');

  expect((await line.acts(link, 'claim')).html).toContain('yours');
  expect(line.job('gate-1')).toMatchObject({ status: 'assigned', claimedBy: 'crew-7' });
  await line.acts(link, 'start');
  await line.pass(5);
  expect(line.job('gate-1').status).toBe('in-progress');
  expect(line.inbox(CUSTOMER).at(-1)).toContain('on our way');
  await line.acts(link, 'complete');
  await line.pass(5);
  expect(line.job('gate-1').status).toBe('completed');
  expect(line.inbox(CUSTOMER).at(-1)).toContain('done');
  await line.pass(900);
  expect(line.inbox(PEOPLE.sergio)).toEqual([]);
  await line.close();
});

test('a job that nobody claims is escalated to who is on duty and in Slack', async () => {
  const line = await opened();
  await line.api('/jobs', JOB);
  await line.pass(11 * 60);
  expect(line.inbox(PEOPLE.sergio)[0]).toContain('nobody took this job');
  expect(line.timesInSlack('Nobody has taken this job yet')).toBe(1);
  await line.close();
});

test('two crews at the same second: one has it, the other is told who', async () => {
  const line = await opened();
  await line.api('/jobs', { ...JOB, crewIds: ['crew-7', 'crew-8'] });
  await line.pass(5);
  const [one, other] = await Promise.all([
    line.acts(line.link(CREW_7), 'claim'),
    line.acts(line.link(CREW_8), 'claim'),
  ]);
  const winner = line.job('gate-1').claimedBy;
  expect([one.status, other.status].sort()).toEqual([200, 409]);
  const loser = one.status === 409 ? one : other;
  expect(loser.html).toContain(winner === 'crew-7' ? 'Crew 7' : 'Crew 8');
  await line.close();
});

test('a repeat with the same request id changes nothing and tells nobody again', async () => {
  const line = await opened();
  await line.api('/jobs', { ...JOB, requestId: 'r1' });
  const again = await line.api('/jobs', { ...JOB, requestId: 'r1' });
  expect(again.status).toBe(200);
  const status = { id: 'gate-1', status: 'cancelled', requestId: 'r2' };
  expect((await line.api('/job-status', status)).status).toBe(200);
  expect((await line.api('/job-status', status)).status).toBe(200);
  await line.pass(10);
  expect(line.sentTo(CREW_7).filter((body) => body.includes('new job'))).toHaveLength(1);
  expect(line.sentTo(CREW_7).filter((body) => body.includes('cancelled'))).toHaveLength(1);
  expect(line.sentTo(CUSTOMER).filter((body) => body.includes('cancelled'))).toHaveLength(1);
  await line.close();
});

test('refusals change nothing and say what to do', async () => {
  const line = await opened();
  await line.api('/jobs', JOB);
  const file = line.jobsFile();
  const refusals = [
    await line.api('/jobs', { ...JOB, requestId: 'other' }),
    await line.api('/jobs', { ...JOB, id: 'x', crewIds: ['crew-9'] }),
    await line.api('/jobs', { titel: 'x' }),
    await line.api('/job-status', { id: 'nobody', status: 'cancelled' }),
    await line.api('/job-status', { id: 'gate-1', status: 'completed' }),
    await line.api('/job-status', { id: 'gate-1', status: 'cancelled', expectedStatus: 'pending' }),
    await line.api('/job-status', { id: 'gate-1', status: 'gone' }),
    await line.api('/jobs', JOB, 'wrong'),
    await line.api('/jobs?status=lost'),
    await line.api('/jobs?id=nobody'),
  ];
  expect(refusals.map(({ status }) => status)).toEqual([409, 422, 400, 404, 422, 409, 400, 401, 400, 404]);
  for (const { body } of refusals) expect(body.error?.message).toMatch(/\S/);
  expect(line.jobsFile()).toBe(file);
  await line.close();
});

test('what others wrote into the file stays as it is, byte for byte', async () => {
  const line = await opened();
  const foreign = '{ "version": 3,\n "jobs": [ {"id":"a","status":"pending","price":12.50,"x":null} ] }';
  line.world.s3.put('local-jobs', 'maintenance.json', foreign);
  await line.api('/jobs', JOB);
  expect(line.jobsFile()).toContain('{"id":"a","status":"pending","price":12.50,"x":null}');
  expect(line.jobsFile()).toContain('"version": 3');
  expect((await line.api('/jobs?status=pending')).body.jobs?.map(({ id }) => id)).toEqual(['a']);
  await line.close();
});
