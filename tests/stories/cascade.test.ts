import type { Line } from '../support/stories';

describe('a call to the line', () => {
  let line: Line;
  beforeEach(async () => {
    line = await stories.open();
  });
  afterEach(() => line.close());

  test('rings Sergio for his 15 seconds, then the backup, who presses 1 and talks; then nobody else', async () => {
    const call = await line.call();
    expect(line.answered('/voice-cascade')[0]).toContain('<Dial answerOnBridge="true" timeout="15"');
    expect(line.phone('sergio').ringing).toBe(true);

    await line.pass(19);
    expect(line.phone('sergio').ringing).toBe(true);
    await line.pass(2);
    expect(line.phone('sergio').ringing).toBe(false);
    expect(line.phone('backup').ringing).toBe(true);

    await line.accepts('backup');
    expect(call.bridgedTo).not.toBeNull();
    await line.pass(30);
    await line.hangsUp('backup');

    expect(line.answered('/voice-cascade-next').at(-1)).toContain('<Response><Hangup/></Response>');
    expect(call.ended).toBe(true);
    expect(line.ringCounts()).toEqual({ sergio: 1, backup: 1 });
    expect(line.outcome(call)).toEqual({ kind: 'answered', by: 'backup' });
  });

  test('is answered by Sergio, and the caller hangs up first', async () => {
    const call = await line.call();
    await line.accepts('sergio');
    await line.pass(10);
    await line.callerHangsUp(call);
    await line.pass(30);
    expect(line.ringCounts()).toEqual({ sergio: 1 });
    expect(line.outcome(call)).toEqual({ kind: 'answered', by: 'sergio' });
    expect(line.alerts(call)).toEqual([]);
  });

  test('tells the dispatcher who is calling before 1 is pressed', async () => {
    await line.call();
    await line.answers('sergio');
    await line.pass(1);
    expect(line.phone('sergio').heard.join()).toContain('from 2 0 2, 5 5 5, 0 1 2 3. Press 1 to accept.');
  });

  test('says the prompt twice, because phones that screen unknown callers swallow the first words', async () => {
    await line.call();
    await line.answers('sergio');
    await line.pass(13);
    const prompt = 'Dispatch call for QDN dispatch from 2 0 2, 5 5 5, 0 1 2 3. Press 1 to accept.';
    expect(line.phone('sergio').heard.filter((words) => words === prompt)).toHaveLength(2);
    await line.presses('sergio', '1');
    await line.hangsUp('sergio');
  });

  test('asks once more after a wrong key, and 1 then puts the caller through', async () => {
    const call = await line.call();
    await line.answers('sergio');
    await line.presses('sergio', '7');
    expect(call.bridgedTo).toBeNull();
    await line.pass(1);
    expect(line.phone('sergio').heard.at(-1)).toBe('Press 1 to accept the call.');
    await line.presses('sergio', '1');
    expect(call.bridgedTo).not.toBeNull();
    await line.hangsUp('sergio');
    expect(line.outcome(call)).toEqual({ kind: 'answered', by: 'sergio' });
  });

  test('goes on to the backup after a second wrong key', async () => {
    await line.call();
    await line.answers('sergio');
    await line.presses('sergio', '7');
    await line.presses('sergio', '7');
    await line.accepts('backup');
    expect(line.ringCounts()).toEqual({ sergio: 1, backup: 1 });
    await line.hangsUp('backup');
  });

  test('goes on to the backup when Sergio declines', async () => {
    const call = await line.call();
    await line.declines('sergio');
    await line.accepts('backup');
    expect(line.ringCounts()).toEqual({ sergio: 1, backup: 1 });
    await line.hangsUp('backup');
    expect(line.outcome(call)).toMatchObject({ kind: 'answered' });
  });

  test('goes on to the backup when Sergio is busy or unreachable', async () => {
    line.phone('sergio').busy();
    await line.call();
    await line.accepts('backup');
    expect(line.ringCounts()['backup']).toBe(1);
    await line.hangsUp('backup');
  });

  test('goes on to the backup when Sergio presses another key', async () => {
    await line.call();
    await line.answers('sergio');
    await line.presses('sergio', '2');
    await line.accepts('backup');
    expect(line.ringCounts()).toEqual({ sergio: 1, backup: 1 });
    await line.hangsUp('backup');
  });

  test('goes on to the backup when a mailbox picks up in place of Sergio', async () => {
    const call = await line.call();
    await line.mailbox('sergio');
    await line.accepts('backup');
    await line.pass(5);
    await line.hangsUp('backup');
    expect(line.outcome(call)).toEqual({ kind: 'answered', by: 'backup' });
  });

  test('leaves two documents in Sync that tell the same story in order', async () => {
    const call = await line.call();
    await line.declines('sergio');
    await line.accepts('backup');
    await line.hangsUp('backup');
    await line.pass(10);
    expect(line.record(call)?.events.map((event) => event.type)).toEqual([
      'call.decided',
      'leg.over',
      'call.decided',
      'leg.screened',
      'leg.accepted',
      'leg.over',
      'call.decided',
    ]);
    const legs = Object.values(line.legs(call)?.legs ?? {});
    expect(legs.map(({ who, status }) => [who, status])).toEqual([
      ['sergio', expect.stringMatching(/busy|no-answer/)],
      ['backup', 'completed'],
    ]);
  });
});
