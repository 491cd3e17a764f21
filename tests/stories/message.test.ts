import type { Line } from '../support/stories';

describe('when nobody answers', () => {
  let line: Line;
  beforeEach(async () => {
    line = await stories.open();
  });
  afterEach(() => line.close());

  async function callUntilGreeting() {
    const call = await line.call();
    await line.declines('sergio');
    await line.declines('backup');
    return call;
  }

  test('the caller hears the greeting and leaves a message, which is one alert to who is on duty', async () => {
    const call = await callUntilGreeting();
    expect(line.answered('/voice-cascade-next').at(-1)).toContain('<Say>You have reached QDN dispatch.');
    await line.pass(8);
    call.speak(12);
    await line.pass(60);
    expect(call.heard.join(' ')).toContain('Thank you. Goodbye.');
    expect(line.outcome(call)).toMatchObject({ kind: 'message', seconds: 12 });
    expect(line.alerts(call)).toEqual(['message']);
    expect(line.claimedAlert(call)).toMatchObject({
      kind: 'message',
      to: ['sergio'],
      from: '+12025550123',
    });
  });

  test('the caller hangs up in the middle of the message, and it counts', async () => {
    const call = await callUntilGreeting();
    await line.pass(8);
    call.speak(6);
    await line.pass(6);
    await line.callerHangsUp(call);
    await line.pass(30);
    expect(line.alerts(call)).toEqual(['message']);
  });

  test('the caller hangs up after a second, which is a missed call', async () => {
    const call = await callUntilGreeting();
    await line.pass(8);
    call.speak(1);
    await line.pass(1);
    await line.callerHangsUp(call);
    await line.pass(30);
    expect(line.outcome(call)).toEqual({ kind: 'missed' });
    expect(line.alerts(call)).toEqual(['missed']);
  });

  test('the caller says nothing, which is a missed call', async () => {
    const call = await callUntilGreeting();
    await line.pass(60);
    expect(line.alerts(call)).toEqual(['missed']);
    expect(line.outcome(call)).toEqual({ kind: 'missed' });
  });

  test('what was said is kept with the call, and not in the log', async () => {
    const call = await callUntilGreeting();
    await line.pass(8);
    call.speak(5);
    await line.pass(60);
    const said = line.record(call)?.events.find((event) => event.type === 'message.transcribed');
    expect(said).toMatchObject({ status: 'completed' });
    const text = said?.type === 'message.transcribed' ? said.text : '';
    expect(text).not.toBe('');
    const logged = line.world.events.filter((event) => event.type === 'function.log');
    expect(JSON.stringify(logged)).not.toContain(text);
  });
});

test('a step that the configuration does not have takes a message', async () => {
  const line = await stories.open({
    routing: { cascade: [{ ring: ['sergio'], timeout: 15, evenIfUnavailable: false }] },
  });
  const call = await line.call();
  await line.declines('sergio');
  expect(line.answered('/voice-cascade-next').at(-1)).toContain('<Record');
  await line.callerHangsUp(call);
  await line.close();
});
