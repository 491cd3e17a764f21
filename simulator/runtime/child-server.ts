import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { LogLine } from '../../src/host';
import type { Address, FromChild, ToChild } from './child-messages';
import type { RuntimeOptions } from './runtime';

/** How a process ended: by itself with a code, or by a signal; neither when it could not start. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: string | null;
}

type Tell = (line: LogLine) => void;

/** One process that executes functions, from its start to its end. */
export class ChildServer {
  /** Resolves when functions can be called; never, when the process ends before. */
  readonly ready: Promise<Address>;
  /** Resolves when the process has ended. */
  readonly exit: Promise<ProcessExit>;
  readonly #child: ChildProcess;
  #pings = 0;

  /** Starts the process; an abort of `closing` kills it. */
  constructor(options: RuntimeOptions, onLog: Tell, closing: AbortSignal) {
    this.#child = forkRuntime(closing);
    this.exit = exitOf(this.#child);
    this.ready = hear(this.#child, (message) => (message.kind === 'ready' ? message.address : null));
    relayLog(this.#child, onLog);
    this.#send({ kind: 'start', options });
  }

  /**
   * Resolves with true once functions can be called and with false when the process has ended. It asks the process
   * itself: the system reports an end a little later than connections break.
   */
  async serves(): Promise<boolean> {
    const answer = this.ready.then(() => this.#ping());
    return Promise.race([answer, this.exit.then(() => false)]);
  }

  #ping(): Promise<true> {
    const id = ++this.#pings;
    const pong = hear(this.#child, (message) => (message.kind === 'pong' && message.id === id ? true : null));
    this.#send({ kind: 'ping', id });
    return pong;
  }

  #send(message: ToChild): void {
    // Without a listener a broken channel would be thrown; the exit follows anyway.
    this.#child.send(message, () => undefined);
  }
}

function forkRuntime(closing: AbortSignal): ChildProcess {
  const { PATH, HOME } = process.env;
  return fork(join(__dirname, 'child-main.ts'), [], {
    execArgv: ['--require', require.resolve('tsx/cjs')],
    // A function finds its settings in its context, never the accounts of whoever started the simulator.
    env: { ...(PATH !== undefined && { PATH }), ...(HOME !== undefined && { HOME }), ...QUIET },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    signal: closing,
    killSignal: 'SIGKILL',
  });
}

/** The SDK warns of Node 20 at every start; deployed functions run on Node 22. */
const QUIET = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };

function exitOf(child: ChildProcess): Promise<ProcessExit> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    // An abort is reported as an error too, and its exit follows; a process that could not start has none.
    child.on('error', () => {
      if (child.pid === undefined) resolve({ code: null, signal: null });
    });
  });
}

/** Resolves with the first message out of which `pick` takes something. */
function hear<T>(child: ChildProcess, pick: (message: FromChild) => T | null): Promise<T> {
  return new Promise((resolve) => {
    const listen = (message: FromChild): void => {
      const picked = pick(message);
      if (picked === null) return;
      child.off('message', listen);
      resolve(picked);
    };
    child.on('message', listen);
  });
}

function relayLog(child: ChildProcess, onLog: Tell): void {
  child.on('message', (message: FromChild) => {
    if (message.kind === 'log') onLog(message.line);
  });
  relayLines(child.stdout, 'info', onLog);
  relayLines(child.stderr, 'warn', onLog);
}

function relayLines(stream: Readable | null, level: LogLine['level'], onLog: Tell): void {
  if (stream === null) return;
  createInterface({ input: stream }).on('line', (text) => onLog({ level, type: 'console', text }));
}
