import { PEOPLE } from '../support/routing';
import { CUSTOMER, type Line } from '../support/stories';

/** A caller whom nobody answers leaves a message; our code takes none of the callbacks that follow. */
async function leavesMessage(line: Line, seconds: number, words = 'The gate is stuck.') {
  line.expectDeadFunctions();
  const call = await line.call();
  await line.declines('sergio');
  await line.declines('backup');
  await line.pass(8);
  line.world.gateway.setFault('/voice-message', { kind: 'down' });
  call.speak(seconds, words);
  await line.pass(seconds);
  await line.callerHangsUp(call);
  await line.pass(60);
  line.world.gateway.setFault('/voice-message', { kind: 'none' });
  return call;
}

describe('The callback of a recording never comes', () => {
  test('a message is told as a message, with its words, and nobody is told that the call was missed', async () => {
    const line = await stories.open();
    const call = await leavesMessage(line, 9);
    await line.pass(240);
    await line.ticks();
    await line.pass(5);
    expect(line.outcome(call)).toMatchObject({ kind: 'message', seconds: 9 });
    expect(line.alerts(call)).toEqual(['message']);
    expect(line.thread()).toEqual([
      'Left a message of 9 s.',
      'The message, as a machine heard it: The gate is stuck.',
    ]);
    expect(line.inbox()).toEqual([]);
    expect(line.inbox(PEOPLE.sergio)).toHaveLength(1);
    await line.ticks();
    expect(line.timesInSlack('Left a message')).toBe(1);
    await line.close();
  });

  test('until Twilio has been asked nothing is concluded, however late it is', async () => {
    const line = await stories.open();
    const call = await leavesMessage(line, 9);
    line.expectFault(/^twilio_unavailable /);
    line.breakRest({ kind: 'down' });
    await line.pass(1800);
    await line.ticks();
    expect(line.outcome(call)).toEqual({ kind: 'open' });
    expect(line.alerts(call)).toEqual([]);
    line.breakRest({ kind: 'none' });
    await line.ticks();
    expect(line.alerts(call)).toEqual(['message']);
    expect(line.thread()[0]).toBe('Left a message of 9 s at 04:00.');
    expect(line.inbox()).toEqual([]);
    await line.close();
  });

  test('somebody who hung up during the greeting was missed, and is told so once', async () => {
    const line = await stories.open();
    const call = await line.call();
    await line.declines('sergio');
    await line.declines('backup');
    await line.pass(1);
    await line.callerHangsUp(call);
    await line.pass(300);
    expect(line.outcome(call)).toEqual({ kind: 'open' });
    await line.ticks();
    await line.pass(5);
    expect(line.outcome(call)).toEqual({ kind: 'missed' });
    expect(line.alerts(call)).toEqual(['missed']);
    expect(line.inbox(CUSTOMER)).toHaveLength(1);
    await line.close();
  });
});

test('the callback of a transcription never comes: its words are looked up', async () => {
  const line = await stories.open();
  line.expectDeadFunctions();
  const call = await line.call();
  await line.declines('sergio');
  await line.declines('backup');
  await line.pass(8);
  call.speak(9, 'Water everywhere.');
  await line.pass(9);
  await line.callerHangsUp(call);
  await line.pass(2);
  line.world.gateway.setFault('/voice-message', { kind: 'down' });
  await line.pass(60);
  line.world.gateway.setFault('/voice-message', { kind: 'none' });
  expect(line.thread()).toEqual(['Left a message of 9 s.']);
  await line.pass(240);
  await line.ticks();
  expect(line.thread()).toEqual([
    'Left a message of 9 s.',
    'The message, as a machine heard it: Water everywhere.',
  ]);
  expect(line.alerts(call)).toEqual(['message']);
  await line.close();
});

