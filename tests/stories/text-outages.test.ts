import { CUSTOMER, type Line } from '../support/stories';
import { PEOPLE } from '../support/routing';

const SILENT = { kind: 'silent' } as const;
const DOWN = { kind: 'down' } as const;
const NONE = { kind: 'none' } as const;

/** The code in the newest alert text on a phone. */
function codeOn(line: Line, phone: string): string {
  const code = /Reply (\d+) your text/.exec(line.inbox(phone).at(-1) ?? '')?.[1];
  if (code === undefined) throw new Error(`No code in: ${line.inbox(phone).join(' | ')}`);
  return code;
}

describe('Slack is down', () => {
  test.each([
    DOWN,
    SILENT,
    { kind: 'status', status: 500 } as const,
    { kind: 'status', status: 429 } as const,
  ])(
    '%j: the text goes to who is on duty with a code, the answer by code to the customer, and both stand in Slack later',
    async (fault) => {
      const line = await stories.open();
      line.expectSlackTrouble();
      line.breakSlack(fault);
      await line.texts('Smoke!');
      await line.pass(10);
      expect(line.inbox(PEOPLE.sergio)).toHaveLength(1);
      expect(line.inbox(PEOPLE.sergio)[0]).toContain(`${CUSTOMER} wrote: Smoke!`);
      expect(line.inbox(PEOPLE.backup)).toEqual([]);

      await line.texts(`${codeOn(line, PEOPLE.sergio)} Get out, we are coming`, PEOPLE.sergio);
      await line.pass(10);
      expect(line.inbox()).toContain('Get out, we are coming');
      expect(line.inbox(PEOPLE.sergio).at(-1)).toBe('Sent to …0123.');

      line.breakSlack(NONE);
      await line.pass(60);
      await line.ticks();
      await line.pass(60);
      await line.ticks();
      expect(line.thread()).toEqual(['Smoke!', 'Sergio texted: Get out, we are coming']);
      expect(line.timesInSlack('Smoke!')).toBe(1);
      expect(line.inbox().filter((body) => body === 'Get out, we are coming')).toHaveLength(1);
      await line.close();
    },
  );

  test('the order of a customer’s texts is kept', async () => {
    const line = await stories.open();
    line.expectSlackTrouble();
    line.breakSlack(DOWN);
    await line.texts('One');
    await line.pass(20);
    await line.texts('Two');
    await line.pass(20);
    line.breakSlack(NONE);
    await line.texts('Three');
    await line.pass(60);
    await line.ticks();
    await line.pass(60);
    await line.ticks();
    expect(line.thread()).toEqual(['One', 'Two', 'Three']);
    await line.close();
  });

  test('who is away gets no alert', async () => {
    const line = await stories.open();
    line.expectSlackTrouble();
    line.away('sergio');
    line.breakSlack(DOWN);
    await line.texts('Hello?');
    await line.pass(5);
    expect(line.inbox(PEOPLE.sergio)).toEqual([]);
    expect(line.inbox(PEOPLE.backup)).toHaveLength(1);
    await line.close();
  });

  test('a code is good for a day and for nobody else', async () => {
    const line = await stories.open();
    line.expectSlackTrouble();
    line.breakSlack(DOWN);
    await line.texts('Hello?');
    await line.pass(5);
    const code = codeOn(line, PEOPLE.sergio);
    line.breakSlack(NONE);
    await line.texts(`${code} from a stranger`, '+12025550177');
    expect(line.sentTo()).not.toContain('from a stranger');
    await line.pass(25 * 3600);
    await line.texts(`${code} too late`, PEOPLE.sergio);
    await line.pass(5);
    expect(line.sentTo()).not.toContain('too late');
    expect(line.inbox(PEOPLE.sergio).at(-1)).toContain('no customer has the code');
    await line.close();
  });

  test('a text of 1600 characters fits into the alert', async () => {
    const line = await stories.open();
    line.expectSlackTrouble();
    line.breakSlack(DOWN);
    await line.texts('z'.repeat(1600));
    await line.pass(5);
    expect(line.inbox(PEOPLE.sergio)[0]).toMatch(/z\.\.\. - Reply \d+ your text$/);
    await line.close();
  });
});

