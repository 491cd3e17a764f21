import type { Line } from '../support/stories';

describe('several people in one step', () => {
  let line: Line;
  beforeEach(async () => {
    line = await stories.open({
      routing: {
        cascade: [
          { ring: ['ana', 'ben'], timeout: 15, evenIfUnavailable: false },
          { ring: ['backup'], timeout: 20, evenIfUnavailable: false },
        ],
      },
    });
  });
  afterEach(() => line.close());

  test('ring together, and the first to accept gets the call', async () => {
    const call = await line.call();
    expect([line.phone('ana').ringing, line.phone('ben').ringing]).toEqual([true, true]);
    await line.accepts('ben');
    expect(line.phone('ana').ringing).toBe(false);
    await line.hangsUp('ben');
    expect(line.ringCounts()).toEqual({ ana: 1, ben: 1 });
    expect(line.outcome(call)).toEqual({ kind: 'answered', by: 'ben' });
  });

  test('a mailbox that picks up is left out, and the other is rung again, once', async () => {
    const call = await line.call();
    await line.mailbox('ana');
    await line.pass(20);
    expect(line.phone('ben').ringing).toBe(true);
    expect(line.ringCounts()).toEqual({ ana: 1, ben: 2 });
    await line.mailbox('ben');
    await line.rings('backup');
    expect(line.ringCounts()).toEqual({ ana: 1, ben: 2, backup: 1 });
    await line.callerHangsUp(call);
  });

  test('nobody picks up: the next step rings', async () => {
    await line.call();
    await line.pass(21);
    expect(line.ringCounts()).toEqual({ ana: 1, ben: 1, backup: 1 });
  });

  test('with Sync down the step is not rung again, and the next one is', async () => {
    line.expectSyncTrouble();
    line.breakSync({ kind: 'down' });
    await line.call();
    await line.mailbox('ana');
    await line.rings('backup');
    expect(line.ringCounts()).toEqual({ ana: 1, ben: 1, backup: 1 });
    line.breakSync({ kind: 'none' });
  });
});

test('somebody who is not screened is put through at once', async () => {
  const dispatchers = [{ id: 'sergio', name: 'Sergio', phone: '+15550100001', screen: false }];
  const line = await stories.open({
    routing: { dispatchers, cascade: [{ ring: ['sergio'], timeout: 15, evenIfUnavailable: false }] },
  });
  const call = await line.call();
  await line.answers('sergio');
  expect(call.bridgedTo).not.toBeNull();
  await line.pass(8);
  await line.hangsUp('sergio');
  expect(line.ringCounts()).toEqual({ sergio: 1 });
  expect(line.outcome(call).kind).toBe('answered');
  await line.close();
});
