import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** npx would only look for it. */
const TSX = require.resolve('tsx/cli');

// Real processes are started, nine of them in one test; a busy machine takes seconds for each.
jest.setTimeout(240_000);

const ROOT = resolve(__dirname, '../..');

/** `npm start` in a process group of its own, as a terminal starts it. */
class Terminal {
  readonly lines: string[] = [];
  readonly #process: ChildProcess;
  readonly #waiting = new Set<() => void>();
  readonly #exit: Promise<unknown>;

  constructor(...options: string[]) {
    this.#process = spawn('npm', ['start', '--', ...options], {
      // A terminal without colours: on CI they would be on.
      env: { ...process.env, NO_COLOR: '1' },
      cwd: ROOT,
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#exit = once(this.#process, 'exit');
    createInterface({ input: this.#process.stdout! }).on('line', (line) => {
      this.lines.push(line);
      this.#waiting.forEach((look) => look());
    });
  }

  /** Waits for a line; resolves with what matched. */
  async reads(pattern: RegExp): Promise<{ match: RegExpExecArray }> {
    return new Promise((resolve) => {
      const look = (): void => {
        const match = this.lines.map((line) => pattern.exec(line)).find((found) => found !== null);
        if (match === undefined) return;
        this.#waiting.delete(look);
        resolve({ match });
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** Whether any process that was started here is alive. */
  isBusy(): boolean {
    return this.#signal(0);
  }

  /** Ctrl-C: the terminal sends the signal to all of them. */
  async interrupt(): Promise<void> {
    this.#signal('SIGINT');
    await this.#exit;
  }

  /** Ends whatever a failed test has left. */
  kill(): void {
    this.#signal('SIGKILL');
  }

  #signal(signal: NodeJS.Signals | 0): boolean {
    try {
      return process.kill(-this.#process.pid!, signal);
    } catch {
      // Nobody of the group is there any more.
      return false;
    }
  }
}

describe('npm start', () => {
  let folder: string;
  let first: Terminal;
  let second: Terminal | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dispatch-relay-start-'));
  });
  afterEach(async () => {
    first.kill();
    second?.kill();
    await rm(folder, { recursive: true });
  });

  test('opens after the build and says how long it took, takes the next port when its own is taken, and leaves no process behind', async () => {
    const port = await freePort();
    const options = ['--local', folder, '--port', String(port)];
    first = new Terminal(...options);
    await first.reads(/Open \d+\.\d s after the build/);
    const open = await first.reads(/Console +(\S+)/);
    const console = open.match[1]!;
    expect(new URL(console).port).toBe(String(port));
    expect(await (await fetch(console)).text()).toContain('<div id="app">');

    second = new Terminal(...options);
    const said = await second.reads(new RegExp(`Port ${port} is taken, so this world is on (\\d+)`));
    const other = (await second.reads(/Console +(\S+)/)).match[1]!;
    expect(new URL(other).port).toBe(said.match[1]);
    expect((await fetch(other)).status).toBe(200);

    await placeCall(console);
    await first.reads(/calls the line/);
    expect([first.isBusy(), second.isBusy()]).toEqual([true, true]);
    await Promise.all([first.interrupt(), second.interrupt()]);
    await gone(first);
    await gone(second);
    expect(first.lines.join('\n')).not.toContain('died');
    const kept = JSON.parse(await readFile(join(folder, 'world.json'), 'utf8')) as {
      state: { calls: unknown[] };
    };
    expect(kept.state.calls).toHaveLength(1);
  });

  test('is played from another terminal: a text, the reply in Slack, a job and its claim, a tick', async () => {
    first = new Terminal('--local', folder, '--port', String(await freePort()));
    const port = new URL((await first.reads(/Console +(\S+)/)).match[1]!).port;
    const simulate = (...args: string[]): string =>
      execFileSync(process.execPath, [TSX, 'simulator/simulate/main.ts', ...args, '--port', port], {
        env: { ...process.env, NO_COLOR: '1' },
        cwd: ROOT,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    expect(() => simulate('reply', 'Nobody asked')).toThrow('Slack has no thread to answer in.');
    expect(simulate('text', 'A sofa?', '--from', '+12025550145')).toContain(
      '+12025550145 texts the line: “A sofa?”',
    );
    const story = simulate('reply', 'On my way');
    expect(story).toContain('Sergio answers in a thread: “On my way”');
    expect(story).toContain('A text to +12025550145: “On my way”');
    expect(story).toContain('The text to +12025550145: delivered');
    expect(() => simulate('claim')).toThrow('No crew has a link.');
    expect(simulate('job', 'Gate stuck', '--crew', 'crew-7')).toContain(
      'A new job, “Gate stuck”: assigned to Crew 7, not claimed yet',
    );
    const claimed = simulate('claim');
    expect(claimed).toContain('The page of the link: The job is yours.');
    expect(claimed).toContain('Job “Gate stuck”: claimed by Crew 7');
    expect(simulate('tick')).toMatch(/^Tick: drained \d/m);
    await first.interrupt();
  });

  test('explains its options, and a wrong one', async () => {
    first = new Terminal('--help');
    await first.reads(/--local <dir>/);
    expect(() =>
      execFileSync(process.execPath, [TSX, 'simulator/main.ts', '--port', 'x'], { cwd: ROOT, stdio: 'pipe' }),
    ).toThrow('--port takes a number from 1 to 65535, not “x”.');
  });
});

async function placeCall(console: string): Promise<void> {
  const reply = await fetch(new URL('/_world/actions', console), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'call.place', from: '+12025550123' }),
  });
  expect(reply.status).toBe(200);
}

/** The last of the processes may end a moment after the first. */
async function gone(terminal: Terminal): Promise<void> {
  while (terminal.isBusy()) await new Promise((resolve) => setImmediate(resolve));
}

/** A port that nobody has now, below those that systems give out by themselves, so that no test beside this one gets it. */
async function freePort(): Promise<number> {
  const port = randomInt(20_000, 30_000);
  const probe = createServer().listen(port, '127.0.0.1');
  const isFree = await once(probe, 'listening').then(
    () => true,
    () => false,
  );
  if (!isFree) return freePort();
  probe.close();
  await once(probe, 'close');
  return port;
}
