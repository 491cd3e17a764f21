import { CUSTOMER } from '../support/stories';
import { PEOPLE } from '../support/routing';

const NONE = { kind: 'none' } as const;
const TEXT_BACK = 'Sorry that we missed your call';

/** Somebody calls and gives up while Sergio's phone rings. */
async function missedCall(
  line: Awaited<ReturnType<typeof stories.open>>,
  from = CUSTOMER,
  params: Readonly<Record<string, string>> = {},
): Promise<void> {
  const call = await line.call(from, params);
  await line.pass(8);
  await line.callerHangsUp(call);
  await line.pass(20);
}

describe('a missed call', () => {
  test('is one alert to who is on duty, one line in the caller’s thread, and one text back', async () => {
    const line = await stories.open();
    await missedCall(line);
    expect(line.inbox(PEOPLE.sergio)).toEqual([`QDN dispatch: missed call from ${CUSTOMER}.`]);
    expect(line.inbox(PEOPLE.backup)).toEqual([]);
    expect(line.thread()).toEqual(['Missed call.']);
    expect(line.inbox().map((body) => body.startsWith(TEXT_BACK))).toEqual([true]);
    const told = line.world.events.map((event) =>
      event.type === 'function.log' && event.line['type'] === 'auto.sent' ? event.line['data'] : null,
    );
    expect(told.filter((data) => data !== null)).toEqual([{ who: 'missed-call' }]);
    await line.repeats('/call-status');
    await line.pass(300);
    await line.ticks();
    expect(line.inbox(PEOPLE.sergio)).toHaveLength(1);
    expect(line.sentTo()).toHaveLength(1);
    await line.close();
  });

  test('the answer to the text back joins the same thread', async () => {
    const line = await stories.open();
    await missedCall(line);
    await line.texts('Please call me');
    expect(line.thread()).toEqual(['Missed call.', 'Please call me']);
    await line.close();
  });

  test('of a withheld number alerts, and texts nobody back', async () => {
    const line = await stories.open();
    await missedCall(line, 'anonymous');
    expect(line.inbox(PEOPLE.sergio)).toEqual(['QDN dispatch: missed call from a withheld number.']);
    expect(line.threads('Withheld numbers')).toHaveLength(1);
    await line.close();
  });

  test('of a caller abroad, or by a switched-off text, gets no text back', async () => {
    const line = await stories.open();
    await missedCall(line, '+442079460123');
    expect(line.sentTo('+442079460123')).toEqual([]);
    await line.close();
  });

  test('from a number that the carrier calls forged alerts, and texts its real owner nothing', async () => {
    const line = await stories.open();
    await missedCall(line, CUSTOMER, { StirVerstat: 'TN-Validation-Failed-C' });
    expect(line.inbox(PEOPLE.sergio)).toEqual([`QDN dispatch: missed call from ${CUSTOMER}.`]);
    expect(line.sentTo()).toEqual([]);
    await line.close();
  });

  test('from a number that the carrier vouches for, or that nobody signed, is texted back', async () => {
    const line = await stories.open();
    await missedCall(line, CUSTOMER, { StirVerstat: 'TN-Validation-Passed-A' });
    await missedCall(line, '+12025550144', { StirVerstat: 'No-TN-Validation' });
    expect([line.sentTo().length, line.sentTo('+12025550144').length]).toEqual([1, 1]);
    await line.close();
  });

  test('and a text of the same customer at the same moment: one automatic text', async () => {
    const line = await stories.open();
    const call = await line.call();
    await line.pass(8);
    line.handset().text('Are you there?');
    call.hangUp();
    await line.activity.settle();
    await line.pass(20);
    expect(line.sentTo()).toHaveLength(1);
    await line.close();
  });

  test('twice within minutes: two alerts, one text back', async () => {
    const line = await stories.open();
    await missedCall(line);
    await missedCall(line);
    expect(line.inbox(PEOPLE.sergio)).toHaveLength(2);
    expect(line.sentTo()).toHaveLength(1);
    await line.close();
  });

  test('with Slack down: the alert goes out, and the thread follows', async () => {
    const line = await stories.open();
    line.expectSlackTrouble();
    line.breakSlack({ kind: 'down' });
    await missedCall(line);
    expect(line.inbox(PEOPLE.sergio)).toHaveLength(1);
    line.breakSlack(NONE);
    await line.pass(60);
    await line.ticks();
    await line.pass(60);
    await line.ticks();
    expect(line.thread()).toEqual(['Missed call.']);
    await line.close();
  });

  test('with REST down: the thread has it, and the alert follows, once', async () => {
    const line = await stories.open();
    line.expectFault(/^twilio_unavailable /);
    line.breakRest({ kind: 'status', status: 429 });
    await missedCall(line);
    expect(line.thread()).toEqual(['Missed call.']);
    line.breakRest(NONE);
    await line.pass(60);
    await line.ticks();
    await line.pass(5);
    expect(line.inbox(PEOPLE.sergio)).toHaveLength(1);
    await line.close();
  });

  test('with Sync down while it ended: the tick raises the alert, once', async () => {
    const line = await stories.open();
    line.expectSyncTrouble();
    const call = await line.call();
    await line.pass(8);
    line.breakSync({ kind: 'down' });
    await line.callerHangsUp(call);
    await line.pass(60);
    expect(line.inbox(PEOPLE.sergio)).toEqual([]);
    line.breakSync(NONE);
    await line.pass(300);
    await line.ticks();
    await line.pass(60);
    await line.ticks();
    await line.pass(5);
    expect(line.inbox(PEOPLE.sergio)).toHaveLength(1);
    expect(line.thread()).toEqual(['Missed call.']);
    await line.close();
  });
});

