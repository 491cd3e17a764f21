import type { Line } from '../support/stories';

/** Twilio leaves open whether `<Dial action>` follows when the caller hangs up; both are right for us. */
describe.each([
  ['and Twilio still requests the action', true],
  ['and Twilio requests nothing more', false],
])('the caller hangs up, %s', (_name, actionAfterCallerHangup) => {
  let line: Line;
  beforeEach(async () => {
    line = await stories.open({ behaviour: { actionAfterCallerHangup } });
  });
  afterEach(() => line.close());

  test('while Sergio’s phone rings: a missed call, one alert, and nobody else is rung', async () => {
    const call = await line.call();
    await line.pass(6);
    await line.callerHangsUp(call);
    await line.pass(60);
    expect(line.ringCounts()).toEqual({ sergio: 1 });
    expect(line.outcome(call)).toEqual({ kind: 'missed' });
    expect(line.alerts(call)).toEqual(['missed']);
  });

  test('while the backup’s phone rings: a missed call', async () => {
    const call = await line.call();
    await line.declines('sergio');
    await line.rings('backup');
    await line.pass(3);
    await line.callerHangsUp(call);
    await line.pass(60);
    expect(line.outcome(call)).toEqual({ kind: 'missed' });
    expect(line.alerts(call)).toEqual(['missed']);
  });

  test('while Sergio listens to who is calling: a missed call', async () => {
    const call = await line.call();
    await line.answers('sergio');
    await line.pass(2);
    await line.callerHangsUp(call);
    await line.pass(60);
    expect(line.ringCounts()).toEqual({ sergio: 1 });
    expect(line.outcome(call)).toEqual({ kind: 'missed' });
    expect(line.alerts(call)).toEqual(['missed']);
  });

  test('while the 1 of Sergio is on its way: a missed call, although he accepted', async () => {
    const call = await line.call();
    await line.answers('sergio');
    await line.pass(8);
    line.phone('sergio').press('1');
    call.hangUp();
    await line.activity.settle();
    await line.pass(60);
    expect(line.outcome(call)).toEqual({ kind: 'missed' });
    expect(line.alerts(call)).toEqual(['missed']);
  });

  test('while they talk: answered, and no alert', async () => {
    const call = await line.call();
    await line.accepts('sergio');
    await line.pass(20);
    await line.callerHangsUp(call);
    await line.pass(60);
    expect(line.outcome(call)).toEqual({ kind: 'answered', by: 'sergio' });
    expect(line.alerts(call)).toEqual([]);
  });
});

describe('the caller hangs up', () => {
  test('before the line has answered at all', async () => {
    const line = await stories.open();
    const call = line.world.placeCall('+12025550123');
    call.hangUp();
    await line.pass(60);
    expect(line.ringCounts()).toEqual({});
    expect(line.outcome(call)).toEqual({ kind: 'missed' });
    expect(line.alerts(call)).toEqual(['missed']);
    await line.close();
  });

  test('during the greeting, before the tone: missed, once Twilio says that there is no recording', async () => {
    const line = await stories.open();
    const call = await line.call();
    await line.declines('sergio');
    await line.declines('backup');
    await line.pass(1);
    await line.callerHangsUp(call);
    await line.pass(60);
    expect(line.ringCounts()).toEqual({ sergio: 1, backup: 1 });
    expect(line.outcome(call)).toEqual({ kind: 'open' });
    await line.pass(180);
    await line.ticks();
    expect(line.outcome(call)).toEqual({ kind: 'missed' });
    await line.close();
  });
});