describe('The delivery report of a message never comes', () => {
  /** Our code takes no delivery report until it is switched on again. */
  async function withoutReports(line: Line, happens: () => Promise<unknown>): Promise<void> {
    line.expectDeadFunctions();
    line.world.gateway.setFault('/sms-status', { kind: 'down' });
    await happens();
    await line.pass(60);
    line.world.gateway.setFault('/sms-status', { kind: 'none' });
    await line.pass(240);
  }

  test('a reply that did not arrive says so, and can be sent again', async () => {
    const line = await stories.open();
    await line.texts('Hello?');
    line.handset().unreachable();
    await withoutReports(line, () => line.replies('sergio', 'On my way'));
    expect(line.message('On my way').reactions).toEqual({});
    expect(await line.ticks()).toMatchObject({ deliveries: 1 });
    expect(line.message('On my way').reactions).toEqual({ x: 1 });
    expect(line.message('Not delivered.').buttons).toHaveLength(1);
    await line.pass(60);
    expect(await line.ticks()).toMatchObject({ deliveries: 0 });
    expect(line.timesInSlack('Not delivered.')).toBe(1);
    await line.close();
  });

  test('a reply that arrived carries its mark', async () => {
    const line = await stories.open();
    await line.texts('Hello?');
    await withoutReports(line, () => line.replies('sergio', 'On my way'));
    await line.ticks();
    expect(line.message('On my way').reactions).toEqual({ white_check_mark: 1 });
    await line.close();
  });

  test('an alert that did not reach its phone is told in Slack', async () => {
    const line = await stories.open();
    line.textPhone('sergio').unreachable();
    await withoutReports(line, async () => {
      const call = await line.call();
      await line.pass(6);
      await line.callerHangsUp(call);
    });
    expect(line.timesInSlack('An alert did not reach')).toBe(0);
    await line.ticks();
    expect(line.timesInSlack('An alert did not reach Sergio')).toBe(1);
    await line.close();
  });
});

describe('Nobody is told late what is not so any more', () => {
  test('after 20 hours without functions nobody is greeted, and a missed call is told to the team with its time', async () => {
    const line = await stories.open();
    line.expectDeadFunctions();
    line.expectFault(/^/);
    line.world.gateway.setFault('*', { kind: 'down' });
    await line.texts('Hello?', '+12025550144');
    const call = await line.call();
    await line.pass(6);
    await line.callerHangsUp(call);
    await line.pass(20 * 3600);
    const before = [CUSTOMER, '+12025550144'].map((phone) => line.sentTo(phone).length);
    line.world.gateway.setFault('*', { kind: 'none' });
    await line.ticks();
    await line.pass(60);
    await line.ticks();
    expect(line.thread('+12025550144')).toContain('Hello?');
    expect(line.thread()).toEqual(['Missed call yesterday at 04:00.']);
    expect(line.inbox(PEOPLE.sergio)).toEqual([expect.stringContaining('yesterday at 04:00')]);
    expect([CUSTOMER, '+12025550144'].map((phone) => line.sentTo(phone).length)).toEqual(before);
    await line.close();
  });

  test('a talk of 20 s through the fallback document is a talk', async () => {
    const line = await stories.open();
    line.expectDeadFunctions();
    line.expectFault(/^/);
    line.world.gateway.setFault('*', { kind: 'down' });
    const call = await line.call();
    await line.answers('sergio');
    await line.pass(20);
    await line.callerHangsUp(call);
    await line.pass(30);
    line.world.gateway.setFault('*', { kind: 'none' });
    await line.pass(300);
    expect(await line.ticks()).toMatchObject({ calls: 1 });
    expect(line.alerts(call)).toEqual([]);
    expect(line.inbox()).toEqual([]);
    expect(line.inbox(PEOPLE.sergio)).toEqual([]);
    expect(line.thread()).toEqual([
      expect.stringMatching(
        /^Call at 04:00, while our functions were down\. A phone, or its mailbox, took it for/,
      ),
    ]);
    await line.ticks();
    expect(line.timesInSlack('while our functions were down')).toBe(1);
    await line.close();
  });

  test('the first tick of a new line replays nothing of the days before it', async () => {
    const line = await stories.open({ hasTicked: false });
    line.expectDeadFunctions();
    line.expectFault(/^/);
    line.world.gateway.setFault('*', { kind: 'down' });
    await line.texts('To the old system');
    const call = await line.call();
    await line.pass(6);
    await line.callerHangsUp(call);
    await line.pass(600);
    line.world.gateway.setFault('*', { kind: 'none' });
    expect(await line.ticks()).toMatchObject({ texts: 0, calls: 0 });
    await line.pass(600);
    expect(await line.ticks()).toMatchObject({ texts: 0, calls: 0 });
    expect(line.threads()).toEqual([]);
    line.world.gateway.setFault('*', { kind: 'down' });
    await line.texts('To the new one');
    await line.pass(300);
    line.world.gateway.setFault('*', { kind: 'none' });
    expect(await line.ticks()).toMatchObject({ texts: 1 });
    await line.close();
  });
});
