import { createServer, request as send, type Agent } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createAgents, IDLE_LIMIT_MS } from '../../../src/clients/agents';
import { exchange } from '../../../src/clients/http';
import { keptFetch } from '../../../src/clients/kept-fetch';

/** What the server does with a request on a connection that has carried one before. */
let onReuse: 'answer' | 'reset';
let requests: string[];
let connections: Set<Socket>;

const server = createServer((request, response) => {
  const { socket } = request;
  const isReused = connections.has(socket);
  connections.add(socket);
  requests.push(`${request.method ?? ''} on ${isReused ? 'a kept' : 'a new'} connection`);
  if (isReused && onReuse === 'reset') socket.resetAndDestroy();
  else response.end('done');
});
let origin: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  // Connections that another test kept are of no use to this one.
  server.closeAllConnections();
  [onReuse, requests, connections] = ['answer', [], new Set()];
});

const signal = new AbortController().signal;
const ask = (method: 'GET' | 'POST') =>
  exchange(new URL(origin), { method, isRead: method === 'GET', signal }, (reply) => {
    reply.resume();
    return new Promise<void>((resolve) => reply.once('end', resolve));
  }).then(freed);
/** A connection is free one turn after its reply has ended. */
const freed = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a kept connection', () => {
  let [wall, monotonic] = [0, 0];
  let agent: Agent;

  beforeEach(() => {
    [wall, monotonic] = [1_000_000, 5_000];
    agent = createAgents(() => [wall, monotonic])['http:'];
  });
  afterEach(() => agent.destroy());

  const get = (): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      send(origin, { agent })
        .on('error', reject)
        .on('response', (reply) => void reply.resume().on('end', resolve))
        .end();
    }).then(freed);

  test.each<readonly [string, number, number, string]>([
    ['used at once', 0, 0, 'a kept'],
    ['idle for as long as is allowed', IDLE_LIMIT_MS, IDLE_LIMIT_MS, 'a kept'],
    ['idle for longer', IDLE_LIMIT_MS + 1, IDLE_LIMIT_MS + 1, 'a new'],
    ['idle while the monotonic clock stood still', 60_000, 0, 'a new'],
    ['idle while the wall clock was not set yet', 0, 60_000, 'a new'],
    ['idle while the wall clock was set back', -60_000, 10, 'a new'],
  ])('%s', async (_name, wallMs, monotonicMs, expected) => {
    await get();
    [wall, monotonic] = [wall + wallMs, monotonic + monotonicMs];
    await get();
    expect(requests).toEqual(['GET on a new connection', `GET on ${expected} connection`]);
  });

  test('all that are too old are closed, whatever order they came free in', async () => {
    await Promise.all([get(), get(), get()]);
    wall += 60_000;
    await get();
    expect(requests.at(-1)).toBe('GET on a new connection');
    expect(Object.values(agent.freeSockets).flat()).toHaveLength(1);
  });
});

describe('a connection that the other side no longer has', () => {
  test('a read is repeated once, on a new one', async () => {
    await ask('GET');
    onReuse = 'reset';
    await ask('GET');
    expect(requests).toEqual([
      'GET on a new connection',
      'GET on a kept connection',
      'GET on a new connection',
    ]);
  });

  test('a send is never repeated: its outcome is unknown', async () => {
    await ask('GET');
    onReuse = 'reset';
    await expect(ask('POST')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(requests).toEqual(['GET on a new connection', 'POST on a kept connection']);
  });

  test('a file is asked for once more, too', async () => {
    await (await keptFetch(origin, { signal })).text();
    await freed();
    onReuse = 'reset';
    expect(await (await keptFetch(origin, { signal })).text()).toBe('done');
  });
});