describe('Slack and Twilio’s REST API are down', () => {
  test('the webhook’s own answer carries the text to who is on duty', async () => {
    const line = await stories.open();
    line.expectSlackTrouble();
    line.expectFault(/^twilio_unavailable /);
    line.breakSlack(DOWN);
    line.breakRest(DOWN);
    await line.texts('Smoke!');
    await line.pass(10);
    expect(line.inbox(PEOPLE.sergio).filter((body) => body.includes('Smoke!'))).toHaveLength(1);
    expect(line.answered('/sms-inbound').at(-1)).toContain(`<Message to="${PEOPLE.sergio}">`);
    await line.close();
  });

  test('and Sync as well', async () => {
    const line = await stories.open();
    line.expectSlackTrouble();
    line.expectSyncTrouble();
    line.breakSlack(DOWN);
    line.breakRest(DOWN);
    line.breakSync(DOWN);
    await line.texts('Smoke!');
    await line.pass(20);
    expect(line.inbox(PEOPLE.sergio).filter((body) => body.includes('Smoke!'))).toHaveLength(1);
    await line.close();
  });
});

describe('Sync is down', () => {
  test('a text is posted all the same, once, and joins the thread that Slack knows', async () => {
    const line = await stories.open();
    line.expectSyncTrouble();
    await line.texts('Before');
    line.breakSync(DOWN);
    await line.texts('During');
    await line.repeats('/sms-inbound');
    expect(line.threads()).toHaveLength(1);
    expect(line.thread()).toEqual(['Before', 'During']);
    await line.close();
  });

  test('an answer is not sent, the thread says so, and the button sends it once Sync is back', async () => {
    const line = await stories.open();
    line.expectSyncTrouble();
    line.expectFault(/^slack_event /);
    await line.texts('Hello');
    line.breakSync(DOWN);
    await line.replies('sergio', 'Coming');
    await line.pass(400);
    expect(line.sentTo()).not.toContain('Coming');
    expect(line.thread().some((text) => text.includes('Sync cannot be reached'))).toBe(true);
    line.breakSync(NONE);
    await line.replaysEvent('Coming');
    await line.pass(5);
    expect(line.sentTo().filter((body) => body === 'Coming')).toHaveLength(1);
    await line.close();
  });

  test('Twilio gives Sync’s trouble no chance to lose a text: /tick takes it up when all is well', async () => {
    const line = await stories.open();
    line.expectSyncTrouble();
    line.expectSlackTrouble();
    line.breakSync(SILENT);
    line.breakSlack(DOWN);
    await line.texts('Nobody hears me');
    await line.pass(30);
    line.breakSync(NONE);
    line.breakSlack(NONE);
    await line.pass(60);
    await line.ticks();
    expect(line.timesInSlack('Nobody hears me')).toBe(1);
    await line.close();
  });
});

describe('Twilio’s REST API is down', () => {
  test('an answer is marked “not sent”; its button sends it once when REST is back', async () => {
    const line = await stories.open();
    line.expectFault(/^(twilio_unavailable|slack_event) /);
    await line.texts('Hello');
    line.breakRest({ kind: 'status', status: 429 });
    await line.replies('sergio', 'Coming');
    expect(line.message('Not sent yet').buttons.map(({ label }) => label)).toEqual(['Send it again']);
    line.breakRest(NONE);
    await line.pressesButton('sergio', line.message('Not sent yet'), 'Send it again');
    await line.pass(400);
    expect(line.sentTo().filter((body) => body === 'Coming')).toHaveLength(1);
    await line.close();
  });

  test.each(['down', 'silent'] as const)(
    '%s, and nobody knows whether it went out: it is looked for before it is sent again',
    async (kind) => {
      const line = await stories.open();
      line.expectFault(/^(twilio_unavailable|slack_event|deadline) /);
      await line.texts('Hello');
      line.breakRest({ kind, afterWrite: true });
      await line.replies('sergio', 'Coming');
      await line.pass(20);
      line.breakRest(NONE);
      await line.pass(400);
      expect(line.sentTo().filter((body) => body === 'Coming')).toHaveLength(1);
      await line.close();
    },
  );
});

test('who was answered by code while Slack was down is not brought up as unanswered', async () => {
  const line = await stories.open();
  line.expectSlackTrouble();
  line.breakSlack(DOWN);
  await line.texts('Smoke!');
  await line.pass(10);
  await line.texts(`${codeOn(line, PEOPLE.sergio)} Coming`, PEOPLE.sergio);
  await line.pass(5);
  line.breakSlack(NONE);
  await line.pass(60);
  await line.ticks();
  await line.pass(20 * 60);
  expect(line.timesInSlack('Smoke!')).toBe(1);
  expect(line.timesInSlack('Nobody has answered')).toBe(0);
  await line.close();
});
