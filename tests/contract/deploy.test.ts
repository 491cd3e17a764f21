import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { DeployOptions } from '../../ops/deploy/deploy-project';
import { routeOf } from '../../ops/deploy/upload';
import { build } from '../../scripts/build';
import { ACCOUNT, openDeployBench, ROUTES, TWILIO, type DeployBench } from '../support/serverless-api/bench';

/** Twilio gives it to functions by itself, as the toolkit asks for it. */
const ACCOUNT_IN_CONTEXT = { ACCOUNT_SID: ACCOUNT.ACCOUNT_SID, AUTH_TOKEN: expect.any(String) as string };

let bench: DeployBench;

beforeEach(async () => {
  bench = await openDeployBench();
});

afterEach(() => bench.close());

describe('npm run deploy', () => {
  it('uploads every route with its visibility, and activates the build', async () => {
    expect(await bench.deploy()).toBe(0);
    expect(bench.uploaded()).toEqual(ROUTES);
    expect(bench.received.uploads.find(({ path }) => path === '/voice-cascade')?.content).toBe(
      '// functions/voice-cascade.protected.js +15550100001 +15550100002',
    );
    expect(bench.received).toMatchObject({
      activated: true,
      refused: [],
      build: { versions: ROUTES.length },
    });
  });

  it('brings the runtime handler as the only dependency, in the exact version, on Node 22', async () => {
    await bench.deploy();
    expect(bench.received.build).toMatchObject({
      dependencies: [{ name: '@twilio/runtime-handler', version: '2.0.1' }],
      runtime: 'node22',
    });
  });

  it('gives the functions their settings, and neither the account pair nor anything else in .env', async () => {
    await bench.deploy();
    expect(bench.received.variables).toEqual(TWILIO);
    expect(Buffer.byteLength(JSON.stringify(bench.received.variables))).toBeLessThan(2700);
  });

  it('leaves no copy of the settings behind, and lets nobody else read it meanwhile', async () => {
    const seen: string[] = [];
    const failing: DeployOptions['twilioRun'] = async (args) => {
      seen.push(args[args.indexOf('--env') + 1]!);
      expect(await readFile(seen[0]!, 'utf8')).toContain("AUTH_TOKEN='the-account-secret'");
      expect((await stat(seen[0]!)).mode & 0o777).toBe(0o600);
      throw new Error('twilio-run is broken');
    };
    await expect(bench.deploy({ twilioRun: failing })).rejects.toThrow('twilio-run is broken');
    expect(seen[0]).toContain(tmpdir());
    expect(existsSync(seen[0]!)).toBe(false);
  });

  it('deploys again into the service of the first deploy, and keeps what was switched off there', async () => {
    await bench.deploy();
    const [service] = bench.received.services;
    expect(service!.includeCredentials).toBe(true);
    expect(service!.context).toMatchObject(ACCOUNT_IN_CONTEXT);
    service!.includeCredentials = false;
    await bench.project.remove('.twiliodeployinfo');
    expect(await bench.deploy()).toBe(0);
    expect(bench.received.services).toHaveLength(1);
    expect(service!).toMatchObject({ activations: 2, includeCredentials: false });
    expect(service!.context).not.toHaveProperty('AUTH_TOKEN');
  });

  it("passes on twilio-run's own exit code", async () => {
    expect(await bench.deploy({ twilioRun: () => Promise.resolve(7) })).toBe(7);
    await bench.project.write(
      'package.json',
      JSON.stringify({ name: 'x', dependencies: { '@twilio/runtime-handler': '^2.0.1' } }),
    );
    expect(await bench.deploy()).toBe(1);
    expect(bench.received.uploads).toEqual([]);
  });

  it('uploads the real build', async () => {
    expect(await bench.deploy({ build })).toBe(0);
    expect(bench.uploaded()).toEqual(ROUTES);
    const fallback = bench.received.uploads.find(({ content }) => content.includes('<Dial'));
    expect(fallback?.content).toContain('sequential');
    for (const { kind, content } of bench.received.uploads) {
      // Self-contained: a relative require works locally and not where Twilio runs it.
      if (kind === 'Functions') expect(content).not.toMatch(/\brequire\(["']\./);
    }
  });
});

describe('npm run deploy also', () => {
  it('prints with --dry-run what would be deployed, and deploys nothing', async () => {
    expect(await bench.deploy({ dryRun: true })).toBe(0);
    for (const route of ROUTES) {
      const [, path, visibility] = route.split(' ');
      expect(bench.printed).toContain(`  ${path!.padEnd(24)} ${visibility!}`);
    }
    const text = bench.printed.join('\n');
    expect(text).toContain(Object.keys(TWILIO).join(', '));
    expect(text).toContain('@twilio/runtime-handler 2.0.1');
    expect(text).not.toContain('secret"');
    expect(text).not.toContain(ACCOUNT.AUTH_TOKEN);
    expect(bench.received.requests).toBe(0);
  });

  it('warns of parts that are not set up and of names that it does not know', async () => {
    expect(await bench.deploy({ dryRun: true })).toBe(0);
    expect(bench.printed.slice(-4)).toEqual([
      'Not set up: Slack. None of its settings is in .env.',
      'Not set up: S3: the jobs and the record. None of its settings is in .env.',
      'Not set up: Own secrets. None of its settings is in .env.',
      'STRANGER in .env is no setting of this product, and is not deployed.',
    ]);
  });

  it('hands further arguments to twilio-run', async () => {
    const given: string[][] = [];
    const remember: DeployOptions['twilioRun'] = (args) => Promise.resolve(given.push([...args]) - 1);
    expect(await bench.deploy({ twilioRun: remember, passOn: ['--production'] })).toBe(0);
    expect(given).toEqual([['deploy', '--runtime', 'node22', '--env', expect.any(String), '--production']]);
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
