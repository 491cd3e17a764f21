import type { Line } from '../support/stories';

const NONE = { kind: 'none' } as const;

async function open(): Promise<Line> {
  const line = await stories.open();
  line.expectFault(/./);
  return line;
}

/** Time passes, with the timer. */
async function later(line: Line, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    await line.pass(60);
    await line.ticks();
  }
}

function answers(line: Line, words: string): number {
  return line.sentTo().filter((body) => body === words).length;
}

describe('Our clock is ahead of Twilio’s, and one answer of Twilio’s is lost', () => {
  test.each([200, 1500, 3000])('by %i ms: the customer gets the reply once', async (skewMs) => {
    const line = await open();
    await line.texts('Hello');
    line.world.texts.skewMs = -skewMs;
    line.breakRest({ kind: 'down', afterWrite: true });
    await line.replies('sergio', 'Coming');
    line.breakRest(NONE);
    await line.pass(400);
    await later(line, 3);
    expect(answers(line, 'Coming')).toBe(1);
    await line.close();
  });
});

describe('The same words are sent twice on purpose', () => {
  test('and the second never got to Twilio: it is sent', async () => {
    const line = await open();
    await line.texts('Hello');
    await line.replies('sergio', 'Ok');
    line.breakRest({ kind: 'silent', op: 'write' });
    await line.replies('sergio', 'Ok');
    await line.pass(5);
    line.breakRest(NONE);
    await line.pass(400);
    expect(answers(line, 'Ok')).toBe(2);
    await line.close();
  });

  test('and only the answer to the second was lost: it is not sent again, and nobody is asked', async () => {
    const line = await open();
    await line.texts('Hello');
    await line.replies('sergio', 'Ok');
    line.breakRest({ kind: 'silent', afterWrite: true });
    await line.replies('sergio', 'Ok');
    await line.pass(5);
    line.breakRest(NONE);
    await line.pass(400);
    expect(answers(line, 'Ok')).toBe(2);
    expect(line.timesInSlack('did not say whether')).toBe(0);
    await line.close();
  });
});

describe('A vendor acts after we gave up', () => {
  test('Slack after 14 s: the text stands there once', async () => {
    const line = await open();
    await line.texts('Hello');
    line.breakSlack({ kind: 'late', ms: 14_000, op: 'write' });
    await line.texts('My gate is stuck');
    await line.pass(5);
    line.breakSlack(NONE);
    await line.pass(8);
    await line.ticks();
    await later(line, 4);
    expect(line.timesInSlack('My gate is stuck')).toBe(1);
    await line.close();
  });

  test('Slack never does: the text stands there once, within two minutes', async () => {
    const line = await open();
    await line.texts('Hello');
    line.breakSlack({ kind: 'silent', op: 'write' });
    await line.texts('My gate is stuck');
    await line.pass(5);
    line.breakSlack(NONE);
    await later(line, 2);
    expect(line.timesInSlack('My gate is stuck')).toBe(1);
    await line.close();
  });

  test('Twilio after 65 s: the customer gets the reply once', async () => {
    const line = await open();
    await line.texts('Hello');
    line.breakRest({ kind: 'late', ms: 65_000, op: 'write' });
    await line.replies('sergio', 'Coming');
    await line.pass(5);
    line.breakRest(NONE);
    await line.pass(55);
    await line.pass(400);
    await later(line, 3);
    expect(answers(line, 'Coming')).toBe(1);
    await line.close();
  });

  test('Twilio never does: Slack’s repeat sends the reply', async () => {
    const line = await open();
    await line.texts('Hello');
    line.breakRest({ kind: 'silent', op: 'write' });
    await line.replies('sergio', 'Coming');
    await line.pass(5);
    line.breakRest(NONE);
    await line.pass(400);
    expect(answers(line, 'Coming')).toBe(1);
    await line.close();
  });
});

test('A text that was posted while Sync was down is not posted again by a repeat 20 s later', async () => {
  const line = await open();
  await line.texts('Hello');
  line.breakSync({ kind: 'down' });
  await line.texts('My gate is stuck');
  await line.pass(20);
  line.breakSync(NONE);
  await line.repeats('/sms-inbound');
  await later(line, 3);
  expect(line.timesInSlack('My gate is stuck')).toBe(1);
  await line.close();
});

test('One answer of Sync’s slower than our deadline: a crew is texted once, at once', async () => {
  const phone = '+15550100007';
  const crew = [{ id: 'crew-7', name: 'Crew 7', phone }];
  const line = await stories.open({ routing: { crew } });
  line.expectFault(/./);
  await line.api('/jobs', { id: 'a', status: 'pending', title: 'Gate' });
  let isSlow = true;
  line.world.sync.onRequest = (name, isWrite) => {
    const isClaim = isSlow && isWrite && name.startsWith('once-told');
    if (isClaim) isSlow = false;
    return isClaim ? { kind: 'late', ms: 1000 } : null;
  };
  await line.api('/job-status', { id: 'a', status: 'assigned', crewIds: ['crew-7'] });
  expect(isSlow).toBe(false);
  expect(line.sentTo(phone).filter((body) => body.includes('new job: Gate'))).toHaveLength(1);
  const claims = line.world.sync.documents
    .list()
    .filter(({ uniqueName }) => uniqueName?.startsWith('once-told'));
  expect(claims.map(({ data }) => data['state'])).not.toContain('doing');
  await later(line, 4);
  expect(line.sentTo(phone).filter((body) => body.includes('new job: Gate'))).toHaveLength(1);
  await line.close();
});
