import { availabilityPurpose, deriveToken } from '../../src/http/bearer';
import type { Line } from '../support/stories';

describe('the phone app and the desk phone', () => {
  let line: Line;
  beforeEach(async () => {
    line = await stories.open();
  });
  afterEach(() => line.close());

  const SERVICE = 'local-api-token';
  const own = (id: string) => deriveToken('local-link-secret', availabilityPurpose(id));

  async function ask(
    token: string | null,
    body?: Record<string, string>,
  ): Promise<{ status: number; body: unknown }> {
    const reply = await fetch(`${line.world.gateway.origin}/availability`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
    });
    return { status: reply.status, body: await reply.json() };
  }

  test('Sergio sets himself away with his own token, and the next call rings the backup', async () => {
    const reply = await ask(own('sergio'), {
      dispatcher: 'sergio',
      status: 'offline',
      until: '2026-11-20T14:00:00Z',
    });
    expect(reply).toEqual({
      status: 200,
      body: {
        id: 'sergio',
        status: 'offline',
        source: 'manual',
        setBy: 'sergio',
        setAt: '2026-11-20T12:00:00.000Z',
        expiresAt: '2026-11-20T14:00:00.000Z',
      },
    });
    await line.call();
    expect(line.ringCounts()).toEqual({ backup: 1 });
  });

  test('he is back, and rings again', async () => {
    await ask(own('sergio'), { dispatcher: 'sergio', status: 'offline' });
    await ask(own('sergio'), { dispatcher: 'sergio', status: 'online' });
    await line.call();
    expect(line.ringCounts()).toEqual({ sergio: 1 });
  });

  test('a setting outlives the one that it replaced', async () => {
    await ask(SERVICE, { dispatcher: 'sergio', status: 'dnd', until: '2026-11-20T12:10:00Z' });
    await ask(SERVICE, { dispatcher: 'sergio', status: 'dnd', until: '2026-11-25T12:00:00Z' });
    await line.pass(4 * 24 * 3600);
    await line.call();
    expect(line.ringCounts()).toEqual({ backup: 1 });
  });

  test('everybody is listed, to whoever has a token', async () => {
    await ask(SERVICE, { dispatcher: 'backup', status: 'dnd', until: '2026-11-20T14:00:00Z' });
    const { status, body } = await ask(own('sergio'));
    expect(status).toBe(200);
    expect((body as { dispatchers: unknown[] }).dispatchers.slice(0, 2)).toEqual([
      { id: 'sergio', name: 'Sergio', status: 'online', source: null, expiresAt: null, reachable: true },
      {
        id: 'backup',
        name: 'Backup',
        status: 'dnd',
        source: 'manual',
        expiresAt: '2026-11-20T14:00:00.000Z',
        reachable: false,
      },
    ]);
  });

  test.each([
    ['no token', null, { dispatcher: 'sergio', status: 'dnd' }, 401, 'unauthorized'],
    ['a wrong token', 'wrong', { dispatcher: 'sergio', status: 'dnd' }, 401, 'unauthorized'],
    ['somebody else’s token', own('backup'), { dispatcher: 'sergio', status: 'dnd' }, 403, 'not_yours'],
    ['a wrong status', SERVICE, { dispatcher: 'sergio', status: 'asleep' }, 400, 'bad_status'],
    ['nobody’s id', SERVICE, { dispatcher: 'nobody', status: 'dnd' }, 400, 'unknown_dispatcher'],
  ])('%s is refused, and nothing is stored', async (_name, token, body, status, code) => {
    const before = line.world.sync.documents.list();
    expect(await ask(token, body)).toMatchObject({ status, body: { error: { code } } });
    expect(line.world.sync.documents.list()).toEqual(before);
  });

  test('Sync is down: nothing is changed, and the answer says so', async () => {
    line.expectSyncTrouble();
    line.breakSync({ kind: 'down' });
    expect(await ask(SERVICE, { dispatcher: 'sergio', status: 'dnd' })).toMatchObject({
      status: 503,
      body: {
        error: { code: 'sync_unavailable', message: expect.stringMatching(/^Nothing was changed/) as string },
      },
    });
    line.breakSync({ kind: 'none' });
  });

  test.each(['silent', 'down'] as const)(
    'the reply to a write is lost (%s): the answer says that it may have been stored',
    async (kind) => {
      line.expectSyncTrouble();
      line.breakSync({ kind, afterWrite: true });
      const { status, body } = await line.api('/availability', { dispatcher: 'sergio', status: 'dnd' });
      expect(status).toBe(503);
      expect(body.error).toMatchObject({
        code: 'sync_unavailable',
        message: expect.stringContaining('may have been stored') as string,
      });
      expect(line.stored('availability-sergio')).toMatchObject({ status: 'dnd' });
      line.breakSync({ kind: 'none' });
    },
  );
});
