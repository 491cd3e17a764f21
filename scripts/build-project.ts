import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { buildCommand } from '../ops/deploy/build-command';
import { EnvFileError } from '../ops/env-file';
import { ConfigError } from '../src/config/load';
import { build } from './build';

const ROOT = resolve(__dirname, '..');

const HELP = `Builds what twilio serverless:deploy uploads, into dist/.

  npm run build -- [--example] [--check]

  --example  build fictional phone numbers too: the example where there is no config/dispatch.json
  --check    only find out whether everything compiles; dist/ stays as it is`;

/** `npm run build`: fills or empties `dist/` and says what is in it. */
async function main(): Promise<number> {
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({ options: { example: flag, check: flag, help: flag } });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const { example, check } = values;
  return buildCommand({ root: ROOT, build, print: console.log, example, check });
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const explainsItself = error instanceof ConfigError || error instanceof EnvFileError;
    console.error(explainsItself ? pc.red(error.message) : error);
    process.exitCode = 1;
  },
);
