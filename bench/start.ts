import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import type { Quota } from './quota';

/** What a fresh process runs. */
export interface Task {
  /** The function's file; null runs nothing. */
  readonly file: string | null;
  /** Whether the global `Twilio` is the whole SDK. */
  readonly wholeSdk: boolean;
  readonly context: Readonly<Record<string, unknown>>;
  readonly event: Readonly<Record<string, unknown>>;
}

/** One fresh process. */
export interface Start {
  /** From node's own beginning to the answer, in milliseconds. */
  readonly answeredMs: number;
  /** From the outside, until the process was gone, in milliseconds. */
  readonly goneMs: number;
  readonly status: number;
  readonly body: string;
  /** The log lines of the function. */
  readonly log: string;
}

const HARNESS = join(__dirname, 'harness.cjs');

/** Starts a fresh `node` for `task`, under `quota` if there is one, and waits until it is gone. Throws when it fails. */
export async function start(task: Task, quota: Quota | null): Promise<Start> {
  const node = [process.execPath, HARNESS, JSON.stringify(task)];
  const [command = '', ...args] = quota?.under(node) ?? node;
  const began = performance.now();
  // An empty environment: NODE_EXTRA_CA_CERTS alone would add 32 ms to every start.
  const child = spawn(command, args, { env: {}, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  const gone = once(child, 'exit').then(() => performance.now() - began);
  const [result, output, errors] = await Promise.all(
    [child.stdio[3], child.stdout, child.stderr].map((stream) => text(stream as Readable)),
  );
  const goneMs = await gone;
  if (child.exitCode !== 0) throw new Error(`A measured process failed:\n${errors ?? ''}`);
  const answer = JSON.parse(result ?? '') as Pick<Start, 'answeredMs' | 'status' | 'body'>;
  return { ...answer, goneMs, log: `${output ?? ''}${errors ?? ''}` };
}
