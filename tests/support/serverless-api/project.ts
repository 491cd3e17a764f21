import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { EXPECTED_FILES } from '../../../ops/deploy/upload';

const ROOT = resolve(__dirname, '../../..');

/** A project folder to deploy from: our real settings files and dependencies around a `dist/` of the caller's choice. */
export interface Project {
  readonly root: string;
  /** Writes a file, with its folders. */
  write(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
  discard(): Promise<void>;
}

/** Makes a project in a temporary folder; every expected file is in its `dist/`, and `env` in its `.env`. */
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
  for (const file of EXPECTED_FILES) await write(`dist/${file}`, `// ${file}`);
  await write(
    '.env',
    Object.entries(env)
      .map(([key, value]) => `${key}=${value}\n`)
      .join(''),
  );
  await chmod(join(root, '.env'), 0o600);
  return {
    root,
    write,
    remove: (path) => rm(join(root, path), { recursive: true }),
    discard: () => rm(root, { recursive: true }),
  };
}
