import { systemClock, type Clock } from '../../src/clock';
import type { LogLine } from '../../src/host';
import type { Address } from './child-messages';
import { ChildServer, type ProcessExit } from './child-server';
import type { Runtime, RuntimeOptions } from './runtime';

export interface ChildRuntimeOptions extends RuntimeOptions {
  /** Measures the back-off between restarts; the machine's own when left out. */
  readonly clock?: Clock;
  /** Told of every log line of a function, and of what it writes to its console. */
  readonly onLog: (line: LogLine) => void;
  /** Told whenever the process ended without being asked to. */
  readonly onExit: (exit: ProcessExit) => void;
}

/** A process that lived this long, in milliseconds, ends a row of quick deaths. */
const STABLE_MS = 5000;

/**
 * Starts Twilio's own Functions runtime in a process of its own, and again whenever a function has taken it down;
 * throws when it does not come up the first time.
 */
export async function startChildRuntime(options: ChildRuntimeOptions): Promise<Runtime> {
  const runtime = new SupervisedRuntime(options);
  if (await runtime.cameUp()) return runtime;
  await runtime.close();
  throw new Error('The Functions runtime ended before it was ready; its log lines say why.');
}

/** Milliseconds to wait before a restart: none after the first death, then 50, 100, 200 and so on, at most 2000. */
export function restartDelay(deathsInARow: number): number {
  return deathsInARow <= 1 ? 0 : Math.min(2000, 50 * 2 ** (deathsInARow - 2));
}

class SupervisedRuntime implements Runtime {
  readonly #options: ChildRuntimeOptions;
  readonly #clock: Clock;
  readonly #closing = new AbortController();
  #server: ChildServer;
  #address: Address = { origin: '', routes: [] };
  #deathsInARow = 0;
  #restart: Promise<void> = Promise.resolve();
  #cancelRestart: () => void = () => undefined;

  constructor(options: ChildRuntimeOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#server = this.#launch();
  }

  get origin(): string {
    return this.#address.origin;
  }

  get routes(): Address['routes'] {
    return this.#address.routes;
  }

  /** Whether the process of this moment gets as far as serving. */
  cameUp(): Promise<boolean> {
    return this.#server.serves();
  }

  async ready(): Promise<void> {
    while (!(await this.#server.serves())) {
      await this.#restart;
      if (this.#closing.signal.aborted) throw new Error('The Functions runtime was closed.');
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#cancelRestart();
    await this.#server.exit;
  }

  #launch(): ChildServer {
    const startedAt = this.#clock.now();
    const { distDir, env, domainName, onLog } = this.#options;
    const server = new ChildServer({ distDir, env, domainName }, onLog, this.#closing.signal);
    void server.ready.then((address) => (this.#address = address));
    void server.exit.then((exit) => this.#bury(exit, this.#clock.now() - startedAt));
    return server;
  }

  #bury(exit: ProcessExit, livedMs: number): void {
    if (this.#closing.signal.aborted) return;
    this.#deathsInARow = livedMs < STABLE_MS ? this.#deathsInARow + 1 : 1;
    this.#restart = new Promise((resolve) => {
      const cancel = this.#clock.after(restartDelay(this.#deathsInARow), () => {
        this.#server = this.#launch();
        resolve();
      });
      this.#cancelRestart = () => {
        cancel();
        resolve();
      };
    });
    this.#options.onExit(exit);
  }
}