describe('a message', () => {
  test('is one alert with its length, and what was said stands in the thread', async () => {
    const line = await stories.open();
    const call = await line.call();
    call.speak(6, 'My gate is stuck');
    await line.pass(120);
    expect(line.inbox(PEOPLE.sergio)).toHaveLength(1);
    expect(line.inbox(PEOPLE.sergio)[0]).toMatch(/left a message of \d+ s/);
    expect(line.thread()[0]).toMatch(/^Left a message of \d+ s\./);
    expect(line.thread()[1]).toContain('as a machine heard it');
    expect(line.sentTo()).toEqual([]);
    await line.close();
  });
});

test('an answered call alerts nobody and texts nobody', async () => {
  const line = await stories.open();
  const call = await line.call();
  await line.accepts('sergio');
  await line.pass(30);
  await line.callerHangsUp(call);
  await line.pass(300);
  await line.ticks();
  expect(line.sentTo(PEOPLE.sergio)).toEqual([]);
  expect(line.sentTo()).toEqual([]);
  expect(line.threads()).toEqual([]);
  await line.close();
});

test('an alert that does not reach the phone shows in Slack', async () => {
  const line = await stories.open();
  line.textPhone('sergio').unreachable();
  await missedCall(line);
  expect(line.timesInSlack('An alert did not reach Sergio')).toBe(1);
  await line.close();
});

describe('the greeting of a new customer', () => {
  test('goes out once in a while, and not while somebody is answering', async () => {
    const line = await stories.open();
    await line.texts('Hello');
    await line.texts('Anybody?');
    await line.pass(5);
    expect(line.sentTo().filter((body) => body.startsWith('Thank you for texting'))).toHaveLength(1);
    await line.close();
  });

  test('goes out once for two first texts at the same moment', async () => {
    const line = await stories.open();
    line.handset().text('First');
    line.handset().text('Second');
    await line.activity.settle();
    await line.pass(5);
    expect(line.sentTo()).toHaveLength(1);
    await line.close();
  });

  test('stays away when it is switched off', async () => {
    const line = await stories.open({ routing: { texts: { ...(await texts()), firstContact: '' } } });
    await line.texts('Hello');
    await line.pass(5);
    expect(line.sentTo()).toEqual([]);
    await line.close();
  });

  test('stays away with Sync down, and from landlines, short codes and numbers abroad', async () => {
    const line = await stories.open();
    await line.texts('Hello', '+442079460123');
    await line.texts('Your parcel', '72975');
    line.expectSyncTrouble();
    line.breakSync({ kind: 'down' });
    await line.texts('Hello');
    await line.pass(5);
    expect(line.sentTo('+442079460123')).toEqual([]);
    expect(line.sentTo('72975')).toEqual([]);
    expect(line.sentTo()).toEqual([]);
    await line.close();
  });
});

async function texts() {
  const { routing } = await import('../support/routing');
  return routing().texts;
}
