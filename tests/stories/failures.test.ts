import type { Line } from '../support/stories';

const BROKEN = /11200|11205|12100|runtime|HTTP|timed|connect|hung/i;

describe('when parts fail, a phone rings', () => {
  let line: Line;
  afterEach(() => line.close());

  test.each(['throws', 'hangs', 'down'] as const)(
    'every function %s: the fallback document rings everybody',
    async (kind) => {
      line = await stories.open();
      line.expectFault(BROKEN);
      line.world.faults.breakFunction('*', kind);
      const call = await line.call();
      await line.rings('sergio');
      await line.pass(60);
      expect(line.dialled().slice(0, 2)).toEqual(['+15550100001', '+15550100002']);
      await line.callerHangsUp(call).catch(() => undefined);
      line.world.faults.breakFunction('*', 'none');
    },
  );

  test('the function for the next step breaks: the fallback document rings on', async () => {
    line = await stories.open();
    line.expectFault(BROKEN);
    line.world.faults.breakFunction('/voice-cascade-next', 'throws');
    const call = await line.call();
    await line.declines('sergio');
    await line.rings('backup', 90);
    await line.callerHangsUp(call);
  });

  test('the screening breaks: that leg ends, and the backup rings', async () => {
    line = await stories.open();
    line.expectFault(BROKEN);
    line.world.faults.breakFunction('/voice-screen', 'throws');
    const call = await line.call();
    await line.answers('sergio');
    await line.rings('backup');
    await line.callerHangsUp(call);
  });

  test.each([
    ['TWILIO_API_KEY', ''],
    ['SYNC_SERVICE_SID', ''],
    ['TWILIO_FROM_NUMBER', 'not a number'],
    ['TWILIO_API_BASE_URL', 'no address at all'],
    ['TWILIO_API_SECRET', 'wrong'],
  ])('the setting %s is %p: both steps ring, and the call can be taken', async (name, value) => {
    line = await stories.open({ settings: { [name]: value } });
    line.expectSyncTrouble();
    await line.call();
    await line.declines('sergio');
    await line.accepts('backup');
    await line.pass(3);
    await line.hangsUp('backup');
    expect(line.answered('/voice-cascade-next').at(-1)).toContain('<Hangup/>');
    expect(line.ringCounts()).toEqual({ sergio: 1, backup: 1 });
  });

  test('Sync dies in the middle of a talk: after it nobody is rung', async () => {
    line = await stories.open();
    line.expectSyncTrouble();
    await line.call();
    await line.accepts('sergio');
    line.breakSync({ kind: 'silent' });
    await line.pass(10);
    await line.hangsUp('sergio');
    await line.pass(2);
    line.breakSync({ kind: 'none' });
    await line.pass(60);
    expect(line.ringCounts()).toEqual({ sergio: 1 });
  });

  test('Sync loses the reply to a write that happened: the caller notices nothing', async () => {
    line = await stories.open();
    line.breakSync({ kind: 'down', afterWrite: true });
    const call = await line.call();
    await line.rings('sergio');
    line.breakSync({ kind: 'none' });
    await line.accepts('sergio');
    await line.hangsUp('sergio');
    expect(line.outcome(call)).toEqual({ kind: 'answered', by: 'sergio' });
  });
});

describe('strangers', () => {
  test('an unsigned request gets 403 and changes nothing', async () => {
    const line = await stories.open();
    const reply = await fetch(`${line.world.gateway.origin}/voice-cascade`, {
      method: 'POST',
      body: new URLSearchParams({ From: '+12025550123' }),
    });
    expect(reply.status).toBe(403);
    expect(line.world.sync.documents.list().map(({ uniqueName }) => uniqueName)).toEqual(['tick']);
    await line.close();
  });

  test('parameters of the wrong type neither break a route nor reach the TwiML', async () => {
    const line = await stories.open();
    const answer = line.world.resend({
      callSid: 'CA' + '0'.repeat(32),
      purpose: 'voice',
      method: 'POST',
      url: `${line.world.gateway.origin}/voice-cascade-next?step=0%3CSay%3E&who=%22%3E%3CDial%3E`,
      params: {
        CallSid: 'nonsense',
        From: '<Dial>+15550199999</Dial>',
        DialCallStatus: '"><Say>',
        request: 'x',
      },
    });
    await line.activity.settle();
    const result = await answer;
    expect(result).toMatchObject({ kind: 'answered', status: 200 });
    const body = result.kind === 'answered' ? result.body : '';
    expect(body).toContain('<Record');
    expect(body).not.toContain('15550199999');
    await line.close();
  });
});
