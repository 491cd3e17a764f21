import pc from 'picocolors';
import { bytesAsJson, deployedSettings, type Environment } from '../../src/settings';
import { readDependencies } from './gather';
import type { Candidate } from './judge';
import { prepare, type Build } from './prepare';
import { withEnvFile } from './twilio-run';
import { routeOf } from './upload';

/** What a deploy needs from outside. */
export interface DeployOptions {
  /** The project's folder. */
  readonly root: string;
  /** Fills `dist/`; throws with a sentence when it cannot. */
  readonly build: Build;
  /** Runs twilio-run with these arguments in the project's folder and returns its exit code. */
  readonly twilioRun: (args: readonly string[]) => Promise<number>;
  readonly print: (line: string) => void;
  readonly dryRun: boolean;
  /** Whether fictional phone numbers may go up. */
  readonly allowExample: boolean;
  /** Further arguments for twilio-run. */
  readonly passOn: readonly string[];
}

/** What deployed functions run on; `.twilioserverlessrc` says the same to Twilio's own command line. */
const RUNTIME = 'node22';

/** Builds, checks and deploys the project. Returns the exit code: twilio-run's, or 1 when the deploy was refused. */
export async function deployProject(options: DeployOptions): Promise<number> {
  const { root, build, allowExample } = options;
  const terms = { allowExample, signsIn: 'env-file' } as const;
  const { candidate, refusals, warnings } = await prepare(root, build, terms);
  if (options.dryRun) printPlan(candidate, await readDependencies(options.root), options.print);
  for (const warning of warnings) options.print(pc.yellow(warning));
  for (const refusal of refusals) options.print(pc.red(refusal));
  if (refusals.length > 0) {
    options.print(pc.red('Nothing was deployed.'));
    return 1;
  }
  if (options.dryRun) return 0;
  return upload(options, candidate.env ?? {});
}

function upload({ twilioRun, passOn }: DeployOptions, env: Environment): Promise<number> {
  // twilio-run deploys whatever its env file holds, except this pair, with which it signs in.
  const { ACCOUNT_SID = '', AUTH_TOKEN = '' } = env;
  const settings = {
    ACCOUNT_SID: ACCOUNT_SID.trim(),
    AUTH_TOKEN: AUTH_TOKEN.trim(),
    ...deployedSettings(env),
  };
  return withEnvFile(settings, (path) =>
    twilioRun(['deploy', '--runtime', RUNTIME, '--env', path, ...passOn]),
  );
}

function printPlan(
  { files, routingFile, env = {} }: Candidate,
  dependencies: Readonly<Record<string, string>>,
  print: (line: string) => void,
): void {
  const settings = deployedSettings(env);
  print(pc.bold('Would be deployed:'));
  for (const file of files) {
    const { path, visibility } = routeOf(file);
    print(`  ${path.padEnd(24)} ${visibility}`);
  }
  print(`  routing file   ${routingFile}`);
  print(`  variables      ${Object.keys(settings).join(', ') || 'none'} (${bytesAsJson(settings)} bytes)`);
  const versions = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
  print(`  dependencies   ${versions.join(', ')}`);
}
