import { passMinutes } from '../support/faults/timer';
import { PEOPLE } from '../support/routing';
import type { Line } from '../support/stories';

const CREW_7 = '+15550100107';
const CREW_8 = '+15550100108';
const crew = [
  { id: 'crew-7', name: 'Crew 7', phone: CREW_7 },
  { id: 'crew-8', name: 'Crew 8', phone: CREW_8 },
];
const JOB = { id: 'gate-1', title: 'Gate stuck', crewIds: ['crew-7'], requestId: 'r1' };
const NONE = { kind: 'none' } as const;

async function assigned(limits: object = {}): Promise<Line> {
  const line = await stories.open({ routing: { crew, ...limits } });
  await line.api('/jobs', JOB);
  await line.pass(5);
  return line;
}

const escalations = (line: Line) =>
  line.inbox(PEOPLE.sergio).filter((body) => body.includes('nobody took this job'));
const claims = (line: Line) => line.inbox(PEOPLE.sergio).filter((body) => body.includes('claimed by'));

describe('what could not be called off because Twilio’s REST API was down', () => {
  test('is called off by the next tick when the crew has claimed the job', async () => {
    const line = await assigned();
    line.expectFault(/^twilio_unavailable /);
    line.breakRest({ kind: 'status', status: 500 });
    await line.acts(line.link(CREW_7), 'claim');
    await passMinutes(line, 1);
    line.breakRest(NONE);
    await passMinutes(line, 12);
    expect(line.inbox(PEOPLE.sergio)).toEqual([]);
    expect(line.inbox(CREW_7)).toHaveLength(1);
    await line.close();
  });

  test('is called off by the next tick when the job is cancelled: no crew is sent there', async () => {
    const line = await assigned();
    line.expectFault(/^twilio_unavailable /);
    line.breakRest({ kind: 'status', status: 500 });
    await line.api('/job-status', { id: 'gate-1', status: 'cancelled', requestId: 'r2' });
    await passMinutes(line, 1);
    line.breakRest(NONE);
    await passMinutes(line, 12);
    expect(line.inbox(CREW_7).filter((body) => body.includes('still waiting'))).toEqual([]);
    expect(line.inbox(CREW_7).at(-1)).toContain('cancelled');
    expect(line.inbox(PEOPLE.sergio)).toEqual([]);
    await line.close();
  });

  test('is followed by “claimed by”, with the time of the claim, once', async () => {
    const line = await assigned();
    line.expectFault(/^twilio_unavailable /);
    await line.pass(4 * 60);
    line.breakRest({ kind: 'status', status: 500 });
    const time = new Intl.DateTimeFormat('en-GB', {
      hour: '2-digit',
      minute: '2-digit',
      timeZone: 'America/Los_Angeles',
    }).format(line.clock.now());
    await line.acts(line.link(CREW_7), 'claim');
    await passMinutes(line, 8);
    expect(escalations(line)).toHaveLength(1);
    expect(claims(line)).toEqual([]);
    line.breakRest(NONE);
    await passMinutes(line, 5);
    expect(escalations(line)).toHaveLength(1);
    expect(claims(line)).toHaveLength(1);
    expect(claims(line)[0]).toContain(`claimed by Crew 7 at ${time}`);
    await line.close();
  });

  test('an answer lost on the way is no reason to tell of a claim', async () => {
    const line = await assigned();
    line.expectFault(/^(twilio_unavailable|deadline) /);
    line.breakRest({ kind: 'down', afterWrite: true });
    await line.acts(line.link(CREW_7), 'claim');
    line.breakRest(NONE);
    await passMinutes(line, 12);
    expect(line.inbox(PEOPLE.sergio)).toEqual([]);
    await line.close();
  });
});

test('an escalation that Twilio has taken without our knowing is called off all the same', async () => {
  const line = await stories.open({ routing: { crew } });
  line.expectFault(/^(twilio_unavailable|deadline) /);
  line.breakRest({ kind: 'down', afterWrite: true });
  await line.api('/jobs', JOB);
  line.breakRest(NONE);
  await line.pass(30);
  await line.acts(line.link(CREW_7), 'claim');
  await passMinutes(line, 12);
  expect(line.inbox(PEOPLE.sergio)).toEqual([]);
  expect(line.inbox(CREW_7)).toHaveLength(1);
  await line.close();
});

test('and comes once when nobody takes the job', async () => {
  const line = await stories.open({ routing: { crew } });
  line.expectFault(/^(twilio_unavailable|deadline) /);
  line.breakRest({ kind: 'down', afterWrite: true });
  await line.api('/jobs', JOB);
  line.breakRest(NONE);
  await passMinutes(line, 14);
  expect(escalations(line)).toHaveLength(1);
  expect(line.timesInSlack('Nobody has taken this job yet')).toBe(1);
  await line.close();
});

test('a crew that takes the job after its reminder leaves the dispatchers alone', async () => {
  const line = await assigned();
  await passMinutes(line, 7);
  expect(line.inbox(CREW_7).at(-1)).toContain('still waiting');
  await line.acts(line.link(CREW_7), 'claim');
  await passMinutes(line, 5);
  expect(line.inbox(PEOPLE.sergio)).toEqual([]);
  await line.close();
});

