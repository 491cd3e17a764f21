import { PEOPLE } from '../support/routing';
import { passMinutes } from '../support/faults/timer';
import { type Line } from '../support/stories';

const crew = [{ id: 'crew-7', name: 'Crew 7', phone: '+15550100107' }];
const JOB = { id: 'gate-1', title: 'Gate stuck', address: '1 Main St', crewIds: ['crew-7'] };

/** How the timer's calls were answered, in milliseconds. */
function ticks(line: Line): number[] {
  return line.world.executions.all.flatMap(({ path, startedAt, endedAt }) =>
    path === '/tick' && endedAt !== null ? [endedAt - startedAt] : [],
  );
}

describe('while Slack hangs', () => {
  test('what waits for it starves nothing else: a job that nobody takes is escalated by text in time', async () => {
    // Without a Messaging Service nothing is scheduled at Twilio.
    const line = await stories.open({ routing: { crew }, settings: { TWILIO_MESSAGING_SERVICE_SID: '' } });
    line.expectSlackTrouble();
    line.expectDeadFunctions();
    await line.api('/jobs', JOB);
    line.breakSlack({ kind: 'silent' });
    await line.texts('First', '+12025550123');
    await line.texts('Second', '+12025550144');
    await line.pass(30);
    await passMinutes(line, 12);
    expect(line.inbox(PEOPLE.sergio).filter((body) => body.includes('nobody took this job'))).toHaveLength(1);
    expect(Math.max(...ticks(line))).toBeLessThan(8000);
    line.breakSlack({ kind: 'none' });
    await passMinutes(line, 3);
    expect([line.thread('+12025550123'), line.thread('+12025550144')]).toEqual([['First'], ['Second']]);
    await line.close();
  });

  test('a call that never reached us is brought to who is on duty all the same', async () => {
    const line = await stories.open();
    line.expectSlackTrouble();
    line.expectDeadFunctions();
    line.breakSlack({ kind: 'silent' });
    await line.texts('First', '+12025550133');
    await line.texts('Second', '+12025550144');
    line.world.gateway.setFault('*', { kind: 'throws' });
    const call = await line.call();
    await line.pass(8);
    await line.callerHangsUp(call);
    line.world.gateway.setFault('*', { kind: 'none' });
    await passMinutes(line, 6);
    expect(line.inbox(PEOPLE.sergio).filter((body) => body.includes('missed call'))).toHaveLength(1);
    expect(Math.max(...ticks(line))).toBeLessThan(8000);
    line.breakSlack({ kind: 'none' });
    await passMinutes(line, 3);
    expect(line.timesInSlack('Missed call.')).toBe(1);
    await line.close();
  });
});

test('a talk that goes on keeps no missed call from its alert', async () => {
  const line = await stories.open();
  line.expectDeadFunctions();
  const talk = await line.call('+12025550144');
  await line.accepts('sergio');
  line.world.gateway.setFault('*', { kind: 'throws' });
  const missed = await line.call();
  await line.pass(8);
  await line.callerHangsUp(missed);
  line.world.gateway.setFault('*', { kind: 'none' });
  await passMinutes(line, 7);
  expect(line.inbox(PEOPLE.backup).concat(line.inbox(PEOPLE.sergio))).toHaveLength(1);
  await line.callerHangsUp(talk);
  await passMinutes(line, 6);
  expect(line.timesInSlack('Missed call.')).toBe(1);
  await line.close();
});
