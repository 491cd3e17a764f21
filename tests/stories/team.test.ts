import { PEOPLE } from '../support/routing';

const TWO_STEPS = 'Calls ring Sergio, then Backup.';

describe('a dispatcher’s text', () => {
  test('AWAY 2H sets the sender away, says what follows, and the channel is told', async () => {
    const line = await stories.open();
    await line.texts('AWAY 2H', PEOPLE.sergio);
    await line.pass(5);
    expect(line.inbox(PEOPLE.sergio).at(-1)).toMatch(/until 06:00/i);
    expect(line.inbox(PEOPLE.sergio).at(-1)).toContain('Backup');
    expect(line.timesInSlack('06:00')).toBe(1);
    const call = await line.call();
    await line.rings('backup');
    expect(line.ringCounts()).toEqual({ backup: 1 });
    await line.callerHangsUp(call);
    await line.pass(10);
    await line.texts('BACK', PEOPLE.sergio);
    await line.pass(5);
    expect(line.inbox(PEOPLE.sergio).at(-1)).toContain(TWO_STEPS);
    await line.close();
  });

  test('STATUS answers without changing anything', async () => {
    const line = await stories.open();
    await line.texts('status', PEOPLE.backup);
    await line.pass(5);
    expect(line.inbox(PEOPLE.backup).at(-1)).toContain(TWO_STEPS);
    expect(line.stored('availability-backup')).toBeUndefined();
    await line.close();
  });

  test('a repeated webhook neither sets it again nor answers twice', async () => {
    const line = await stories.open();
    await line.texts('DND 30', PEOPLE.sergio);
    await line.pass(60);
    await line.repeats('/sms-inbound');
    await line.pass(5);
    expect(line.inbox(PEOPLE.sergio)).toHaveLength(1);
    expect(line.stored('availability-sergio')).toMatchObject({ expiresAt: '2026-11-20T12:30:00.000Z' });
    await line.close();
  });

  test('other words are shown to the team, never taken for a customer’s, and answered by nobody', async () => {
    const line = await stories.open();
    await line.texts('Stuck in traffic', PEOPLE.sergio);
    await line.pass(5);
    expect(line.threads('(team) Sergio')[0]?.replies.map(({ text }) => text)).toEqual(['Stuck in traffic']);
    expect(line.sentTo(PEOPLE.sergio)).toEqual([]);
    await line.replies('backup', 'Take the bridge', { to: '(team) Sergio' });
    await line.pass(5);
    expect(line.sentTo(PEOPLE.sergio)).toEqual([]);
    await line.close();
  });

  test('STOP from a team phone alerts everybody else loudly', async () => {
    const line = await stories.open();
    await line.texts('STOP', PEOPLE.sergio);
    await line.pass(5);
    expect(line.timesInSlack('phone has sent STOP')).toBe(1);
    expect(line.inbox(PEOPLE.backup).at(-1)).toContain('Sergio');
    expect(
      line.world.slack.channel.messages.some(({ text, isBroadcast }) => isBroadcast && text.includes('STOP')),
    ).toBe(true);
    await line.close();
  });
});

describe('/dispatch', () => {
  test('away 2h says what rings until when, and the caller finds it so', async () => {
    const line = await stories.open();
    await line.commands('sergio', '/dispatch away 2h');
    expect(line.timesInSlack('06:00')).toBe(1);
    await line.call().then(async (call) => {
      await line.rings('backup');
      await line.callerHangsUp(call);
    });
    expect(line.ringCounts()).toEqual({ backup: 1 });
    await line.close();
  });

  test('warns when nobody is left', async () => {
    const line = await stories.open();
    await line.commands('sergio', '/dispatch away 2h');
    await line.commands('sergio', '/dispatch away until 16:30 backup');
    expect(line.timesInSlack('leave a message')).toBe(1);
    await line.close();
  });

  test('on ends it', async () => {
    const line = await stories.open();
    await line.commands('sergio', '/dispatch dnd 45m');
    await line.pass(60);
    await line.commands('sergio', '/dispatch on');
    await line.call().then(async (call) => {
      await line.rings('sergio');
      await line.callerHangsUp(call);
    });
    await line.close();
  });

  test.each(['who', 'status', 'help', '', 'help me', 'away until yesterday'])(
    '“%s” is answered to the asker alone',
    async (words) => {
      const line = await stories.open();
      const answer = await line.commands('sergio', `/dispatch ${words}`);
      expect(answer).toMatch(/\S/);
      expect(line.world.slack.channel.messages).toEqual([]);
      expect(line.stored('availability-sergio')).toBeUndefined();
      await line.close();
    },
  );

  test('guests and strangers change nothing; elsewhere only dispatchers are heard', async () => {
    const line = await stories.open();
    expect(await line.commands('guest', '/dispatch away 2h sergio')).toMatch(/\S/);
    expect(await line.commands('guest', '/dispatch text +12025550199 hi')).toMatch(/\S/);
    expect(await line.commands('guest', '/dispatch who', 'elsewhere')).toMatch(/\S/);
    expect(await line.commands('sergio', '/dispatch away 2h', 'elsewhere')).toContain('06:00');
    expect(line.stored('availability-sergio')).toMatchObject({ status: 'offline', setBy: 'sergio' });
    expect(line.timesInSlack('06:00')).toBe(1);
    expect(line.sentTo('+12025550199')).toEqual([]);
    await line.close();
  });

  test('text sends to a number and opens its thread; the delivery shows on the copy', async () => {
    const line = await stories.open();
    line.expectedNumbers.add('+12025550199');
    expect(await line.commands('sergio', '/dispatch text (202) 555-0199 The parts are in')).toContain(
      'Sent to',
    );
    await line.pass(5);
    expect(line.inbox('+12025550199')).toEqual(['The parts are in']);
    expect(line.thread('+12025550199')).toEqual(['Sergio texted: The parts are in']);
    expect(line.message('The parts are in', '+12025550199').reactions).toEqual({ white_check_mark: 1 });
    await line.replies('backup', 'Shall we come today?', { to: '+12025550199' });
    await line.pass(5);
    expect(line.inbox('+12025550199')).toContain('Shall we come today?');
    await line.close();
  });

  test('name gives a customer a name, and the thread its title', async () => {
    const line = await stories.open();
    await line.texts('Hello');
    expect(await line.commands('sergio', '/dispatch name 202-555-0123 Ana')).toContain('Ana');
    expect(line.threads()[0]?.text).toContain('Ana +12025550123');
    await line.close();
  });

  test('with Sync down it says that nothing was changed', async () => {
    const line = await stories.open();
    line.expectSyncTrouble();
    line.breakSync({ kind: 'down' });
    expect(await line.commands('sergio', '/dispatch away 2h')).toMatch(/Nothing was changed|may or may not/);
    await line.close();
  });
});
