import { GatewayBench, type Answer } from '../support/gateway-bench';

let bench: GatewayBench;

beforeEach(async () => {
  bench = await GatewayBench.open();
});

afterEach(() => bench.close());

describe('What a person or a test can break', () => {
  it('lets one function throw, with the code that Twilio gives to it', async () => {
    bench.gateway.setFault('/hello', { kind: 'throws' });
    const answer = await bench.ask('/hello');
    expect(answer.status).toBe(500);
    expect(answer.headers['x-twilio-error-code']).toBe('82002');
    expect(await bench.ask('/echo')).toMatchObject({ status: 200 });
  });

  it('lets a function hang until the platform gives up', async () => {
    bench.gateway.setFault('/hello', { kind: 'hangs' });
    const parked = bench.next('park');
    const asked = bench.ask('/hello');
    await parked;
    await bench.clock.advance(10_000);
    await expect(asked).resolves.toMatchObject({ status: 504 });
  });

  it('lets a function be down: the connection breaks', async () => {
    bench.gateway.setFault('/hello', { kind: 'down' });
    await expect(bench.ask('/hello')).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('lets a function be slow', async () => {
    bench.gateway.setFault('/hello', { kind: 'slow', ms: 3000 });
    const arrived = bench.next('begin');
    let answer: Answer | undefined;
    const asked = bench.ask('/hello').then((given) => (answer = given));
    await arrived;
    await bench.clock.advance(2999);
    expect(answer).toBeUndefined();
    await bench.clock.advance(1);
    await expect(asked).resolves.toMatchObject({ status: 200, body: 'Hello world' });
  });

  it('gives up on a function that is slower than the platform allows', async () => {
    bench.gateway.setFault('/hello', { kind: 'slow', ms: 20_000 });
    const arrived = bench.next('begin');
    const asked = bench.ask('/hello');
    await arrived;
    await bench.clock.advance(10_000);
    await expect(asked).resolves.toMatchObject({ status: 504 });
    expect(bench.clock.pending()).toBe(0);
  });

  it('breaks every function at once but no asset, and mends them', async () => {
    bench.gateway.setFault('*', { kind: 'throws' });
    expect(await bench.ask('/hello')).toMatchObject({ status: 500 });
    expect(await bench.ask('/echo')).toMatchObject({ status: 500 });
    expect(await bench.ask('/guarded.xml', bench.signedGet('/guarded.xml'))).toMatchObject({ status: 200 });
    bench.gateway.setFault('*', { kind: 'none' });
    expect(await bench.ask('/hello')).toMatchObject({ status: 200 });
  });

  it('prefers the fault of one function to that of all', async () => {
    bench.gateway.setFault('*', { kind: 'throws' });
    bench.gateway.setFault('/hello', { kind: 'down' });
    await expect(bench.ask('/hello')).rejects.toMatchObject({ code: 'ECONNRESET' });
    bench.gateway.setFault('/hello', { kind: 'none' });
    expect(await bench.ask('/hello')).toMatchObject({ status: 500 });
  });

  it('breaks neither the signature check nor OPTIONS', async () => {
    bench.gateway.setFault('/guarded', { kind: 'throws' });
    expect(await bench.ask('/guarded')).toMatchObject({ status: 403 });
    expect(await bench.ask('/guarded', { method: 'OPTIONS' })).toMatchObject({ status: 204 });
  });
});
