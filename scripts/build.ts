import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { build as bundle, type Metafile } from 'esbuild';
import type { DispatchConfig } from '../src/config/dispatch';
import { loadDispatch } from '../src/config/load';

const ROOT = resolve(__dirname, '..');

export interface BuildOptions {
  readonly config: DispatchConfig;
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
export async function build({ config, outDir }: BuildOptions): Promise<BuildResult> {
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
    define: { __DISPATCH_CONFIG__: JSON.stringify(config) },
  });
  const assets = await buildAssets(config, assetsDir);
  return { functions: sources.map((name) => name.replace(/\.ts$/, '.js')), assets, metafile };
}

/** An asset `x.xml.ts` is made by its `contents(config)`; any other file is copied as it is. */
async function buildAssets(config: DispatchConfig, assetsDir: string): Promise<string[]> {
  const sourceDir = join(ROOT, 'src/assets');
  const names = (await readdir(sourceDir)).sort();
  return Promise.all(
    names.map(async (name) => {
      if (!name.endsWith('.ts')) {
        await cp(join(sourceDir, name), join(assetsDir, name), { recursive: true });
        return name;
      }
      const source = (await import(join(sourceDir, name))) as {
        contents: (config: DispatchConfig) => string;
      };
      const target = basename(name, '.ts');
      await writeFile(join(assetsDir, target), source.contents(config));
      return target;
    }),
  );
}

/** Builds the project into `dist/` from its routing file. Throws `ConfigError` with every problem in that file. */
export async function buildProject(): Promise<BuildResult & { routingFile: string }> {
  const { config, file } = await loadDispatch(ROOT);
  const result = await build({ config, outDir: join(ROOT, 'dist') });
  return { ...result, routingFile: file };
}
