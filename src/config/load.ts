import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DispatchConfig } from './dispatch';
import { findSyntaxError } from './json-syntax';
import { inWords, type Problem } from './problem';
import { checkDispatch, type CheckedDispatch } from './schema';

/** The owner's routing file, and the one that stands in for it. */
export const ROUTING_FILES = {
  own: 'config/dispatch.json',
  example: 'config/dispatch.example.json',
} as const;

/** Settings or a routing file that cannot be used; the message names every problem. */
export class ConfigError extends Error {
  readonly problems: readonly Problem[];

  constructor(title: string, problems: readonly Problem[]) {
    super([title, ...problems.map((problem) => `  ${inWords(problem)}`)].join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** Reads and checks the text of a routing file; a syntax error is reported with its line and column. */
export function parseDispatch(text: string): CheckedDispatch {
  // Windows editors may begin a file with a byte order mark.
  const json = text.replace(/^\uFEFF/, '');
  const error = findSyntaxError(json);
  if (error === undefined) return checkDispatch(JSON.parse(json));
  const wrong = `is no JSON at line ${error.line}, column ${error.column}`;
  return { ok: false, problems: [{ path: '', wrong, write: `${error.expected} there` }] };
}

/**
 * Loads the routing file of the project in `rootDir`: the owner's, or the example when there is none. `file` is its path
 * from `rootDir`. Throws `ConfigError` with every problem in it.
 */
export async function loadDispatch(rootDir: string): Promise<{ config: DispatchConfig; file: string }> {
  const own = await readIfThere(join(rootDir, ROUTING_FILES.own));
  const file = own === undefined ? ROUTING_FILES.example : ROUTING_FILES.own;
  const checked = parseDispatch(own ?? (await readFile(join(rootDir, file), 'utf8')));
  if (!checked.ok) throw new ConfigError(`The routing file ${file} cannot be used:`, checked.problems);
  return { config: checked.config, file };
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
