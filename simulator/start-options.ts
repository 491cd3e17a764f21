import { parseArgs } from 'node:util';
import { UsageError } from './simulate/options';

/** Where a world is opened. */
export interface StartOptions {
  /** The first port that is tried. */
  readonly port: number;
  /** The folder that keeps calls and state over a restart, as it was typed. */
  readonly local: string;
}

/** Shown for `--help` and after a mistake. */
export const USAGE = `Usage: npm start -- [options]

Builds the project and opens a line with phones on this machine, until Ctrl-C.

  --port <port>    where to open it; when that is taken, on the next free one   (3000)
  --local <dir>    the folder that keeps calls and state over a restart         (.local)`;

/** Reads the command line after `npm start --`; null asks for help. Throws `UsageError`. */
export function readStartOptions(args: readonly string[]): StartOptions | null {
  const { port = '3000', local = '.local', help = false } = parse(args);
  if (help) return null;
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    throw new UsageError(`--port takes a number from 1 to 65535, not “${port}”.`);
  }
  return { port: Number(port), local };
}

function parse(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    const help = { type: 'boolean', short: 'h' } as const;
    return parseArgs({ args: [...args], options: { port: text, local: text, help } }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'These options cannot be read.');
  }
}
