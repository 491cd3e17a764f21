import type { Line } from '../support/stories';

describe('availability', () => {
  let line: Line;
  beforeEach(async () => {
    line = await stories.open();
  });
  afterEach(() => line.close());

  const decision = (call: { sid: string }) => {
    const record = line.stored(`call-${call.sid}`) as { events: { type: string }[] };
    return record.events.find((event) => event.type === 'call.decided');
  };

  test('somebody who is away is not rung, and the record says until when', async () => {
    line.away('sergio', 90);
    const call = await line.call();
    expect(line.ringCounts()).toEqual({ backup: 1 });
    expect(decision(call)).toMatchObject({
      skipped: [{ who: 'sergio', why: 'offline', until: '2026-11-20T13:30:00.000Z' }],
    });
  });

  test('somebody who does not want to be disturbed is not rung either', async () => {
    line.away('sergio', 90, 'dnd');
    await line.call();
    expect(line.ringCounts()).toEqual({ backup: 1 });
  });

  test('an expired setting does not count', async () => {
    line.away('sergio', 90);
    await line.pass(91 * 60);
    const call = await line.call();
    expect(line.ringCounts()).toEqual({ sergio: 1 });
    expect(decision(call)).toMatchObject({
      known: { sergio: 'expired', backup: 'missing' },
    });
  });

  test('everybody away: a message at once', async () => {
    line.away('sergio');
    line.away('backup');
    const call = await line.call();
    expect(line.ringCounts()).toEqual({});
    expect(line.answered('/voice-cascade')[0]).toContain('<Record');
    await line.callerHangsUp(call);
  });

  test.each([
    ['is down', { kind: 'down' }],
    ['answers 500', { kind: 'status', status: 500 }],
    ['refuses for too many requests', { kind: 'status', status: 429 }],
    ['is silent', { kind: 'silent' }],
    ['is slow', { kind: 'slow', ms: 5000 }],
  ] as const)('Sync %s: everybody counts as available, within 1.5 s', async (_name, fault) => {
    line.away('sergio');
    line.expectSyncTrouble();
    line.breakSync(fault);
    const before = line.clock.now();
    line.world.placeCall('+12025550123');
    await line.rings('sergio');
    expect(line.clock.now() - before).toBeLessThanOrEqual(1500);
    line.breakSync({ kind: 'none' });
  });

  test('what could not be read is recorded as that', async () => {
    line.breakSync({ kind: 'status', status: 500, op: 'read' });
    const call = await line.call();
    expect(decision(call)).toMatchObject({ known: { sergio: 'unreadable', backup: 'unreadable' } });
    line.breakSync({ kind: 'none' });
  });

  test('somebody who comes back while the first phone rings is rung in the next step', async () => {
    line.away('backup', 1);
    await line.pass(50);
    await line.call();
    await line.pass(21);
    expect(line.phone('backup').ringing).toBe(true);
  });
});

describe('a dispatcher on a call', () => {
  test('is skipped while another is free, and rung again when the call is over', async () => {
    const line = await stories.open();
    const first = await line.call();
    await line.accepts('sergio');
    const second = await line.call('+12025550124');
    expect(line.phone('backup').ringing).toBe(true);
    expect(line.ringCounts()).toEqual({ sergio: 1, backup: 1 });
    await line.callerHangsUp(second);
    await line.callerHangsUp(first);
    await line.pass(5);
    await line.call('+12025550125');
    expect(line.ringCounts()).toEqual({ sergio: 2, backup: 1 });
    await line.close();
  });

  test('is rung when nobody else is free', async () => {
    const line = await stories.open();
    line.away('backup');
    const first = await line.call();
    await line.accepts('sergio');
    const second = await line.call('+12025550124');
    expect(line.answered('/voice-cascade').at(-1)).toContain('+15550100001');
    await line.callerHangsUp(second);
    await line.callerHangsUp(first);
    await line.close();
  });
});
