import { PEOPLE } from '../support/routing';
import { passMinutes } from '../support/faults/timer';
import { CUSTOMER, type Line } from '../support/stories';

const NONE = { kind: 'none' } as const;

/** Somebody calls and gives up while Sergio's phone rings. */
async function missedCall(line: Line): Promise<void> {
  const call = await line.call();
  await line.pass(8);
  await line.callerHangsUp(call);
  await line.pass(20);
}

test('Slack hangs longer than calls are looked after: the alert goes out at once, and the thread has the call when Slack is back', async () => {
  const line = await stories.open();
  line.expectSlackTrouble();
  line.breakSlack({ kind: 'silent' });
  await missedCall(line);
  expect(line.inbox(PEOPLE.sergio)).toEqual([`QDN dispatch: missed call from ${CUSTOMER}.`]);
  await passMinutes(line, 7);
  line.breakSlack(NONE);
  await passMinutes(line, 2);
  expect(line.thread()).toEqual(['Missed call.']);
  expect(line.sentTo(PEOPLE.sergio)).toHaveLength(1);
  await line.close();
});

test('Slack hangs and there is no timer: what waits goes out with the next text', async () => {
  const line = await stories.open();
  line.expectSlackTrouble();
  line.breakSlack({ kind: 'silent' });
  await missedCall(line);
  line.breakSlack(NONE);
  await line.pass(60);
  await line.texts('Anybody?');
  await line.pass(10);
  expect(line.thread()).toEqual(['Missed call.', 'Anybody?']);
  await line.close();
});

test('an alert that the phone refuses is told to the team, once', async () => {
  const line = await stories.open();
  line.textPhone('sergio').text('STOP');
  await line.pass(10);
  await missedCall(line);
  expect(line.sentTo(PEOPLE.sergio)).not.toContain(`QDN dispatch: missed call from ${CUSTOMER}.`);
  expect(line.timesInSlack('An alert did not reach Sergio')).toBe(1);
  await line.repeats('/call-status');
  await passMinutes(line, 6);
  expect(line.timesInSlack('An alert did not reach Sergio')).toBe(1);
  await line.close();
});

test('the words of a message find their way although Slack hung as they came', async () => {
  const line = await stories.open();
  line.expectSlackTrouble();
  const call = await line.call();
  call.speak(6, 'My gate is stuck');
  await line.pass(45);
  line.breakSlack({ kind: 'silent' });
  await line.pass(90);
  line.breakSlack(NONE);
  await passMinutes(line, 2);
  expect(line.thread().filter((text) => text.includes('My gate is stuck'))).toHaveLength(1);
  await line.close();
});
