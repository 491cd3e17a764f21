import { readOverrides } from '../../simulator/twilio/webhooks/connection-overrides';
import type { WebhookResult } from '../../simulator/twilio/webhooks/result';
import type { WebhookRequest } from '../../simulator/twilio/webhooks/sender';
import { CallBench, CUT, NEVER } from '../support/call-bench';

let bench: CallBench;

beforeEach(async () => {
  bench = await CallBench.open();
});

afterEach(() => bench.close());

function send(path: string, more: Partial<WebhookRequest> = {}): Promise<WebhookResult> {
  const url = path.startsWith('http') ? path : `${bench.origin}${path}`;
  const params = { Body: 'Grüße & 1+1' };
  return bench.sender.send({ callSid: 'CA0', purpose: 'status', method: 'POST', url, params, ...more });
}

describe('What a webhook looks like', () => {
  it('is a form-encoded POST with the headers that Twilio sends, signed without the fragment', async () => {
    bench.on('/hook', { status: 204 });
    await send('/hook?step=0#rc=2');
    const [request] = bench.received;
    expect(request).toMatchObject({
      method: 'POST',
      params: { step: '0', Body: 'Grüße & 1+1' },
      isSigned: true,
    });
    expect(request?.headers).toMatchObject({
      'user-agent': 'TwilioProxy/1.1',
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
    });
    expect(request?.headers['i-twilio-idempotency-token']).toMatch(/^[0-9-]{36}$/);
  });

  it('carries its fields in the query when it is a GET', async () => {
    bench.on('/hook', { status: 204 });
    await send('/hook?step=0', { method: 'GET' });
    expect(bench.received).toMatchObject([{ method: 'GET', params: { step: '0', Body: 'Grüße & 1+1' } }]);
    expect(bench.received[0]?.headers['content-type']).toBeUndefined();
  });

  it('brings back status, content type and body', async () => {
    bench.on('/hook', '<Hangup/>');
    const body = '<Response><Hangup/></Response>';
    expect(await send('/hook')).toEqual({ kind: 'answered', status: 200, contentType: 'text/xml', body });
    expect(bench.of('webhook.answered')).toMatchObject([{ status: 200, body }]);
  });

  it('can be delivered twice, as the very same request', async () => {
    bench.on('/hook', { status: 204 });
    await send('/hook', { repeat: true });
    const tokens = bench.received.map(({ headers }) => headers['i-twilio-idempotency-token']);
    expect(tokens).toHaveLength(2);
    expect(new Set(tokens).size).toBe(1);
    expect(bench.at('/hook')[0]).toEqual(bench.at('/hook')[1]);
  });
});

describe('When a webhook is tried again', () => {
  it('is not tried again after a server error unless its URL says so', async () => {
    bench.on('/hook', { status: 503 });
    expect(await send('/hook')).toMatchObject({ status: 503 });
    expect(bench.received).toHaveLength(1);
  });

  it('is tried as often as its URL says, until an answer is good', async () => {
    bench.on('/hook', () => ({ status: bench.received.length < 3 ? 500 : 200 }));
    expect(await send('/hook#rc=2&rp=5xx,ct,rt')).toMatchObject({ status: 200 });
    expect(bench.of('webhook.sent').map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });

  it('leaves a client error alone when only server errors are retried', async () => {
    bench.on('/hook', { status: 403 });
    await send('/hook#rc=2&rp=5xx');
    expect(bench.received).toHaveLength(1);
  });

  it('is tried once more by default when nobody takes the connection', async () => {
    const nobody = 'http://127.0.0.1:9/hook';
    expect(await send(nobody)).toEqual({ kind: 'failed', reason: 'connect-failed' });
    expect(bench.of('webhook.answered').map(({ status }) => status)).toEqual([
      'connect-failed',
      'connect-failed',
    ]);
  });

  it('tells a connection that breaks from one that cannot be made', async () => {
    bench.on('/hook', CUT);
    expect(await send('/hook')).toEqual({ kind: 'failed', reason: 'hung-up' });
  });

  it('reports a retry policy that Twilio does not know', async () => {
    bench.on('/hook', { status: 200 });
    await send('/hook#rp=6xx');
    expect(bench.faults()).toEqual([11243]);
  });
});

describe('How long a webhook waits', () => {
  it('waits 15 seconds for an answer, on the clock', async () => {
    bench.on('/hook', NEVER);
    let result: WebhookResult | undefined;
    void send('/hook').then((given) => (result = given));
    await bench.pass(14.9);
    expect(result).toBeUndefined();
    await bench.pass(0.1);
    expect(result).toEqual({ kind: 'failed', reason: 'timed-out' });
  });

  it('spends at most 15 seconds on all tries together', async () => {
    bench.on('/hook', NEVER);
    let result: WebhookResult | undefined;
    void send('/hook#rc=5&rp=rt&rt=4000').then((given) => (result = given));
    await bench.pass(15);
    expect(result).toEqual({ kind: 'failed', reason: 'timed-out' });
    expect(bench.received).toHaveLength(4);
  });
});

describe('Where a webhook does not go', () => {
  it('refuses a redirect, which would lose the fields', async () => {
    bench.on('/hook', { status: 302 });
    expect(await send('/hook')).toMatchObject({ status: 302 });
    expect(bench.faults()).toEqual([11200]);
    expect(bench.at('/elsewhere')).toEqual([]);
  });

  it('never leaves this machine', async () => {
    expect(await send('http://example.com/hook')).toEqual({ kind: 'failed', reason: 'connect-failed' });
    expect(bench.faults()).toEqual([11100]);
    expect(bench.of('webhook.sent')).toEqual([]);
  });
});

describe('Connection overrides', () => {
  it('has the defaults that Twilio documents', () => {
    expect(readOverrides('http://127.0.0.1/x').overrides).toEqual({
      connectMs: 5000,
      readMs: 15_000,
      totalMs: 15_000,
      retries: 1,
      policies: ['ct'],
    });
  });

  it.each(['rc=6', 'ct=99', 'rt=15001', 'tt=soon'])('names %s as out of range and ignores it', (field) => {
    const { overrides, problems } = readOverrides(`http://127.0.0.1/x#${field}`);
    expect(problems).toHaveLength(1);
    expect(overrides).toEqual(readOverrides('http://127.0.0.1/x').overrides);
  });
});
