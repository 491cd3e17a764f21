import { spawn, type StdioOptions } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeSettings } from './settings-file';

const TWILIO_RUN = resolve(__dirname, '../../node_modules/twilio-run/bin/twilio-run.js');
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How twilio-run is started. */
export interface RunOptions {
  /** The project's folder, with its `.twilioserverlessrc` and `package.json`. */
  readonly cwd: string;
  readonly stdio?: StdioOptions;
  /** The process environment; this one's when left out. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs the real twilio-run and returns its exit code, or 1 when a signal ended it. */
export function runTwilioRun(args: readonly string[], options: RunOptions): Promise<number> {
  const child = spawn(process.execPath, [TWILIO_RUN, ...args], { stdio: 'inherit', ...options });
  // This process outlives an interruption for as long as it takes to clean up behind the child.
  const pass = (signal: NodeJS.Signals): boolean => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, pass);
  const ended = new Promise<number>((resolveCode, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolveCode(code ?? 1));
  });
  return ended.finally(() => {
    for (const signal of SIGNALS) process.off(signal, pass);
  });
}

/**
 * Writes `settings` to an env file that only this user can read, gives its path to `use`, and removes it whatever happens.
 */
export async function withEnvFile<Result>(
  settings: Readonly<Record<string, string>>,
  use: (path: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'dispatch-relay-'));
  try {
    const path = join(folder, 'env');
    await writeSettings(path, settings);
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
