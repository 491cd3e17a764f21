import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogLine } from '../../src/host';
import { systemClock } from '../../src/clock';
import { Activity } from '../../simulator/activity';
import { startGateway } from '../../simulator/gateway';
import { ManualClock } from '../../simulator/manual-clock';
import { restartDelay, startChildRuntime } from '../../simulator/runtime/child';
import { startInProcessRuntime } from '../../simulator/runtime/in-process';
import type { Runtime } from '../../simulator/runtime/runtime';
import { ask, FIXTURES } from '../support/gateway-bench';

// Each process that is started takes its time to load, more of it on a busy machine.
jest.setTimeout(30_000);

const options = { distDir: FIXTURES, env: { GREETING: 'hello' }, domainName: '127.0.0.1:3000' };

interface Echo {
  readonly settings: Record<string, unknown>;
  readonly environment: Record<string, string>;
  readonly pid: number;
}

async function echo(runtime: Pick<Runtime, 'origin'>): Promise<Echo> {
  return JSON.parse((await ask(runtime.origin, '/echo')).body) as Echo;
}

describe('The runtime inside this process', () => {
  it('decides visibility by file names, as a deployment does', async () => {
    const runtime = await startInProcessRuntime(options);
    await runtime.close();
    expect(runtime.routes).toEqual(
      expect.arrayContaining([
        { path: '/hello', kind: 'function', access: 'public' },
        { path: '/guarded', kind: 'function', access: 'protected' },
        { path: '/secret', kind: 'function', access: 'private' },
        { path: '/page.html', kind: 'asset', access: 'public' },
        { path: '/guarded.xml', kind: 'asset', access: 'protected' },
        { path: '/secret.txt', kind: 'asset', access: 'private' },
      ]),
    );
  });

  it('gives functions their settings and address, and nothing from .env or this process', async () => {
    const distDir = await copyOfFixtures();
    await writeFile(join(distDir, '.env'), 'FROM_DOT_ENV=1\n');
    const before = { ...process.env };
    const runtime = await startInProcessRuntime({ ...options, distDir });
    const { settings } = await echo(runtime);
    await runtime.close();
    await rm(distDir, { recursive: true });
    expect(settings).toEqual({ PATH: '/echo', DOMAIN_NAME: '127.0.0.1:3000', GREETING: 'hello' });
    expect({ ...process.env }).toEqual(before);
  });

  it('can be reached by this machine only, at one address', async () => {
    const runtime = await startInProcessRuntime(options);
    const elsewhere = runtime.origin.replace('127.0.0.1', '127.0.0.2');
    await expect(ask(elsewhere, '/hello')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await runtime.close();
  });

  it('refuses two files that lead to the same path', async () => {
    const distDir = await copyOfFixtures();
    await cp(join(distDir, 'functions/hello.js'), join(distDir, 'functions/hello.protected.js'));
    await expect(startInProcessRuntime({ ...options, distDir })).rejects.toThrow('/hello already exists');
    await rm(distDir, { recursive: true });
  });
});

describe('The runtime in a process of its own', () => {
  let runtime: Runtime;
  let lines: LogLine[];
  let exits: { code: number | null; signal: string | null }[];

  beforeEach(async () => {
    lines = [];
    exits = [];
    runtime = await startChildRuntime({
      ...options,
      onLog: (line) => lines.push(line),
      onExit: (exit) => exits.push(exit),
    });
  });

  afterEach(() => runtime.close());

  it('serves the same routes and settings from another process', async () => {
    const inProcess = await startInProcessRuntime(options);
    await inProcess.close();
    expect(runtime.routes).toEqual(inProcess.routes);
    const { pid, settings } = await echo(runtime);
    expect(pid).not.toBe(process.pid);
    expect(settings).toMatchObject({ DOMAIN_NAME: '127.0.0.1:3000', GREETING: 'hello' });
  });

  it('passes on PATH and HOME of this process and nothing else', async () => {
    const { environment } = await echo(runtime);
    const passedOn = Object.entries(environment).filter(([name, value]) => process.env[name] === value);
    const expected = ['PATH', 'HOME', 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'];
    expect(passedOn.map(([name]) => name).filter((name) => !expected.includes(name))).toEqual([]);
    expect(environment['PATH']).toBe(process.env['PATH']);
  });

  it('brings log lines of functions, and what they write to the console, to this process', async () => {
    await ask(runtime.origin, '/logs');
    await until(() => lines.length === 2);
    expect(lines).toEqual(
      expect.arrayContaining([
        { level: 'info', type: 'test', text: 'through the host' },
        { level: 'warn', type: 'console', text: 'to the console' },
      ]),
    );
  });

  it.each([
    ['forgets to catch an error', '/dies', 1],
    ['ends its process', '/exits', 3],
  ])('lives on when a function %s', async (_, path, code) => {
    const gateway = await openGateway();
    expect(await ask(gateway.origin, path)).toMatchObject({ status: 502 });
    expect(await ask(gateway.origin, '/page.html')).toMatchObject({ status: 200 });
    expect(exits).toEqual([{ code, signal: null }]);
    expect(await ask(gateway.origin, path)).toMatchObject({ status: 502 });
    expect(await ask(gateway.origin, '/hello')).toMatchObject({ status: 200 });
    expect(exits).toHaveLength(2);
    await gateway.close();
  });

  it('breaks off the other requests that were under way when a function took the process down', async () => {
    const gateway = await openGateway();
    const hanging = ask(gateway.origin, '/hangs');
    await ask(gateway.origin, '/dies');
    await expect(hanging).resolves.toMatchObject({ status: 502 });
    await gateway.close();
  });

  it('leaves no process behind when it is closed, and starts none again', async () => {
    const { pid } = await echo(runtime);
    await runtime.close();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    await expect(runtime.ready()).rejects.toThrow('closed');
    expect(exits).toEqual([]);
  });

  it('starts nothing again when it is closed while it waits to do so', async () => {
    const clock = new ManualClock(0, new Activity());
    const onExit = jest.fn();
    const waiting = await startChildRuntime({ ...options, clock, onLog: jest.fn(), onExit });
    await expect(ask(waiting.origin, '/exits')).rejects.toMatchObject({ code: 'ECONNRESET' });
    await until(() => clock.pending() === 1);
    expect(onExit).toHaveBeenCalledWith({ code: 3, signal: null });
    const refused = expect(waiting.ready()).rejects.toThrow('closed');
    await waiting.close();
    await refused;
    expect(clock.pending()).toBe(0);
  });

  function openGateway(): ReturnType<typeof startGateway> {
    return startGateway({ runtime, authToken: 'unused', clock: systemClock, activity: new Activity() });
  }
});

describe('The process that executes functions', () => {
  let child: ChildProcess | undefined;

  afterEach(() => void child?.kill('SIGKILL'));

  it('ends when the process that started it is gone', async () => {
    child = fork(join(__dirname, '../../simulator/runtime/child-main.ts'), [], {
      execArgv: ['--require', require.resolve('tsx/cjs')],
    });
    child.send({ kind: 'start', options });
    await once(child, 'message');
    child.disconnect();
    await expect(once(child, 'exit')).resolves.toEqual([0, null]);
  });

  it('is not started again and again when it cannot even start once', async () => {
    const distDir = await copyOfFixtures();
    await cp(join(distDir, 'functions/hello.js'), join(distDir, 'functions/hello.protected.js'));
    const lines: LogLine[] = [];
    const onLog = (line: LogLine): void => void lines.push(line);
    const onExit = jest.fn();
    await expect(startChildRuntime({ ...options, distDir, onLog, onExit })).rejects.toThrow(
      'before it was ready',
    );
    await rm(distDir, { recursive: true });
    expect(lines.map(({ text }) => text).join('\n')).toContain('/hello already exists');
  });

  it('is started again at once after its first death and ever later after a row of them', () => {
    expect([1, 2, 3, 4, 20].map(restartDelay)).toEqual([0, 50, 100, 200, 2000]);
  });
});

function copyOfFixtures(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'dispatch-relay-')).then(async (folder) => {
    await cp(FIXTURES, folder, { recursive: true });
    return folder;
  });
}

/** Waits, turn by turn of the event loop, for something that another process causes. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
