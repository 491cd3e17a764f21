import { getExpectedBodyHash, getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { AUTH_TOKEN, FORM, GatewayBench, type Question } from '../support/gateway-bench';

let bench: GatewayBench;

beforeEach(async () => {
  bench = await GatewayBench.open();
});

afterEach(() => bench.close());

describe('Who may call what', () => {
  it('serves public functions and assets to anybody', async () => {
    await expect(bench.ask('/hello?name=Ana')).resolves.toMatchObject({ status: 200, body: 'Hello Ana' });
    await expect(bench.ask('/page.html')).resolves.toMatchObject({
      status: 200,
      body: expect.stringContaining('A page') as string,
    });
  });

  it('serves a protected function to a form that Twilio signed', async () => {
    const question = bench.signedForm('/guarded?step=2', {
      Body: 'Gate & code #4 – ok',
      From: '+15550101001',
    });
    await expect(bench.ask('/guarded?step=2', question)).resolves.toMatchObject({
      status: 200,
      body: 'Twilio says Gate & code #4 – ok',
    });
  });

  it('serves a protected function to a GET that Twilio signed', async () => {
    await expect(bench.ask('/guarded?Body=hi', bench.signedGet('/guarded?Body=hi'))).resolves.toMatchObject({
      status: 200,
      body: 'Twilio says hi',
    });
  });

  it('counts a repeated field of a form as Twilio does', async () => {
    const signature = getExpectedTwilioSignature(AUTH_TOKEN, `${bench.gateway.origin}/guarded`, {
      MediaUrl: ['b', 'a'],
    });
    const headers = { 'content-type': FORM, 'x-twilio-signature': signature };
    const answer = await bench.ask('/guarded', { method: 'POST', headers, body: 'MediaUrl=b&MediaUrl=a' });
    expect(answer.status).toBe(200);
  });

  it('serves a protected function to JSON whose hash Twilio signed', async () => {
    const body = JSON.stringify({ Body: 'in JSON' });
    const path = `/guarded?bodySHA256=${getExpectedBodyHash(body)}`;
    await expect(bench.ask(path, bench.signedJson(path, body))).resolves.toMatchObject({
      status: 200,
      body: 'Twilio says in JSON',
    });
  });

  it('refuses JSON that was changed after signing, or whose hash is not signed', async () => {
    const path = `/guarded?bodySHA256=${getExpectedBodyHash('{"Body":"mine"}')}`;
    expect(await bench.ask(path, bench.signedJson(path, '{"Body":"theirs"}'))).toMatchObject({ status: 403 });
    expect(await bench.ask('/guarded', bench.signedJson('/guarded', '{"Body":"mine"}'))).toMatchObject({
      status: 403,
    });
  });

  it.each<[string, () => Question]>([
    ['has no signature', () => ({ method: 'POST' })],
    [
      'is signed with another token',
      () => bench.signedForm('/guarded', { Body: 'hi' }, { token: 'another' }),
    ],
    [
      'was changed after signing',
      () => ({ ...bench.signedForm('/guarded', { Body: 'hi' }), body: 'Body=ho' }),
    ],
    ['is signed for another path', () => bench.signedForm('/hello', { Body: 'hi' })],
    ['is signed for another host', () => bench.signedForm('/guarded', {}, { origin: 'http://example.com' })],
    [
      'has a body that a signature for a form does not cover',
      () => {
        const question = bench.signedForm('/guarded', {});
        return { ...question, headers: { ...question.headers, 'content-type': 'text/plain' }, body: 'hi' };
      },
    ],
  ])('refuses a request to a protected function that %s', async (_, question) => {
    expect(await bench.ask('/guarded', question())).toMatchObject({ status: 403 });
  });

  it('checks the signature against the address that the client used', async () => {
    const host = `localhost:${bench.gateway.port}`;
    const question = bench.signedForm('/guarded', { Body: 'hi' }, { origin: `http://${host}` });
    expect(
      await bench.ask('/guarded', { ...question, headers: { ...question.headers, host } }),
    ).toMatchObject({
      status: 200,
    });
    expect(await bench.ask('/guarded', question)).toMatchObject({ status: 403 });
  });

  it('serves a protected asset to Twilio only', async () => {
    expect(await bench.ask('/guarded.xml')).toMatchObject({ status: 403 });
    expect(await bench.ask('/guarded.xml', bench.signedGet('/guarded.xml'))).toMatchObject({
      status: 200,
      body: expect.stringContaining('Ring the fallback') as string,
    });
  });

  it.each(['/secret', '/secret.txt', '/unknown', '/', '/hello/', '/HELLO', '//hello', '/favicon.ico'])(
    'has nothing at %s, not even for Twilio',
    async (path) => {
      expect(await bench.ask(path, bench.signedGet(path))).toMatchObject({ status: 404 });
    },
  );

  it.each(['PUT', 'PATCH', 'DELETE', 'HEAD'])('refuses the method %s', async (method) => {
    expect(await bench.ask('/hello', { method })).toMatchObject({ status: 405 });
  });

  it('lets the platform answer OPTIONS for a protected function without a signature', async () => {
    const answer = await bench.ask('/guarded', { method: 'OPTIONS' });
    expect(answer.status).toBe(204);
    expect(answer.headers['access-control-allow-methods']).toBe('GET, POST, OPTIONS');
  });

  it('refuses a GET request that has a body', async () => {
    const headers = { 'content-type': FORM };
    expect(await bench.ask('/hello', { method: 'GET', headers, body: 'name=Ana' })).toMatchObject({
      status: 403,
    });
  });

  it.each(['localhost', 'LOCALHOST:3000', '127.0.0.1:80', '[::1]:3000'])(
    'answers to the host %s',
    async (host) => {
      expect(await bench.ask('/hello', { headers: { host } })).toMatchObject({ status: 200 });
    },
  );

  it.each([
    'example.com',
    'localhost.example.com',
    '127.0.0.1.example.com:3000',
    'notlocalhost:3000',
    '10.0.0.1',
  ])('does not answer to the host “%s”, whoever it resolves to', async (host) => {
    const local = jest.fn(() => Promise.resolve(false));
    bench.gateway.setLocal(local);
    expect(await bench.ask('/hello', { headers: { host } })).toMatchObject({ status: 421 });
    expect(local).not.toHaveBeenCalled();
  });
});
