import { resolve } from 'node:path';
import pc from 'picocolors';
import { loadDispatch } from '../src/config/load';
import { availabilityPurpose, deriveToken, TICK_PURPOSE } from '../src/http/bearer';
import { readEnvFile } from './env-file';

const ROOT = resolve(__dirname, '..');

/**
 * `npm run token -- <dispatcher>` prints the person's own token for `/availability`, `npm run token -- tick` the timer's for
 * `/tick`, both from `LINK_SECRET` in `.env`.
 */
async function main(): Promise<void> {
  const [who] = process.argv.slice(2);
  const { config } = await loadDispatch(ROOT);
  const ids = config.dispatchers.map(({ id }) => id);
  if (who === undefined || ![...ids, TICK_PURPOSE].includes(who)) {
    throw new Error(`Say whose token: npm run token -- ${[...ids, TICK_PURPOSE].join(' | ')}`);
  }
  const { env = {} } = await readEnvFile(ROOT);
  const secret = (env['LINK_SECRET'] ?? '').trim();
  if (secret === '')
    throw new Error(
      'LINK_SECRET is not set in .env. Set it (for example to the output of “openssl rand -hex 32”).',
    );
  console.log(deriveToken(secret, who === TICK_PURPOSE ? TICK_PURPOSE : availabilityPurpose(who)));
}

main().catch((error: unknown) => {
  console.error(pc.red(error instanceof Error ? error.message : String(error)));
  process.exitCode = 1;
});
