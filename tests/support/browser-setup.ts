import { LOCAL_ACCOUNT } from '../../simulator/settings';
import { rmSync } from 'node:fs';
import { build } from '../../scripts/build';
import { buildConsole } from '../../scripts/build-console';
import { BROWSER_BUILD, BROWSER_ROUTING, PAGE_DIR } from './browser-routing';

/** Builds the functions and the page once for all browser tests. */
export default async function setUp(): Promise<void> {
  rmSync(BROWSER_BUILD, { recursive: true, force: true });
  await Promise.all([
    build({ config: BROWSER_ROUTING, line: LOCAL_ACCOUNT.line, outDir: BROWSER_BUILD }),
    buildConsole(PAGE_DIR),
  ]);
}
