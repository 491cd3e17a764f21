import { PEOPLE } from '../support/routing';

const CREW_7 = '+15550100107';
const CUSTOMER = '+12025550123';
const crew = [{ id: 'crew-7', name: 'Crew 7', phone: CREW_7 }];
const JOB = {
  id: 'gate-1',
  title: 'Gate stuck',
  customer: { name: 'Ana Lee', phone: CUSTOMER },
  crewIds: ['crew-7'],
  requestId: 'r1',
};
const NONE = { kind: 'none' } as const;

async function opened() {
  const line = await stories.open({ routing: { crew } });
  line.expectedNumbers.add(CUSTOMER);
  return line;
}

describe('S3', () => {
  test.each([
    { kind: 'down', op: 'write' },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 503 },
    { kind: 'silent' },
  ] as const)(
    '%j: nothing is changed and that is said; the same request later does it once',
    async (fault) => {
      const line = await opened();
      line.expectFault(/^(s3_unavailable|deadline) /);
      line.breakS3(fault);
      const refused = await line.api('/jobs', JOB);
      expect(refused.status).toBe(503);
      expect(refused.body.error?.message).toContain('requestId');
      expect(line.jobsFile()).toBeNull();
      expect(line.sentTo(CREW_7)).toEqual([]);
      line.breakS3(NONE);
      expect((await line.api('/jobs', JOB)).status).toBe(201);
      await line.pass(10);
      expect(line.sentTo(CREW_7).filter((body) => body.includes('new job'))).toHaveLength(1);
      await line.close();
    },
  );

  test('the reply is lost after the write: it is written once and told once', async () => {
    const line = await opened();
    line.expectFault(/^(s3_unavailable|deadline) /);
    line.breakS3({ kind: 'down', afterWrite: true });
    const made = await line.api('/jobs', JOB);
    expect([200, 201]).toContain(made.status);
    line.breakS3(NONE);
    expect((await line.api('/jobs', JOB)).status).toBe(200);
    await line.pass(10);
    expect((line.jobsFile()?.match(/gate-1/g) ?? []).length).toBe(1);
    expect(line.sentTo(CREW_7).filter((body) => body.includes('new job'))).toHaveLength(1);
    await line.close();
  });

  test('others write at the same moment again and again: no change is lost', async () => {
    const line = await opened();
    await line.api('/jobs', JOB);
    line.world.s3.races = 4;
    expect(
      (await line.api('/job-status', { id: 'gate-1', status: 'cancelled', requestId: 'r2' })).status,
    ).toBe(200);
    expect(line.job('gate-1').status).toBe('cancelled');
    await line.close();
  });

  test('a file that is no list of jobs is left alone, and the channel is told', async () => {
    const line = await opened();
    line.expectFault(/^s3_unavailable /);
    line.world.s3.put('local-jobs', 'maintenance.json', '{"jobs": [oops');
    expect((await line.api('/jobs', JOB)).body.error?.code).toBe('document_invalid');
    expect(line.jobsFile()).toBe('{"jobs": [oops');
    await line.ticks();
    await line.ticks();
    expect(line.timesInSlack('is left alone')).toBe(1);
    await line.close();
  });

  test('down: the claim page says so and keeps the button', async () => {
    const line = await opened();
    line.expectFault(/^(s3_unavailable|deadline) /);
    await line.api('/jobs', JOB);
    await line.pass(5);
    const link = line.link(CREW_7);
    line.breakS3({ kind: 'down' });
    const page = await line.acts(link, 'claim');
    expect([page.status, page.html.includes('Try again')]).toEqual([503, true]);
    line.breakS3(NONE);
    expect((await line.acts(link, 'claim')).status).toBe(200);
    await line.close();
  });
});

describe('a change is written, and told later, once', () => {
  test('with Twilio’s REST API down', async () => {
    const line = await opened();
    line.expectFault(/^twilio_unavailable /);
    line.breakRest({ kind: 'status', status: 429 });
    const made = await line.api('/jobs', JOB);
    expect(made.status).toBe(201);
    expect(made.body.notifications).toContainEqual({ kind: 'assigned', to: 'crew-7', state: 'queued' });
    line.breakRest(NONE);
    await line.pass(60);
    await line.ticks();
    await line.pass(60);
    await line.ticks();
    await line.pass(5);
    expect(line.sentTo(CREW_7).filter((body) => body.includes('new job'))).toHaveLength(1);
    await line.close();
  });

  test('with Slack down: the crew hears of it at once, the card follows', async () => {
    const line = await opened();
    line.expectSlackTrouble();
    line.breakSlack({ kind: 'down' });
    expect((await line.api('/jobs', JOB)).status).toBe(201);
    await line.pass(5);
    expect(line.inbox(CREW_7)[0]).toContain('Gate stuck');
    line.breakSlack(NONE);
    await line.acts(line.link(CREW_7), 'claim');
    await line.pass(60);
    await line.ticks();
    expect(line.timesInSlack('Gate stuck')).toBe(1);
    expect(line.timesInSlack('Taken by Crew 7')).toBe(1);
    await line.close();
  });

  test('with Sync down: the change works, and the crew hears of it', async () => {
    const line = await opened();
    line.expectSyncTrouble();
    line.breakSync({ kind: 'down' });
    expect((await line.api('/jobs', JOB)).status).toBe(201);
    await line.pass(5);
    expect(line.job('gate-1').status).toBe('assigned');
    expect(line.inbox(CREW_7)[0]).toContain('Gate stuck');
    await line.close();
  });
});

test('the customer’s phone that came with the job is told of its end, though the file never held it', async () => {
  const line = await opened();
  await line.api('/jobs', JOB);
  await line.pass(5);
  await line.api('/job-status', { id: 'gate-1', status: 'cancelled', requestId: 'r2' });
  await line.pass(10);
  expect(line.inbox(CUSTOMER).at(-1)).toContain('cancelled');
  expect(line.jobsFile()).not.toContain('202555');
  expect(line.inbox(PEOPLE.sergio)).toEqual([]);
  await line.close();
});

describe('a link', () => {
  test('that is forged, of a closed job, or posted by another site changes nothing', async () => {
    const line = await opened();
    await line.api('/jobs', JOB);
    await line.pass(5);
    const link = line.link(CREW_7);
    expect((await line.browses(`${link}x`)).status).toBe(403);
    const t = new URL(link).searchParams.get('t') ?? '';
    const foreign = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    expect((await line.browses(link.split('?')[0] ?? '', { t, action: 'claim' }, foreign)).status).toBe(403);
    expect((await line.browses(`${link}&action=claim`)).status).toBe(200);
    expect(line.job('gate-1').claimedBy).toBeUndefined();
    await line.api('/job-status', { id: 'gate-1', status: 'cancelled', requestId: 'r2' });
    expect((await line.acts(link, 'claim')).html).toContain('ancelled');
    await line.close();
  });

  test('shows nothing personal in its title, and no referrer, cache or script', async () => {
    const line = await opened();
    await line.api('/jobs', JOB);
    await line.pass(5);
    const { html } = await line.browses(line.link(CREW_7));
    expect(/<title>(.*?)<\/title>/s.exec(html)?.[1]).not.toMatch(/Gate|Ana/);
    expect(html).not.toContain('<script');
    expect(html).not.toContain('Lee');
    await line.close();
  });
});
