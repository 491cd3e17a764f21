import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** The project's `dependencies`, which go up as they are. */
export async function readDependencies(root: string): Promise<Record<string, string>> {
  const text = await readFile(join(root, 'package.json'), 'utf8');
  return (JSON.parse(text) as { dependencies?: Record<string, string> }).dependencies ?? {};
}

/** Every file below `functions/` and `assets/` in `dir`, sorted; none for folders that do not exist. */
export async function listFiles(dir: string): Promise<string[]> {
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

/** An absent folder counts as empty; any other failure is one. */
function none(error: NodeJS.ErrnoException): never[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
