import pc from 'picocolors';
import { ConfigError } from '../src/config/load';
import { buildProject } from './build';

/** `npm run build`: fills `dist/` and says what is in it; a routing file that cannot be used explains itself. */
async function main(): Promise<void> {
  const { functions, assets, routingFile } = await buildProject();
  console.log(
    `Built ${functions.length} functions and ${assets.join(', ')} into dist/, routed by ${routingFile}.`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? pc.red(error.message) : error);
  process.exitCode = 1;
});
