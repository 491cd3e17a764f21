import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** Folder of the package that brings a Chromium; `npm run chromium:install` fills it where it is needed. */
export const CHROMIUM_PACKAGE = resolve(__dirname, '../chromium');

/** Folder of the unpacked Chromium, its libraries and its fonts. `npm ci` removes it. */
export const UNPACKED = join(CHROMIUM_PACKAGE, 'node_modules/.unpacked');

/** A Chromium to start, and the environment variables that it needs besides ours. */
export interface FoundChromium {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The parts of a machine that decide which Chromium runs. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
  /** Whether the program starts. Ubuntu's `chromium-browser` may be a script that only names a snap. */
  readonly runs: (path: string) => boolean;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const PLACES = [
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

const START_MS = 20_000;

const HERE: Machine = {
  env: process.env,
  exists: existsSync,
  // On Windows `--version` would open a window.
  runs: (path) =>
    process.platform === 'win32' ||
    spawnSync(path, ['--version'], { stdio: 'ignore', timeout: START_MS }).status === 0,
};

/** The Chromium or Chrome of this machine: `CHROMIUM_PATH`, else one in `PATH` or where installers put it; null without one. */
export function chromiumOfMachine({ env, exists, runs }: Machine = HERE): string | null {
  const named = env['CHROMIUM_PATH'] ?? '';
  if (named !== '') return named;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const inPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...inPath, ...PLACES].find((path) => exists(path) && runs(path)) ?? null;
}

/**
 * The Chromium that browser tests start: the machine's, else the unpacked one of `tests/chromium`.
 * @throws Error when the file does not exist; the message names the remedy.
 */
export function findChromium(machine: Machine = HERE): FoundChromium {
  const found = chromiumOfMachine(machine);
  if (found !== null) {
    if (machine.exists(found)) return { executablePath: found, env: {} };
    throw new Error(`CHROMIUM_PATH names ${found}, which does not exist.`);
  }
  const executablePath = join(UNPACKED, 'chromium');
  if (!machine.exists(executablePath)) {
    throw new Error(
      'No Chromium was found: run npm run chromium:install, or name a Chromium or Chrome in CHROMIUM_PATH.',
    );
  }
  return {
    executablePath,
    env: { LD_LIBRARY_PATH: join(UNPACKED, 'al2023/lib'), FONTCONFIG_PATH: join(UNPACKED, 'fonts') },
  };
}
