import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What came of it; `why` is the end of what npm had to say. */
export type Installed =
  | { readonly kind: 'there' }
  | { readonly kind: 'installed' }
  | { readonly kind: 'failed'; readonly why: string };

/** Runs npm in a folder; returns null, or what it said when it failed. */
export type Npm = (folder: string) => string | null;

/** Says for which package and lock the packages were installed. `npm ci` removes it, so it is never there after half the work. */
const MARK = 'node_modules/.installed-for';

/** Installs the package in `folder` if it is not there, or not as its lock says. Throws when there is no lock. */
export function installPackage(folder: string, npm: Npm): Installed {
  const mark = join(folder, MARK);
  const wanted = ['package.json', 'package-lock.json']
    .reduce((hash, name) => hash.update(readFileSync(join(folder, name))), createHash('sha256'))
    .digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return { kind: 'there' };
  const why = npm(folder);
  if (why !== null) return { kind: 'failed', why };
  writeFileSync(mark, wanted);
  return { kind: 'installed' };
}

const LINES_OF_WHY = 3;

/** Runs `npm ci` with two tries within half a minute: without a network npm would go on for minutes. */
export const npmCi: Npm = (folder) => {
  const patience = '--fetch-retries=1 --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=5000';
  // A shell, because on Windows npm is a script.
  const { status, stderr, error } = spawnSync(`npm ci --loglevel=error --prefer-offline ${patience}`, {
    cwd: folder,
    shell: true,
    encoding: 'utf8',
  });
  if (status === 0) return null;
  const lines = (error?.message ?? stderr).trim().split('\n');
  return lines.slice(0, LINES_OF_WHY).join('\n');
};
