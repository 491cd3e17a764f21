import { existsSync } from 'node:fs';
import { chmod, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { deployProject, type DeployOptions } from '../../ops/deploy/deploy-project';
import { runTwilioRun } from '../../ops/deploy/twilio-run';
import { routeOf } from '../../ops/deploy/upload';
import { build } from '../../scripts/build';
import { loadDispatch } from '../../src/config/load';
import { SETTINGS } from '../../src/settings';
import { makeProject, type Project } from '../support/serverless-api/project';
import { startServerlessApi, type RunningServerlessApi } from '../support/serverless-api/start';

const ACCOUNT = { ACCOUNT_SID: `AC${'0'.repeat(32)}`, AUTH_TOKEN: 'the-account-secret' };
const TWILIO = {
  TWILIO_ACCOUNT_SID: ACCOUNT.ACCOUNT_SID,
  TWILIO_API_KEY: `SK${'0'.repeat(32)}`,
  TWILIO_API_SECRET: 'key#secret',
  TWILIO_FROM_NUMBER: '+15550100000',
  SYNC_SERVICE_SID: `IS${'0'.repeat(32)}`,
};
const ENV = { ...ACCOUNT, ...TWILIO, TWILIO_API_SECRET: '"key#secret"', STRANGER: 'not ours' };

const ROUTES = [
  'Assets /fallback.xml protected',
  'Functions /call-status protected',
  'Functions /voice-cascade protected',
  'Functions /voice-cascade-next protected',
  'Functions /voice-message protected',
  'Functions /voice-screen protected',
  'Functions /voice-screen-accept protected',
];

let api: RunningServerlessApi;
let project: Project;
let printed: string[];

beforeEach(async () => {
  api = await startServerlessApi(ACCOUNT.ACCOUNT_SID, ACCOUNT.AUTH_TOKEN);
  project = await makeProject(ENV);
  printed = [];
});

afterEach(async () => {
  await project.discard();
  await api.close();
});

/** The real twilio-run; only this child process is sent to the stand-in. */
function twilioRun(args: readonly string[]): Promise<number> {
  const env = { PATH: process.env['PATH'], HOME: project.root, ...api.env };
  return runTwilioRun(args, { cwd: project.root, stdio: 'ignore', env });
}

function deploy(options: Partial<DeployOptions> = {}): Promise<number> {
  return deployProject({
    root: project.root,
    build: () => Promise.resolve(),
    twilioRun,
    print: (line) => printed.push(stripVTControlCharacters(line)),
    dryRun: false,
    allowExample: true,
    passOn: [],
    ...options,
  });
}

function uploaded(): string[] {
  return api.received.uploads.map(({ kind, path, visibility }) => `${kind} ${path} ${visibility}`).sort();
}

describe('npm run deploy', () => {
  it('uploads every route with its visibility, and activates the build', async () => {
    expect(await deploy()).toBe(0);
    expect(uploaded()).toEqual(ROUTES);
    expect(api.received.uploads.find(({ path }) => path === '/voice-cascade')?.content).toBe(
      '// functions/voice-cascade.protected.js',
    );
    expect(api.received).toMatchObject({ activated: true, refused: [], build: { versions: ROUTES.length } });
  });

  it('brings the runtime handler as the only dependency, in the exact version, on Node 22', async () => {
    await deploy();
    expect(api.received.build).toMatchObject({
      dependencies: [{ name: '@twilio/runtime-handler', version: '2.1.0' }],
      runtime: 'node22',
    });
  });

  it('gives the functions their settings, and neither the account pair nor anything else in .env', async () => {
    await deploy();
    expect(api.received.variables).toEqual(TWILIO);
    expect(Buffer.byteLength(JSON.stringify(api.received.variables))).toBeLessThan(3000);
  });

  it('leaves no copy of the settings behind, and lets nobody else read it meanwhile', async () => {
    const seen: string[] = [];
    const failing: DeployOptions['twilioRun'] = async (args) => {
      seen.push(args[args.indexOf('--env') + 1]!);
      expect(await readFile(seen[0]!, 'utf8')).toContain("AUTH_TOKEN='the-account-secret'");
      expect((await stat(seen[0]!)).mode & 0o777).toBe(0o600);
      throw new Error('twilio-run is broken');
    };
    await expect(deploy({ twilioRun: failing })).rejects.toThrow('twilio-run is broken');
    expect(seen[0]).toContain(tmpdir());
    expect(existsSync(seen[0]!)).toBe(false);
  });

  it("passes on twilio-run's own exit code", async () => {
    expect(await deploy({ twilioRun: () => Promise.resolve(7) })).toBe(7);
    await project.write(
      'package.json',
      JSON.stringify({ name: 'x', dependencies: { '@twilio/runtime-handler': '^2.1.0' } }),
    );
    expect(await deploy()).toBe(1);
    expect(api.received.uploads).toEqual([]);
  });

  it('uploads the real build', async () => {
    const { config } = await loadDispatch(resolve('.'));
    const outDir = join(project.root, 'dist');
    expect(await deploy({ build: () => build({ config, outDir }) })).toBe(0);
    expect(uploaded()).toEqual(ROUTES);
    const fallback = api.received.uploads.find(({ kind }) => kind === 'Assets');
    expect(fallback?.content).toContain('<Dial');
    for (const { kind, content } of api.received.uploads) {
      // Self-contained: a relative require works locally and not where Twilio runs it.
      if (kind === 'Functions') expect(content).not.toMatch(/\brequire\(["']\./);
    }
  });
});

describe('npm run deploy refuses', () => {
  afterEach(() => {
    expect(printed.at(-1)).toBe('Nothing was deployed.');
    expect(api.received.requests).toBe(0);
  });

  it('a build without functions, which twilio-run would deploy and call a success', async () => {
    await project.remove('dist/functions');
    expect(await deploy()).toBe(1);
    expect(printed).toContain(
      'There is not one function in dist/functions: Twilio would take the empty build and answer no call.',
    );
  });

  it('a missing route', async () => {
    await project.remove('dist/functions/voice-screen.protected.js');
    expect(await deploy()).toBe(1);
    expect(printed.join('\n')).toContain('dist/functions/voice-screen.protected.js is missing');
  });

  it('a missing fallback document', async () => {
    await project.remove('dist/assets');
    expect(await deploy()).toBe(1);
    expect(printed.join('\n')).toContain('dist/assets/fallback.protected.xml is missing');
  });

  it('a file that nobody expects to have an address, even in a folder of its own', async () => {
    await project.write('dist/functions/voice-cascade.js', '');
    await project.write('dist/functions/lib/helper.js', '');
    expect(await deploy()).toBe(1);
    expect(printed.join('\n')).toContain('dist/functions/voice-cascade.js is not expected');
    expect(printed.join('\n')).toContain('dist/functions/lib/helper.js is not expected');
  });

  it('fictional numbers, unless told to deploy the example', async () => {
    expect(await deploy({ allowExample: false })).toBe(1);
    expect(printed.join('\n')).toContain(
      'config/dispatch.example.json has fictional numbers for Sergio, Backup',
    );
  });

  it('missing and malformed settings, all at once and without their values', async () => {
    const { AUTH_TOKEN: _, ...rest } = ENV;
    const env = { ...rest, TWILIO_API_KEY: 'hunter2', SLACK_TEAM_ID: 'T00000000' };
    await project.write(
      '.env',
      Object.entries(env)
        .map(([key, value]) => `${key}=${value}`)
        .join('\n'),
    );
    expect(await deploy()).toBe(1);
    const refused = printed.flatMap(
      (line) => /^In \.env, (\w+) is (\w+)/.exec(line)?.slice(1).join(' ') ?? [],
    );
    expect(refused).toEqual([
      'AUTH_TOKEN missing',
      'TWILIO_API_KEY malformed',
      'SLACK_BOT_TOKEN missing',
      'SLACK_SIGNING_SECRET missing',
      'SLACK_CHANNEL_ID missing',
      'SLACK_URL_KEY missing',
    ]);
    expect(printed.join('\n')).not.toContain('hunter2');
  });

  it('a project without .env', async () => {
    await project.remove('.env');
    expect(await deploy()).toBe(1);
    expect(printed.join('\n')).toContain('There is no .env. Copy .env.example to .env');
  });

  it('settings that Twilio would not take together', async () => {
    const secrets = SETTINGS.filter(({ secret, readBy }) => secret && readBy === 'functions').map(
      ({ name }) => name,
    );
    const long = Object.fromEntries(secrets.map((name) => [name, 'x'.repeat(440)]));
    await project.write(
      '.env',
      Object.entries({ ...ENV, ...long })
        .map(([key, value]) => `${key}=${value}`)
        .join('\n'),
    );
    expect(await deploy()).toBe(1);
    expect(printed.join('\n')).toMatch(/all settings together are \d{4} bytes as JSON/);
  });
});

describe('npm run deploy also', () => {
  it('prints with --dry-run what would be deployed, and deploys nothing', async () => {
    expect(await deploy({ dryRun: true })).toBe(0);
    for (const route of ROUTES) {
      const [, path, visibility] = route.split(' ');
      expect(printed).toContain(`  ${path!.padEnd(24)} ${visibility!}`);
    }
    const text = printed.join('\n');
    expect(text).toContain(Object.keys(TWILIO).join(', '));
    expect(text).toContain('@twilio/runtime-handler 2.1.0');
    expect(text).not.toContain('secret"');
    expect(text).not.toContain(ACCOUNT.AUTH_TOKEN);
    expect(api.received.requests).toBe(0);
  });

  it('warns of a readable .env, of parts that are not set up and of names that it does not know', async () => {
    await project.write(
      '.env',
      Object.entries(ENV)
        .map(([key, value]) => `${key}=${value}`)
        .join('\n'),
    );
    await chmod(join(project.root, '.env'), 0o644);
    expect(await deploy({ dryRun: true })).toBe(0);
    expect(printed.slice(-5)).toEqual([
      '.env can be read by others on this machine. Run: chmod 600 .env',
      'Not set up: Slack. None of its settings is in .env.',
      'Not set up: S3: the jobs and the record. None of its settings is in .env.',
      'Not set up: Own secrets. None of its settings is in .env.',
      'STRANGER in .env is no setting of this product, and is not deployed.',
    ]);
  });

  it('hands further arguments to twilio-run', async () => {
    const given: string[][] = [];
    const remember: DeployOptions['twilioRun'] = (args) => Promise.resolve(given.push([...args]) - 1);
    expect(await deploy({ twilioRun: remember, passOn: ['--production'] })).toBe(0);
    expect(given).toEqual([['deploy', '--env', expect.any(String), '--production']]);
  });

  it.each([
    ['functions/voice-cascade.protected.js', '/voice-cascade', 'protected'],
    ['functions/health.js', '/health', 'public'],
    ['functions/lib/x.private.js', '/lib/x', 'private'],
    ['assets/fallback.protected.xml', '/fallback.xml', 'protected'],
    ['assets/page.css', '/page.css', 'public'],
  ])('knows that %s becomes %s', (file, path, visibility) => {
    expect(routeOf(file)).toEqual({ path, visibility });
  });
});
