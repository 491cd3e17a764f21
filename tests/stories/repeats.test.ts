import type { Line } from '../support/stories';

describe('Twilio repeats itself', () => {
  let line: Line;
  beforeEach(async () => {
    line = await stories.open();
  });
  afterEach(() => line.close());

  /** Sends the latest request to `path` once more and returns both answers. */
  async function repeat(path: string): Promise<{ first: string; second: string }> {
    const sent = line.world.events.findLast(
      (event) => event.type === 'webhook.sent' && new URL(event.url).pathname === path,
    );
    if (sent?.type !== 'webhook.sent') throw new Error(`nothing was sent to ${path}`);
    const { callSid, purpose, method, url, params } = sent;
    const [first = ''] = line.answered(path).slice(-1);
    const again = line.world.resend({ callSid, purpose, method, url, params });
    await line.activity.settle();
    const result = await again;
    return { first, second: result.kind === 'answered' ? result.body : '' };
  }

  test('an incoming call’s webhook gets the same answer, even if somebody went away in between', async () => {
    const call = await line.call();
    const record = line.record(call);
    line.away('sergio');
    const { first, second } = await repeat('/voice-cascade');
    expect(second).toBe(first);
    expect(line.record(call)).toEqual(record);
  });

  test('the end of a leg gets the same answer and adds nothing to the record', async () => {
    const call = await line.call();
    await line.declines('sergio');
    await line.rings('backup');
    const record = line.record(call);
    line.away('backup');
    const { first, second } = await repeat('/voice-cascade-next');
    expect(first).toContain('+15550100002');
    expect(second).toBe(first);
    expect(line.record(call)).toEqual(record);
  });

  test('an acceptance counts once', async () => {
    const call = await line.call();
    await line.accepts('sergio');
    const { first, second } = await repeat('/voice-screen-accept');
    expect(second).toBe(first);
    expect(line.record(call)?.events.filter((event) => event.type === 'leg.accepted')).toHaveLength(1);
    await line.hangsUp('sergio');
  });

  test('a recording’s callback raises one alert', async () => {
    const call = await line.call();
    await line.declines('sergio');
    await line.declines('backup');
    await line.pass(8);
    call.speak(10);
    await line.pass(60);
    await repeat('/voice-message');
    await repeat('/call-status');
    expect(line.alerts(call)).toEqual(['message']);
  });
});

test('callbacks that come late, twice and in any order lead to the same records', async () => {
  const ends: unknown[] = [];
  for (const random of [0.01, 0.3, 0.5, 0.7, 0.99]) {
    const line = await stories.open({
      random: () => random,
      behaviour: { callbacks: { delayMs: [50, 4000], repeat: 0.6, shuffle: true } },
    });
    const call = await line.call();
    await line.declines('sergio');
    await line.accepts('backup');
    await line.pass(10);
    await line.hangsUp('backup');
    await line.pass(60);
    const legs = line.legs(call);
    ends.push([
      line.outcome(call),
      legs?.end?.status,
      Object.values(legs?.legs ?? {}).map(({ who, status }) => [who, status]),
    ]);
    await line.close();
  }
  for (const end of ends) expect(end).toEqual(ends[0]);
});
