import { once } from 'node:events';
import { connect } from 'node:net';
import { ask, FORM, GatewayBench, type Answer } from '../support/gateway-bench';

let bench: GatewayBench;

beforeEach(async () => {
  bench = await GatewayBench.open();
});

afterEach(() => bench.close());

describe('What the platform limits', () => {
  const MB = 1024 * 1024;

  it('takes a request of nearly 1 MB and refuses a larger one', async () => {
    const post = (bytes: number): Promise<Answer> =>
      bench.ask('/hello', {
        method: 'POST',
        headers: { 'content-type': FORM },
        body: `x=${'y'.repeat(bytes - 2)}`,
      });
    expect(await post(MB - 1000)).toMatchObject({ status: 200 });
    expect(await post(MB + 1)).toMatchObject({ status: 413 });
  });

  it('counts the headers of a request', async () => {
    const headers = { 'content-type': FORM, 'x-padding': 'p'.repeat(1000) };
    const body = `x=${'y'.repeat(MB - 500)}`;
    expect(await bench.ask('/hello', { method: 'POST', headers, body })).toMatchObject({ status: 413 });
  });

  it('passes on an answer of nearly 4 MB and turns a larger one into a 502', async () => {
    expect(await bench.ask(`/large?bytes=${4 * MB - 1000}`)).toMatchObject({ status: 200 });
    expect(await bench.ask(`/large?bytes=${4 * MB + 1}`)).toMatchObject({ status: 502 });
  });

  it('answers 504 when a function has no answer after 10 seconds', async () => {
    const arrived = bench.next('begin');
    let answer: Answer | undefined;
    const asked = bench.ask('/hangs').then((given) => (answer = given));
    await arrived;
    await bench.clock.advance(9_999);
    expect(answer).toBeUndefined();
    await bench.clock.advance(1);
    await expect(asked).resolves.toMatchObject({ status: 504 });
  });

  it('answers 502 when the runtime cannot be reached', async () => {
    await bench.runtime.close();
    const answer = await bench.ask('/hello');
    expect(answer.status).toBe(502);
    expect(answer.headers['x-twilio-error-code']).toBe('82002');
  });
});

describe('What reaches a function and the client', () => {
  interface Echo {
    readonly settings: Record<string, string>;
    readonly event: { request: { headers: Record<string, unknown>; cookies: Record<string, string> } };
  }

  it('hides from a function the headers that the platform hides', async () => {
    const hidden = {
      'x-forwarded-for': '10.0.0.1',
      'i-twilio-idempotency-token': 'token',
      'i-t-id': 'id',
      'x-amz-date': 'date',
      'x-accel-buffering': 'no',
      'ot-trace': 'trace',
      referer: 'http://localhost/',
      via: 'proxy',
      'x-real-ip': '10.0.0.1',
      'keep-alive': 'timeout=5',
    };
    const { body } = await bench.ask('/echo', {
      headers: { ...hidden, 'x-kept': 'kept', 'user-agent': 'TwilioProxy/1.1' },
    });
    const { headers } = (JSON.parse(body) as Echo).event.request;
    expect(headers).toEqual({ 'x-kept': 'kept', 'user-agent': 'TwilioProxy/1.1', 'content-length': '0' });
  });

  it('shows a function the bench.gateway as its own domain', async () => {
    const { settings } = JSON.parse((await bench.ask('/echo')).body) as Echo;
    expect(settings['DOMAIN_NAME']).toBe(new URL(bench.gateway.origin).host);
  });

  it('passes cookies and the status as they are, both ways', async () => {
    const answer = await bench.ask('/cookies', { headers: { cookie: 'seen=yes; count=2' } });
    expect(answer).toMatchObject({ status: 201, body: '{"seen":"yes","count":"2"}' });
    expect(answer.headers['set-cookie']).toEqual(['first=1', 'second=2']);
  });
});

describe('How the bench.gateway fits into the local world', () => {
  it('answers 503 until the runtime is there', async () => {
    const early = await bench.startGateway();
    expect(await ask(early.origin, '/hello')).toMatchObject({ status: 503 });
    early.setRuntime(bench.runtime);
    expect(await ask(early.origin, '/hello')).toMatchObject({ status: 200 });
    await early.close();
  });

  it('tries the pages of the local world first', async () => {
    bench.gateway.setLocal((request, response) => {
      if (request.url !== '/') return Promise.resolve(false);
      response.end('the console');
      return Promise.resolve(true);
    });
    expect(await bench.ask('/')).toMatchObject({ status: 200, body: 'the console' });
    expect(await bench.ask('/hello')).toMatchObject({ status: 200, body: 'Hello world' });
  });

  it('answers 500 when such a page fails, and lives on', async () => {
    bench.gateway.setLocal(({ url }) =>
      url === '/' ? Promise.reject(new Error('No page')) : Promise.resolve(false),
    );
    expect(await bench.ask('/')).toMatchObject({ status: 500 });
    expect(await bench.ask('/hello')).toMatchObject({ status: 200 });
  });

  it('takes the next free port when it may, and throws otherwise', async () => {
    const next = await bench.startGateway({ port: bench.gateway.port, findFreePort: true });
    expect(next.port).toBeGreaterThan(bench.gateway.port);
    await expect(bench.startGateway({ port: bench.gateway.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    await next.close();
  });

  it('is over with a request when the client is gone', async () => {
    const arrived = bench.next('begin');
    const leaving = new AbortController();
    const asked = bench.ask('/hangs', { signal: leaving.signal });
    await arrived;
    expect(bench.clock.pending()).toBe(1);
    const ended = bench.next('end');
    leaving.abort();
    await expect(asked).rejects.toThrow();
    await ended;
    expect(bench.clock.pending()).toBe(0);
  });

  it('is over with a request when it is answered', async () => {
    const arrived = bench.next('begin');
    const asked = bench.ask('/hello');
    await arrived;
    const ended = bench.next('end');
    await expect(asked).resolves.toMatchObject({ status: 200 });
    await ended;
    expect(bench.clock.pending()).toBe(0);
  });

  it('cuts connections that are kept open when it is closed', async () => {
    const socket = connect(bench.gateway.port, '127.0.0.1');
    socket.write('GET /hello HTTP/1.1\r\nhost: localhost\r\n\r\n');
    await once(socket, 'data');
    const closed = once(socket, 'close');
    await bench.gateway.close();
    await closed;
  });
});
