import { Dashboard } from '../../../simulator/console/dashboard';
import { ManualClock } from '../../../simulator/manual-clock';
import { Activity } from '../../../simulator/activity';
import { replyOf } from '../../support/reply';

const CREATE = {
  type: 'job.create' as const,
  title: ' Gate stuck ',
  address: '',
  customer: '',
  phone: '',
  crewIds: ['crew-7'],
};

const MADE = {
  job: { id: 'gate-1' },
  notifications: [{ kind: 'assigned', to: 'crew-7', state: 'sent' }],
};

/** A relay that gives these answers, one after the other. */
function opened(...answers: readonly (readonly [status: number, body: unknown] | 'none')[]) {
  const clock = new ManualClock(Date.parse('2026-11-20T12:00:00Z'), new Activity());
  const asked: { url: string; token: string; body: Record<string, unknown> }[] = [];
  const left = [...answers];
  const answer = (url: string, init: RequestInit): Promise<Response> => {
    const { authorization = '' } = init.headers as Record<string, string>;
    asked.push({
      url,
      token: authorization,
      body: JSON.parse(init.body as string) as Record<string, unknown>,
    });
    const next = left.shift();
    if (next === undefined || next === 'none') return Promise.reject(new TypeError('fetch failed'));
    const [status, body] = next;
    return Promise.resolve(replyOf(typeof body === 'string' ? body : JSON.stringify(body), status));
  };
  const world = {
    clock,
    gateway: { origin: 'http://gateway' },
    config: { crew: [{ id: 'crew-7', name: 'Crew 7', phone: '+15550100107' }] },
  };
  return { clock, asked, dashboard: new Dashboard(world, answer as typeof fetch) };
}

test('asks over HTTP with the token, and leaves out what nobody filled in', async () => {
  const { dashboard, asked } = opened([201, MADE]);
  await expect(dashboard.create(CREATE)).resolves.toBe('gate-1');
  expect(asked).toEqual([
    {
      url: 'http://gateway/jobs',
      token: 'Bearer local-api-token',
      body: {
        title: 'Gate stuck',
        crewIds: ['crew-7'],
        requestId: expect.stringMatching(/^console-/) as string,
      },
    },
  ]);
});

test('shows for a while whom the relay has told', async () => {
  const { dashboard, clock } = opened([201, MADE]);
  const changes: number[] = [];
  dashboard.onChange(() => changes.push(Object.keys(dashboard.told).length));
  await dashboard.create(CREATE);
  expect(dashboard.told['gate-1']?.lines).toEqual(['Text to Crew 7: sent']);
  await clock.advance(30_000);
  expect(dashboard.told).toEqual({});
  expect(changes).toEqual([1, 0]);
});

test('throws the relay’s own words', async () => {
  const refusal = {
    error: { code: 'conflict', message: 'The job is completed now.' },
    job: { id: 'gate-1' },
  };
  const { dashboard } = opened([409, refusal], [502, 'Bad gateway'], 'none');
  await expect(dashboard.create(CREATE)).rejects.toThrow(/^The job is completed now\.$/);
  await expect(dashboard.create(CREATE)).rejects.toThrow('The relay answered 502. Pressing again');
  await expect(dashboard.create(CREATE)).rejects.toThrow('Nobody answered. Pressing again');
});

test('asks again with the same request id for as long as nobody knows what became of it', async () => {
  const { dashboard, asked } = opened('none', [503, {}], [200, MADE], [201, MADE]);
  await dashboard.create(CREATE).catch(() => undefined);
  await dashboard.create(CREATE).catch(() => undefined);
  await dashboard.create(CREATE);
  await dashboard.create(CREATE);
  const ids = asked.map(({ body }) => body['requestId']);
  expect(new Set(ids.slice(0, 3)).size).toBe(1);
  expect(ids[3]).not.toBe(ids[0]);
});
