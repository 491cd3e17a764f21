import { readFileSync } from 'node:fs';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build as bundle, type Metafile } from 'esbuild';
import { generatedAssets } from '../src/assets';
import type { DispatchConfig } from '../src/config/dispatch';
import { loadDispatch } from '../src/config/load';

const ROOT = resolve(__dirname, '..');

/** Shown by `/health`. */
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

export interface BuildOptions {
  readonly config: DispatchConfig;
  /** The line's own number (E.164), which phones show while no function works; unknown when left out. */
  readonly line?: string;
  /** Gets `functions/` and `assets/`; what was in them is removed. */
  readonly outDir: string;
}

export interface BuildResult {
  /** File names below `functions/` and `assets/`. */
  readonly functions: readonly string[];
  readonly assets: readonly string[];
  readonly metafile: Metafile;
}

/** Builds what is deployed: one self-contained bundle per function, and the assets. Throws when a file does not compile. */
export async function build({ config, line = '', outDir }: BuildOptions): Promise<BuildResult> {
  const functionsDir = join(outDir, 'functions');
  const assetsDir = join(outDir, 'assets');
  await Promise.all([functionsDir, assetsDir].map((dir) => rm(dir, { recursive: true, force: true })));
  await mkdir(assetsDir, { recursive: true });
  const sources = (await readdir(join(ROOT, 'src/functions'))).filter((name) => name.endsWith('.ts')).sort();
  const { metafile } = await bundle({
    absWorkingDir: ROOT,
    entryPoints: sources.map((name) => join('src/functions', name)),
    outdir: functionsDir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    logLevel: 'error',
    metafile: true,
    // The checked routing file, so that functions parse nothing.
    define: { __DISPATCH_CONFIG__: JSON.stringify(config), __RELAY_VERSION__: JSON.stringify(version) },
  });
  const assets = await buildAssets(config, line, assetsDir);
  return { functions: sources.map((name) => name.replace(/\.ts$/, '.js')), assets, metafile };
}

/** Generated assets are written, all other files copied as they are. */
async function buildAssets(config: DispatchConfig, line: string, assetsDir: string): Promise<string[]> {
  const sourceDir = join(ROOT, 'src/assets');
  const files = (await readdir(sourceDir)).filter((name) => !name.endsWith('.ts'));
  await Promise.all([
    ...files.map((name) => cp(join(sourceDir, name), join(assetsDir, name), { recursive: true })),
    ...Object.entries(generatedAssets).map(([name, make]) =>
      writeFile(join(assetsDir, name), make(config, line)),
    ),
  ]);
  return [...files, ...Object.keys(generatedAssets)].sort();
}

/** Where `npm start` has its functions: apart from `dist/`, which Twilio's command line uploads. */
export const START_DIR = join(ROOT, '.build/start');

/**
 * Builds the own routing file, or the example, for `npm start` with this number (E.164) as the line. Throws `ConfigError` with
 * every problem in that file.
 */
export async function buildToStart(line: string): Promise<{ routingFile: string }> {
  const { config, file } = await loadDispatch(ROOT);
  await build({ config, line, outDir: START_DIR });
  return { routingFile: file };
}
