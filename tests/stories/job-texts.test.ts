import { passMinutes } from '../support/faults/timer';
import { PEOPLE } from '../support/routing';
import type { Line } from '../support/stories';

const CREW_7 = '+15550100107';
const CUSTOMER = '+12025550123';
const STAKEHOLDER = '+12025550188';
const crew = [{ id: 'crew-7', name: 'Crew 7', phone: CREW_7 }];
const jobs = {
  claimWithinMinutes: 10,
  completeWithinMinutes: 480,
  stakeholders: [STAKEHOLDER],
  publishContacts: false,
  fields: {},
};
const JOB = { id: 'gate-1', title: 'Gate stuck', crewIds: ['crew-7'], requestId: 'r1' };

async function opened(): Promise<Line> {
  const line = await stories.open({ routing: { crew, jobs } });
  for (const number of [CUSTOMER, STAKEHOLDER]) line.expectedNumbers.add(number);
  return line;
}

const beneathCard = (line: Line) =>
  line.world.slack.channel.messages
    .filter(({ text, isBroadcast }) => !isBroadcast && text.startsWith('Gate stuck'))
    .flatMap(({ replies }) => replies.map(({ text }) => text));

describe('a text that does not arrive', () => {
  test('to a crew or to who is on duty shows beneath the card, once', async () => {
    const line = await opened();
    line.handset(CREW_7).unreachable();
    line.textPhone('sergio').unreachable();
    await line.api('/jobs', JOB);
    await line.pass(30);
    const lost = 'A text about “Gate stuck” did not reach Crew 7. The phone was off or out of reach.';
    expect(beneathCard(line)).toEqual([lost]);
    await line.repeats('/sms-status');
    expect(beneathCard(line)).toEqual([lost]);
    await passMinutes(line, 12);
    expect(beneathCard(line).filter((text) => text.includes('did not reach Sergio'))).toHaveLength(1);
    await line.close();
  });

  test('to a customer shows in the customer’s thread', async () => {
    const line = await opened();
    line.handset(CUSTOMER).unreachable();
    await line.api('/jobs', { ...JOB, customer: { name: 'Ana', phone: CUSTOMER } });
    await line.api('/job-status', { id: 'gate-1', status: 'cancelled', requestId: 'r2' });
    await line.pass(30);
    expect(line.thread(CUSTOMER).filter((text) => text.includes('did not reach this customer'))).toHaveLength(
      1,
    );
    await line.close();
  });

  test('to a stakeholder shows beneath the card, without the number', async () => {
    const line = await opened();
    line.handset(STAKEHOLDER).unreachable();
    await line.api('/jobs', JOB);
    await line.pass(5);
    const link = line.link(CREW_7);
    await line.acts(link, 'start');
    await line.acts(link, 'complete');
    await line.pass(30);
    expect(beneathCard(line).filter((text) => text.includes('did not reach'))).toHaveLength(1);
    expect(beneathCard(line).join()).not.toContain(STAKEHOLDER);
    expect(line.threads(STAKEHOLDER)).toEqual([]);
    await line.close();
  });

  test('because Twilio refuses it shows as well', async () => {
    const line = await opened();
    await line.texts('STOP', CREW_7);
    await line.api('/jobs', JOB);
    await passMinutes(line, 2);
    expect(line.timesInSlack('A text about “Gate stuck” did not reach Crew 7.')).toBe(1);
    await line.close();
  });
});

describe('a customer’s text goes only where texts may go', () => {
  test.each([
    ['+442079460123', 'limits.countries'],
    ['+4915228817386', 'limits.countries'],
    ['+1 900 555 0123', 'premium'],
  ])('not to %s, and the card says why, once', async (phone, why) => {
    const line = await opened();
    await line.api('/jobs', { ...JOB, customer: { phone } });
    await line.pass(5);
    const link = line.link(CREW_7);
    await line.acts(link, 'start');
    const done = await line.api('/job-status', { id: 'gate-1', status: 'completed', requestId: 'r3' });
    expect(done.body.notifications).toContainEqual({ kind: 'completed', to: 'customer', state: 'skipped' });
    await line.pass(10);
    expect(line.sentTo(phone.replace(/ /g, ''))).toEqual([]);
    expect(beneathCard(line).filter((text) => text.includes(why))).toHaveLength(1);
    await line.close();
  });

  test('not to one who has opted out', async () => {
    const line = await opened();
    await line.texts('STOP', CUSTOMER);
    await line.api('/jobs', { ...JOB, customer: { phone: CUSTOMER } });
    const done = await line.api('/job-status', { id: 'gate-1', status: 'cancelled', requestId: 'r2' });
    expect(done.body.notifications).toContainEqual({ kind: 'cancelled', to: 'customer', state: 'skipped' });
    await line.pass(10);
    expect(beneathCard(line)).toEqual([
      'The customer gets no texts about this job. The customer has opted out with STOP.',
    ]);
    await line.close();
  });

  test('to a number as others write it into the file', async () => {
    const line = await opened();
    const written = { id: 'f', status: 'pending', customer: { name: 'Ana', phone: '(202) 555-0123' } };
    line.world.s3.put('local-jobs', 'maintenance.json', JSON.stringify({ jobs: [written] }));
    const done = await line.api('/job-status', { id: 'f', status: 'cancelled' });
    expect(done.body.notifications).toContainEqual({ kind: 'cancelled', to: 'customer', state: 'sent' });
    expect(line.sentTo(CUSTOMER)).toHaveLength(1);
    expect(line.inbox(PEOPLE.sergio)).toEqual([]);
    await line.close();
  });
});
