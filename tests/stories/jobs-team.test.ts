import { PEOPLE } from '../support/routing';

const CREW_7 = '+15550100107';
const CREW_8 = '+15550100108';
const crew = [
  { id: 'crew-7', name: 'Crew 7', phone: CREW_7 },
  { id: 'crew-8', name: 'Crew 8', phone: CREW_8 },
];
const JOB = { id: 'gate-1', title: 'Gate stuck', address: '1 Main St', crewIds: ['crew-7'] };

async function opened(jobs: Record<string, unknown> = {}) {
  const line = await stories.open({
    routing: {
      crew,
      jobs: {
        claimWithinMinutes: 10,
        completeWithinMinutes: 480,
        stakeholders: [],
        publishContacts: false,
        fields: {},
        ...jobs,
      },
    },
  });
  return line;
}

/** The job's card in Slack. */
function card(line: Awaited<ReturnType<typeof opened>>) {
  const found = line.world.slack.channel.messages.find(({ text }) => text.includes('Gate stuck'));
  if (found === undefined) throw new Error('There is no card.');
  return found;
}

describe('a crew’s text', () => {
  test('OK, GO and DONE with the code take, start and finish its job', async () => {
    const line = await opened();
    await line.api('/jobs', JOB);
    await line.pass(5);
    const code = /OK (\d+)/.exec(line.inbox(CREW_7)[0] ?? '')?.[1] ?? '';
    for (const [word, status] of [
      ['OK', 'assigned'],
      ['GO', 'in-progress'],
      ['DONE', 'completed'],
    ] as const) {
      await line.textsAndWaits(`${word} ${code}`, CREW_7);
      expect(line.job('gate-1').status).toBe(status);
      expect(line.inbox(CREW_7).at(-1)).toContain(`ob ${code}`);
    }
    await line.close();
  });

  test('a code means nothing on another crew’s phone', async () => {
    const line = await opened();
    await line.api('/jobs', JOB);
    await line.pass(5);
    await line.textsAndWaits('OK 1', CREW_8);
    expect(line.job('gate-1').claimedBy).toBeUndefined();
    expect(line.inbox(CREW_8).at(-1)).toContain('You have no job 1');
    await line.close();
  });

  test('anything else is shown to the team', async () => {
    const line = await opened();
    await line.texts('The van broke down', CREW_7);
    expect(line.thread('(team) Crew 7')).toEqual(['The van broke down']);
    await line.close();
  });
});

describe('the card in Slack', () => {
  test('is one for each job, is edited, and gives the job to another crew', async () => {
    const line = await opened();
    await line.api('/jobs', JOB);
    await line.pass(5);
    expect(card(line).text).toContain('Given out, not taken yet');
    await line.pressesButton('sergio', card(line), 'Give to Crew 8');
    await line.pass(10);
    expect(line.job('gate-1').crewIds).toEqual(['crew-8']);
    expect(line.inbox(CREW_8)[0]).toContain('Gate stuck');
    expect(line.inbox(CREW_7).at(-1)).toContain('Do not go there');
    await line.acts(line.link(CREW_8), 'claim');
    expect(card(line).text).toContain('Taken by Crew 8');
    expect(line.timesInSlack('What you write here stays in Slack')).toBe(1);
    expect((await line.browses(line.link(CREW_7))).status).toBe(410);
    await line.close();
  });

  test('a reply beneath it goes to nobody', async () => {
    const line = await opened();
    await line.api('/jobs', JOB);
    line.world.slack.say('sergio', 'Take the long ladder', { thread: card(line) });
    await line.activity.settle();
    await line.pass(5);
    expect(line.world.texts.messages.some(({ body }) => body.includes('ladder'))).toBe(false);
    await line.close();
  });

  test('cancels the job, and the crew hears of it', async () => {
    const line = await opened();
    await line.api('/jobs', JOB);
    await line.pressesButton('sergio', card(line), 'Cancel the job');
    await line.pass(700);
    expect(line.job('gate-1').status).toBe('cancelled');
    expect(line.inbox(CREW_7).at(-1)).toContain('cancelled');
    expect(line.inbox(PEOPLE.sergio)).toEqual([]);
    await line.close();
  });

  test('escalates now, once for each press; guests press in vain', async () => {
    const line = await opened();
    await line.api('/jobs', JOB);
    await line.pressesButton('guest', card(line), 'Escalate now');
    await line.pass(5);
    expect(line.inbox(PEOPLE.sergio)).toEqual([]);
    await line.pressesButton('backup', card(line), 'Escalate now');
    await line.pass(5);
    expect(line.inbox(PEOPLE.sergio)[0]).toContain('nobody took this job');
    await line.acts(line.link(CREW_7), 'claim');
    await line.pass(700);
    expect(line.inbox(PEOPLE.sergio)).toHaveLength(1);
    await line.close();
  });
});

test('/dispatch job makes, finds, gives and cancels jobs', async () => {
  const line = await opened();
  line.expectedNumbers.add('+12025550123');
  const made = await line.commands(
    'sergio',
    '/dispatch job new Gate stuck at 1 Main St for 202-555-0123 to crew-7',
  );
  const id = /^(job-\S+):/.exec(made ?? '')?.[1] ?? '';
  expect(line.job(id)).toMatchObject({ status: 'assigned', title: 'Gate stuck', address: '1 Main St' });
  expect(line.jobsFile()).not.toContain('555');
  expect(await line.commands('sergio', '/dispatch job main st')).toContain(id);
  await line.commands('backup', `/dispatch job give ${id} to crew 8`);
  expect(line.job(id).crewIds).toEqual(['crew-8']);
  await line.commands('backup', `/dispatch job cancel ${id}`);
  await line.pass(10);
  expect(line.job(id).status).toBe('cancelled');
  expect(line.inbox('+12025550123').at(-1)).toContain('cancelled');
  expect(await line.commands('sergio', '/dispatch job give nothing to crew-7')).toContain('There is no job');
  expect(await line.commands('sergio', '/dispatch job give x to nobody')).toContain('There is no crew');
  await line.close();
});

describe('/tick', () => {
  test('escalates what nobody has done in time, once', async () => {
    const line = await opened({ completeWithinMinutes: 60 });
    await line.api('/jobs', JOB);
    await line.pass(5);
    await line.acts(line.link(CREW_7), 'claim');
    await line.pass(61 * 60);
    await line.ticks();
    await line.pass(60);
    await line.ticks();
    await line.pass(5);
    expect(line.inbox(PEOPLE.sergio).filter((body) => body.includes('overdue'))).toHaveLength(1);
    await line.close();
  });

  test('without a Messaging Service escalates by itself', async () => {
    const line = await stories.open({ routing: { crew }, settings: { TWILIO_MESSAGING_SERVICE_SID: '' } });
    await line.api('/jobs', JOB);
    await line.pass(11 * 60);
    expect(line.timesInSlack('Nobody has taken this job yet')).toBe(1);
    await line.ticks();
    await line.pass(5);
    expect(line.inbox(PEOPLE.sergio).filter((body) => body.includes('nobody took this job'))).toHaveLength(1);
    await line.close();
  });

  test('notices a writer that overwrites without a condition, and says so once', async () => {
    const line = await opened();
    await line.api('/jobs', JOB);
    const old = line.jobsFile() ?? '';
    await line.pass(5);
    await line.acts(line.link(CREW_7), 'claim');
    line.world.s3.put('local-jobs', 'maintenance.json', old);
    await line.pass(60);
    await line.ticks();
    await line.pass(60);
    await line.ticks();
    expect(line.timesInSlack('was overwritten')).toBe(1);
    await line.close();
  });
});
