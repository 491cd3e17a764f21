import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Build } from '../../../ops/deploy/prepare';
import { EXPECTED_FILES } from '../../../ops/deploy/upload';

const ROOT = resolve(__dirname, '../../..');

/** A project folder to deploy from: our real settings files and dependencies. */
export interface Project {
  readonly root: string;
  /** Writes a file, with its folders. */
  write(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Writes an own routing file, with numbers that no check takes for fictional. */
  useOwnNumbers(): Promise<void>;
  discard(): Promise<void>;
}

/** A build that takes no time. Each expected file that `drop` does not name holds its own name and all phone numbers. */
export function fillDist({ drop = [] as readonly string[], add = [] as readonly string[] } = {}): Build {
  return async ({ config, outDir }) => {
    const phones = config.dispatchers.map(({ phone }) => phone).join(' ');
    const files = EXPECTED_FILES.filter((file) => !drop.some((name) => file.startsWith(name)));
    for (const file of [...files, ...add]) {
      await mkdir(dirname(join(outDir, file)), { recursive: true });
      await writeFile(join(outDir, file), `// ${file} ${phones}`);
    }
  };
}

/** The example with numbers that Australia sets aside for films: no check of ours takes them for fictional. */
function withOwnNumbers(example: string): string {
  return example.replaceAll('+15550100001', '+61491570156').replaceAll('+15550100002', '+61491570157');
}

/** The lines of an env file. */
export function envText(env: Readonly<Record<string, string>>): string {
  return Object.entries(env)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

/** Makes a project in a temporary folder, with `env` in its `.env` and no own routing file. */
export async function makeProject(env: Readonly<Record<string, string>>): Promise<Project> {
  const root = await mkdtemp(join(tmpdir(), 'relay-project-'));
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  const { name, dependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  await write('package.json', JSON.stringify({ name, dependencies }));
  await cp(join(ROOT, '.twilioserverlessrc'), join(root, '.twilioserverlessrc'));
  // twilio-run refuses a folder with neither; it would deploy these sources if it did not read its settings.
  await write('src/not-deployed.js', 'exports.handler = () => {};');
  await write('assets/not-deployed.txt', 'private');
  await cp(join(ROOT, 'config/dispatch.example.json'), join(root, 'config/dispatch.example.json'));
  await write('.env', envText(env));
  await chmod(join(root, '.env'), 0o600);
  return {
    root,
    write,
    remove: (path) => rm(join(root, path), { recursive: true }),
    useOwnNumbers: async () => {
      const example = await readFile(join(root, 'config/dispatch.example.json'), 'utf8');
      await write('config/dispatch.json', withOwnNumbers(example));
    },
    discard: () => rm(root, { recursive: true }),
  };
}
