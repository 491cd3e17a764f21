import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');

/** Where the console page is built to. */
export const CONSOLE_DIR = resolve(ROOT, '.build/console');

/** Builds the console page for browsers into `outDir`; what was in it is removed. */
export async function buildConsole(outDir: string = CONSOLE_DIR): Promise<void> {
  const { build } = await import('vite');
  await build({
    root: resolve(ROOT, 'simulator/console/page'),
    configFile: false,
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, target: 'es2022' },
  });
}
