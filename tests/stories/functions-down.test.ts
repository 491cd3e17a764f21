import { PEOPLE } from '../support/routing';

describe('our functions are down', () => {
  test('the customer is asked to call, and /tick brings the text into Slack', async () => {
    const line = await stories.open();
    line.expectDeadFunctions();
    line.world.gateway.setFault('*', { kind: 'down' });
    await line.texts('Hello?');
    await line.pass(60);
    expect(line.inbox()).toEqual(['Our text line is down right now. Please call this number instead.']);
    line.world.gateway.setFault('*', { kind: 'none' });
    await line.pass(60);
    expect(await line.ticks()).toMatchObject({ texts: 1 });
    expect(line.thread()).toEqual(['Hello?']);
    await line.pass(60);
    expect(await line.ticks()).toMatchObject({ texts: 0 });
    expect(line.timesInSlack('Hello?')).toBe(1);
    await line.close();
  });

  test('a call that only the fallback document rang is brought to who is on duty', async () => {
    const line = await stories.open();
    line.expectDeadFunctions();
    line.expectFault(/^/);
    line.world.gateway.setFault('*', { kind: 'down' });
    const call = await line.call();
    await line.pass(10);
    await line.callerHangsUp(call);
    await line.pass(30);
    line.world.gateway.setFault('*', { kind: 'none' });
    await line.pass(300);
    expect(await line.ticks()).toMatchObject({ calls: 1 });
    expect(line.thread()).toEqual(['Missed call.']);
    await line.pass(60);
    await line.ticks();
    await line.pass(5);
    expect(line.inbox(PEOPLE.sergio)).toHaveLength(1);
    expect(line.timesInSlack('Missed call.')).toBe(1);
    await line.close();
  });

  test('a text that a function died over is finished by /tick', async () => {
    const line = await stories.open();
    line.expectDeadFunctions();
    line.world.gateway.setFault('/sms-inbound', { kind: 'hangs' });
    await line.texts('Half-way');
    await line.pass(120);
    line.world.gateway.setFault('/sms-inbound', { kind: 'none' });
    await line.ticks();
    expect(line.timesInSlack('Half-way')).toBe(1);
    await line.close();
  });
});

test('nobody ticks without the token', async () => {
  const line = await stories.open();
  const reply = fetch(`${line.world.gateway.origin}/tick`, { method: 'POST' });
  await line.activity.settle();
  expect((await reply).status).toBe(401);
  await line.close();
});

test('an answer that Slack gave up on while our functions were down gets a note with a button', async () => {
  const line = await stories.open();
  line.expectDeadFunctions();
  await line.texts('Hello?');
  await line.pass(10);
  line.world.gateway.setFault('*', { kind: 'down' });
  await line.replies('sergio', 'On my way');
  await line.replies('sergio', '// the van is late');
  await line.pass(12 * 60);
  line.world.gateway.setFault('*', { kind: 'none' });
  expect(await line.ticks()).toMatchObject({ replies: 1 });
  expect(line.sentTo()).not.toContain('On my way');
  await line.pass(60);
  expect(await line.ticks()).toMatchObject({ replies: 0 });
  const note = line.message('ten minutes late');
  await line.pressesButton('sergio', note, 'Send it now');
  await line.pass(5);
  expect(line.sentTo().filter((body) => body === 'On my way')).toHaveLength(1);
  await line.close();
});

test('an answer that was refused or sent is none of the tick’s business', async () => {
  const line = await stories.open();
  await line.texts('Hello?');
  await line.replies('sergio', 'Sent');
  await line.replies('guest', 'Refused');
  await line.pass(8 * 60);
  expect(await line.ticks()).toMatchObject({ replies: 0 });
  expect(line.sentTo().filter((body) => body === 'Sent')).toHaveLength(1);
  await line.close();
});
