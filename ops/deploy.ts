import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { build } from '../scripts/build';
import { deployProject } from './deploy/deploy-project';
import { runTwilioRun } from './deploy/twilio-run';

const ROOT = resolve(__dirname, '..');

const HELP = `Builds the project, checks it and deploys it to Twilio.

  npm run deploy -- [--dry-run] [--allow-example] [-- further arguments for twilio-run deploy]

  --dry-run        print what would be deployed; nothing changes at Twilio
  --allow-example  deploy although the routing file has fictional phone numbers`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      'dry-run': { type: 'boolean', default: false },
      'allow-example': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [stray] = positionals;
  if (stray?.startsWith('-') === false) throw new Error(`"${stray}" is not understood. Try --help.`);
  return deployProject({
    root: ROOT,
    build,
    twilioRun: (args) => runTwilioRun(args, { cwd: ROOT }),
    print: console.log,
    // npm keeps the flag to itself when it is not written after `--`; without this it would be a real deploy.
    dryRun: values['dry-run'] || process.env['npm_config_dry_run'] === 'true',
    allowExample: values['allow-example'],
    passOn: positionals,
  });
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(pc.red(error instanceof Error ? error.message : String(error)));
    process.exitCode = 1;
  },
);
