import { resolve } from 'node:path';
import pc from 'picocolors';
import { ConfigError, loadDispatch } from '../src/config/load';
import { UsageError } from '../simulator/simulate/options';
import { describeRouting } from './routing/describe';

const ROOT = resolve(__dirname, '..');

/** `npm run routing -- check`: checks the routing file, and says what it does and what its texts cost. */
async function main(): Promise<void> {
  const [verb] = process.argv.slice(2);
  if (verb !== 'check') throw new UsageError('Write: npm run routing -- check');
  const { config, file } = await loadDispatch(ROOT);
  console.log([`${file} can be used.`, '', ...describeRouting(config, Date.now())].join('\n'));
}

main().catch((error: unknown) => {
  const explainsItself = error instanceof ConfigError || error instanceof UsageError;
  console.error(explainsItself ? pc.red(error.message) : error);
  process.exitCode = 1;
});
