import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { parseEnv } from 'node:util';
import { loadDispatch } from '../../src/config/load';
import type { Candidate } from './judge';

/** Reads what decides about a deploy of the project in `root`. Throws `ConfigError` when its routing file is wrong. */
export async function gather(root: string): Promise<Candidate> {
  const [files, { config, file }, { env, envMode }] = await Promise.all([
    listFiles(join(root, 'dist')),
    loadDispatch(root),
    readEnv(join(root, '.env')),
  ]);
  return { files, routingFile: file, config, env, envMode };
}

/** The project's `dependencies`, which go up as they are. */
export async function readDependencies(root: string): Promise<Record<string, string>> {
  const text = await readFile(join(root, 'package.json'), 'utf8');
  return (JSON.parse(text) as { dependencies?: Record<string, string> }).dependencies ?? {};
}

/** Every file below `functions/` and `assets/` in `dir`, sorted; none for folders that do not exist. */
async function listFiles(dir: string): Promise<string[]> {
  const found = await Promise.all(
    ['functions', 'assets'].map((folder) =>
      readdir(join(dir, folder), { recursive: true, withFileTypes: true }).catch(none),
    ),
  );
  return found
    .flat()
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

async function readEnv(path: string): Promise<Pick<Candidate, 'env' | 'envMode'>> {
  const text = await readFile(path, 'utf8').catch(none);
  if (typeof text !== 'string') return { env: undefined, envMode: undefined };
  const { mode } = await stat(path);
  return { env: parseEnv(text), envMode: process.platform === 'win32' ? undefined : mode & 0o777 };
}

/** An absent file or folder counts as empty; any other failure is one. */
function none(error: NodeJS.ErrnoException): never[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
