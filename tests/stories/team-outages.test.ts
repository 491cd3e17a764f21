import { CUSTOMER, type Line } from '../support/stories';
import { PEOPLE } from '../support/routing';

const DOWN = { kind: 'down' } as const;
const NONE = { kind: 'none' } as const;
const WARNING = 'phone has sent STOP';

/** How many texts with the warning a phone has got. */
function warnings(line: Line, phone: string): number {
  return line.inbox(phone).filter((body) => body.includes(WARNING)).length;
}

/** The timer, once all is well. */
async function ticks(line: Line, times = 2): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await line.pass(60);
    await line.ticks();
    await line.pass(10);
  }
}

describe('STOP from a team phone is loud', () => {
  test('although it never reached our functions', async () => {
    const line = await stories.open();
    line.expectDeadFunctions();
    // The fallback's own answer, which nobody gets who has opted out.
    line.expectFault(/^21610 /);
    line.world.gateway.setFault('*', { kind: 'throws' });
    await line.texts('STOP', PEOPLE.sergio);
    await line.pass(60);
    line.world.gateway.setFault('*', NONE);
    await ticks(line);
    expect(line.timesInSlack(WARNING)).toBe(1);
    for (const phone of [PEOPLE.backup, PEOPLE.ana, PEOPLE.ben]) expect(warnings(line, phone)).toBe(1);
    await line.close();
  });

  test('while Sync is down, and only once when it is back', async () => {
    const line = await stories.open();
    line.expectSyncTrouble();
    line.breakSync(DOWN);
    await line.texts('STOP', PEOPLE.sergio);
    await line.pass(10);
    expect(line.timesInSlack(WARNING)).toBe(1);
    for (const phone of [PEOPLE.backup, PEOPLE.ana, PEOPLE.ben]) expect(warnings(line, phone)).toBe(1);
    line.breakSync(NONE);
    await ticks(line);
    expect(line.timesInSlack(WARNING)).toBe(1);
    await line.close();
  });

  test('while Twilio’s REST API is down', async () => {
    const line = await stories.open();
    line.expectFault(/^twilio_unavailable /);
    line.breakRest({ kind: 'status', status: 429 });
    await line.texts('STOP', PEOPLE.sergio);
    await line.pass(10);
    expect(line.timesInSlack(WARNING)).toBe(1);
    for (const phone of [PEOPLE.backup, PEOPLE.ana, PEOPLE.ben]) expect(warnings(line, phone)).toBe(1);
    await line.close();
  });

  test('while Slack is down, and stands there when it is back', async () => {
    const line = await stories.open();
    line.expectSlackTrouble();
    line.breakSlack(DOWN);
    await line.texts('STOP', PEOPLE.sergio);
    await line.pass(30);
    expect(warnings(line, PEOPLE.backup)).toBe(1);
    line.breakSlack(NONE);
    await ticks(line);
    expect(line.timesInSlack(WARNING)).toBe(1);
    expect(warnings(line, PEOPLE.backup)).toBe(1);
    await line.close();
  });
});

test('AWAY 2H while Slack is down is announced when Slack is back, once', async () => {
  const line = await stories.open();
  line.expectSlackTrouble();
  line.breakSlack(DOWN);
  await line.texts('AWAY 2H', PEOPLE.sergio);
  await line.pass(20);
  expect(line.inbox(PEOPLE.sergio).at(-1)).toContain('until 06:00');
  line.breakSlack(NONE);
  await ticks(line);
  expect(line.timesInSlack('Sergio is away until 06:00')).toBe(1);
  await line.close();
});

describe('a command whose answer got lost', () => {
  test('is answered when Twilio asks once more, and counts from when it was written', async () => {
    const line = await stories.open();
    line.expectFault(/./);
    const killing = line.world.kill({ path: '/sms-inbound', at: 4, when: 'after', looksLike: 'error' });
    await line.texts('AWAY 2H', PEOPLE.sergio);
    await line.pass(30);
    expect(killing.hasStruck).toBe(true);
    expect(line.inbox(PEOPLE.sergio)).toHaveLength(1);
    expect(line.inbox(PEOPLE.sergio)[0]).toContain('until 06:00');
    await line.close();
  });

  test('is finished by the timer when Twilio has given up', async () => {
    const line = await stories.open();
    line.expectFault(/./);
    line.world.kill({ path: '/sms-inbound', at: 4, when: 'after', looksLike: 'error' });
    line.world.kill({ path: '/sms-inbound', run: 2, at: 4, when: 'after', looksLike: 'error' });
    await line.texts('AWAY 2H', PEOPLE.sergio);
    await line.pass(120);
    await ticks(line);
    expect(line.inbox(PEOPLE.sergio).filter((body) => body.includes('until 06:00'))).toHaveLength(1);
    expect(line.stored('availability-sergio')).toMatchObject({ expiresAt: '2026-11-20T14:00:00.000Z' });
    expect(line.thread('(team) Sergio')).toEqual([]);
    await line.close();
  });
});

test('a customer’s STOP alerts nobody', async () => {
  const line = await stories.open();
  await line.texts('STOP', CUSTOMER);
  await line.pass(5);
  expect(line.timesInSlack(WARNING)).toBe(0);
  await line.close();
});
