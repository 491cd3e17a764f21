import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { SETTINGS, type Environment } from '../src/settings';

/** What stands in `.env`. */
export interface EnvFile {
  /** The variables; undefined when there is no file. */
  readonly env: Environment | undefined;
  /** Settings that stand in the file more than once. */
  readonly repeated: readonly string[];
}

/** A `.env` that must not be used; the message says what to do. */
export class EnvFileError extends Error {}

/**
 * Reads `.env` in `root`.
 *
 * @throws EnvFileError when others on this machine can read or change the file
 */
export async function readEnvFile(root: string): Promise<EnvFile> {
  const path = join(root, '.env');
  const found = await stat(path).catch(absent);
  if (found === undefined) return { env: undefined, repeated: [] };
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    throw new EnvFileError('.env is open to others on this machine. Run: chmod 600 .env');
  }
  const text = await readFile(path, 'utf8');
  return { env: parseEnv(text), repeated: repeatedSettings(text) };
}

/** The settings that `text` sets more than once. Tools disagree about which of the values counts. */
function repeatedSettings(text: string): string[] {
  const names = [...text.matchAll(/^\s*(?:export\s+)?([\w.-]+)\s*=/gm)].map(([, name]) => name);
  return SETTINGS.map(({ name }) => name).filter(
    (name) => names.filter((found) => found === name).length > 1,
  );
}

/** A file that does not exist is no failure; any other one is. */
function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
