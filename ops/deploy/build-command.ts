import { join } from 'node:path';
import pc from 'picocolors';
import { loadDispatch, ROUTING_FILES } from '../../src/config/load';
import { clear, prepare, type Build } from './prepare';

/** What `npm run build` was asked for. */
export interface BuildCommand {
  /** The project's folder. */
  readonly root: string;
  readonly build: Build;
  readonly print: (line: string) => void;
  /** Whether fictional phone numbers may lie in `dist/`. */
  readonly example: boolean;
  /** Only finds out whether everything compiles, and leaves `dist/` as it is. */
  readonly check: boolean;
}

const NO_ROUTING_FILE = [
  `There is no ${ROUTING_FILES.own}, so dist/ is empty and nothing can be deployed.`,
  `Everything compiles with ${ROUTING_FILES.example}. Copy that file to ${ROUTING_FILES.own} and put your people into it.`,
  'npm run build -- --example builds the fictional numbers all the same.',
].join('\n');

/**
 * Builds what `twilio serverless:deploy` uploads. Returns the exit code: 1 when the settings or the numbers were refused,
 * and then nothing lies in `dist/`.
 *
 * @throws ConfigError when the routing file is wrong, EnvFileError when `.env` is open to others
 */
export async function buildCommand(command: BuildCommand): Promise<number> {
  const { root, build, print, example, check } = command;
  if (!check) await clear(root);
  const { config, file } = await loadDispatch(root);
  const isExample = file === ROUTING_FILES.example && !example;
  if (check || isExample) {
    await build({ config, outDir: join(root, '.build/check') });
    print(check ? `Everything compiles with ${file}. dist/ is as it was.` : pc.yellow(NO_ROUTING_FILE));
    return 0;
  }
  return buildToDeploy(command);
}

async function buildToDeploy({ root, build, print, example }: BuildCommand): Promise<number> {
  const terms = { allowExample: example, signsIn: 'twilio-cli' } as const;
  const { candidate, refusals, warnings } = await prepare(root, build, terms);
  for (const warning of warnings) print(pc.yellow(warning));
  for (const refusal of refusals) print(pc.red(refusal));
  if (refusals.length > 0) {
    print(pc.red('dist/ is empty, and nothing can be deployed.'));
    return 1;
  }
  print(`Built ${candidate.files.length} files into dist/, routed by ${candidate.routingFile}.`);
  return 0;
}
