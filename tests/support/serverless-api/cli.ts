import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** How a deploy by Twilio's command line ended. */
export interface CliRun {
  readonly code: number;
  /** Everything that it wrote, on one line and without colours. */
  readonly said: string;
}

/**
 * Runs what `twilio serverless:deploy` runs: twilio-run's deploy command, with the pair of a profile in place of the pair
 * in an env file. It runs no script of the project. https://www.twilio.com/docs/twilio-cli/plugins/serverless
 */
export async function runCli(
  folder: string,
  profile: { readonly ACCOUNT_SID: string; readonly AUTH_TOKEN: string },
  flags: object,
  env: NodeJS.ProcessEnv,
): Promise<CliRun> {
  const given = JSON.stringify({ folder, profile, flags });
  const child = spawn(process.execPath, [resolve(__dirname, 'cli-deploy.cjs'), given], {
    cwd: folder,
    env,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += String(part)));
  const code = await new Promise<number>((done, reject) => {
    child.once('error', reject);
    child.once('close', (ended) => done(ended ?? 1));
  });
  // Messages are wrapped into a box.
  return { code, said: stripVTControlCharacters(said).replace(/[\s│]+/g, ' ') };
}