test('a crew that takes the job after the escalation: who was texted hears of it, and so does the channel', async () => {
  const line = await assigned();
  await passMinutes(line, 12);
  expect(escalations(line)).toHaveLength(1);
  await line.acts(line.link(CREW_7), 'claim');
  await passMinutes(line, 2);
  expect(claims(line)).toHaveLength(1);
  expect(line.timesInSlack('Claimed by Crew 7 at')).toBe(1);
  await line.close();
});

test('so they do where only /tick could escalate', async () => {
  const settings = { TWILIO_MESSAGING_SERVICE_SID: '' };
  const line = await stories.open({ routing: { crew }, settings });
  await line.api('/jobs', JOB);
  await passMinutes(line, 14);
  expect(escalations(line)).toHaveLength(1);
  await line.acts(line.link(CREW_7), 'claim');
  await passMinutes(line, 2);
  expect([escalations(line).length, claims(line).length]).toEqual([1, 1]);
  await line.close();
});

test('Slack down when the job came: the escalation is in Slack later', async () => {
  const line = await stories.open({ routing: { crew } });
  line.expectSlackTrouble();
  line.breakSlack({ kind: 'down' });
  await line.api('/jobs', JOB);
  await passMinutes(line, 2);
  line.breakSlack(NONE);
  await passMinutes(line, 12);
  expect(line.timesInSlack('Nobody has taken this job yet')).toBe(1);
  await line.close();
});

test('escalations go out beyond the limit of texts in an hour', async () => {
  const limits = { countries: ['US', 'CA'], autoTextsPerHour: 30, outboundPerHour: 1 };
  const line = await assigned({ limits });
  await passMinutes(line, 12);
  expect(escalations(line)).toHaveLength(1);
  await line.close();
});

describe('a job that has moved on', () => {
  test('is claimed while its card is still being posted: nothing is escalated', async () => {
    const line = await stories.open({ routing: { crew } });
    line.breakSlack({ kind: 'slow', ms: 1900 });
    const made = line.api('/jobs', JOB);
    while (line.inbox(CREW_7).length === 0) await line.pass(0.05);
    await line.acts(line.link(CREW_7), 'claim');
    await made;
    line.breakSlack(NONE);
    await passMinutes(line, 12);
    expect(line.inbox(PEOPLE.sergio)).toEqual([]);
    expect(line.timesInSlack('Nobody has taken this job yet')).toBe(0);
    await line.close();
  });

  test('is told late by another service: its crew is not texted again, and nothing is escalated', async () => {
    const line = await assigned();
    await line.acts(line.link(CREW_7), 'claim');
    await line.pass(60);
    const late = await line.api('/job-changed', {
      before: { id: 'gate-1', status: 'pending' },
      after: { id: 'gate-1', status: 'assigned', crewIds: ['crew-7'] },
      changeId: 'late',
    });
    expect(late.body.notifications).toContainEqual({ kind: 'assigned', to: 'crew-7', state: 'skipped' });
    await passMinutes(line, 12);
    expect(line.inbox(CREW_7)).toHaveLength(1);
    expect(line.inbox(PEOPLE.sergio)).toEqual([]);
    await line.close();
  });
});

test('a job of another service without a time has its card', async () => {
  const line = await stories.open({ routing: { crew } });
  const after = { id: 'gate-1', status: 'assigned', crewIds: ['crew-7'], title: 'Gate stuck' };
  await line.api('/job-changed', { before: null, after, changeId: 'c1' });
  await line.pass(5);
  expect(line.timesInSlack('Gate stuck')).toBe(1);
  await line.close();
});

/** What was shown in the channel itself about a card. */
const shown = (line: Line, words: string) =>
  line.world.slack.channel.messages.filter(({ text, isBroadcast }) => isBroadcast && text.includes(words));

test('an overdue job and one that is given back are in the channel once, beneath the card', async () => {
  const jobs = {
    claimWithinMinutes: 10,
    completeWithinMinutes: 60,
    stakeholders: [],
    publishContacts: false,
    fields: {},
  };
  const line = await assigned({ jobs });
  const link = line.link(CREW_7);
  await line.acts(link, 'claim');
  await line.pass(59 * 60);
  await passMinutes(line, 4);
  expect(shown(line, 'This job is overdue. It is with: Crew 7.')).toHaveLength(1);
  await line.acts(link, 'abandon');
  await passMinutes(line, 2);
  expect(shown(line, 'Crew 7 gave this job back.')).toHaveLength(1);
  await line.close();
});

test('a job that is given back while Slack is down is in the channel later', async () => {
  const line = await assigned();
  const link = line.link(CREW_7);
  await line.acts(link, 'claim');
  line.expectSlackTrouble();
  line.breakSlack({ kind: 'down' });
  await line.acts(link, 'abandon');
  await line.pass(10);
  line.breakSlack(NONE);
  await passMinutes(line, 3);
  expect(shown(line, 'Crew 7 gave this job back.')).toHaveLength(1);
  await line.close();
});
