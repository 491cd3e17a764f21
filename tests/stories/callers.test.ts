import { step } from '../support/routing';
import type { Line } from '../support/stories';

describe('who calls', () => {
  let line: Line;
  afterEach(() => line.close());

  test('a dispatcher who calls the line is not rung on the own number', async () => {
    line = await stories.open();
    await line.call('+15550100001');
    expect(line.ringCounts()).toEqual({ backup: 1 });
  });

  test('the line never rings itself', async () => {
    const dispatchers = [
      { id: 'loop', name: 'Loop', phone: '+15550100000', screen: true },
      { id: 'backup', name: 'Backup', phone: '+15550100002', screen: true },
    ];
    const cascade = [
      { ring: ['loop'], timeout: 15, evenIfUnavailable: true },
      { ring: ['backup'], timeout: 20, evenIfUnavailable: false },
    ];
    line = await stories.open({ routing: { dispatchers, cascade } });
    await line.call();
    expect(line.dialled()).toEqual(['+15550100002']);
  });

  test("the dispatcher's phone shows the caller", async () => {
    line = await stories.open();
    await line.call();
    expect(line.phone('sergio').showed).toEqual(['+12025550123']);
  });

  test('it shows the line where the routing says so, and the caller is spoken all the same', async () => {
    line = await stories.open({
      routing: { line: { name: 'QDN dispatch', timeZone: 'America/Los_Angeles', callerId: 'line' } },
    });
    await line.call();
    expect(line.phone('sergio').showed).toEqual(['+15550100000']);
    await line.answers('sergio');
    await line.pass(1);
    expect(line.phone('sergio').heard.join()).toContain('2 0 2, 5 5 5, 0 1 2 3');
  });

  test('a dispatcher whose phone forwards to the line is not rung by that call, in no step', async () => {
    line = await stories.open({
      routing: { cascade: [step(['backup'], 15), step(['sergio', 'backup'], 15)] },
    });
    await line.call('+12065550142', { ForwardedFrom: '5550100001' });
    await line.pass(80);
    expect(line.ringCounts()).toEqual({ backup: 2 });
  });

  test.each(['+1999', '+12065550', '+11112345678', '+210123456789'])(
    'a number that no plan has (%s) is never passed on: phones show the line and ring',
    async (from) => {
      line = await stories.open();
      await line.call(from);
      expect(line.phone('sergio').showed).toEqual(['+15550100000']);
    },
  );

  test.each([
    'anonymous',
    'Restricted',
    '',
    '+266696687',
    '+1266696687',
    '+17378742833',
    '+12562533',
    '+442562533',
  ])(
    'a caller who withholds the number (%p) is shown as the line and announced as withheld',
    async (from) => {
      line = await stories.open();
      const call = await line.call(from);
      expect(line.phone('sergio').showed).toEqual(['+15550100000']);
      await line.accepts('sergio');
      expect(line.phone('sergio').heard.join()).toContain('from a withheld number');
      await line.hangsUp('sergio');
      expect(line.record(call)?.from).toBeNull();
    },
  );

  test.each(['anonymous', '', '+17378742833', '+12562533', '+1999'])(
    'with every function down the fallback rings for %p, too',
    async (from) => {
      line = await stories.open();
      line.expectDeadFunctions();
      line.expectFault(/^/);
      line.world.gateway.setFault('*', { kind: 'down' });
      await line.call(from);
      await line.pass(5);
      expect(line.phone('sergio').showed).toEqual(['+15550100000']);
    },
  );

  test('a blocked caller goes straight to the message, without an alert', async () => {
    line = await stories.open();
    line.world.sync.documents.create({ uniqueName: 'blocked-12025550123', data: { by: 'sergio' } });
    const call = await line.call();
    expect(line.ringCounts()).toEqual({});
    await line.pass(8);
    call.speak(10);
    await line.pass(60);
    expect(line.outcome(call).kind).toBe('message');
    expect(line.alerts(call)).toEqual([]);
  });

  test('no log line holds a whole phone number', async () => {
    line = await stories.open();
    const call = await line.call();
    await line.accepts('sergio');
    await line.callerHangsUp(call);
    await line.pass(10);
    const logs = line.world.events.filter((event) => event.type === 'function.log');
    expect(logs.length).toBeGreaterThan(3);
    expect(JSON.stringify(logs)).not.toMatch(/\+\d{7,}/);
  });
});
