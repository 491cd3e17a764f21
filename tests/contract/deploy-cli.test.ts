import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SETTINGS_FILE } from '../../ops/deploy/settings-file';
import { ENV, openDeployBench, ROUTES, TWILIO, type DeployBench } from '../support/serverless-api/bench';
import { envText } from '../support/serverless-api/project';

/** Of the own routing file. */
const OWN = '+61491570156';
const FICTIONAL = '+15550100001';

let bench: DeployBench;

beforeEach(async () => {
  bench = await openDeployBench();
});

afterEach(() => bench.close());

function cascade(): string {
  return bench.received.uploads.filter(({ path }) => path === '/voice-cascade').at(-1)?.content ?? '';
}

describe('twilio serverless:deploy after npm run build', () => {
  it('puts the own numbers live, with the checked settings and nothing else of .env', async () => {
    await bench.project.useOwnNumbers();
    expect(await bench.build()).toBe(0);
    const run = await bench.cli();
    expect({ ...run, said: '' }).toEqual({ code: 0, said: '' });
    expect(bench.uploaded()).toEqual(ROUTES);
    expect(cascade()).toContain(OWN);
    expect(bench.received.variables).toEqual(TWILIO);
    expect(bench.received).toMatchObject({ activated: true, build: { runtime: 'node22' }, refused: [] });
  });

  it('needs no account pair in .env, because the profile has its own', async () => {
    const { ACCOUNT_SID: _, AUTH_TOKEN: __, ...rest } = ENV;
    await bench.project.write('.env', envText(rest));
    await bench.project.useOwnNumbers();
    expect(await bench.build()).toBe(0);
    expect((await bench.cli()).code).toBe(0);
    expect(bench.received.variables).toEqual(TWILIO);
  });

  it('reads a settings file that only this user can read, without the account pair and without strangers', async () => {
    await bench.project.useOwnNumbers();
    await bench.build();
    const path = join(bench.project.root, SETTINGS_FILE);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const text = await readFile(path, 'utf8');
    expect(text).toContain("TWILIO_API_SECRET='key#secret'");
    expect(text).not.toMatch(/AUTH_TOKEN|STRANGER|^ACCOUNT_SID/m);
  });

  it('works again, from another machine and after a deploy that failed', async () => {
    await bench.project.useOwnNumbers();
    await bench.build();
    const handler = await readFile(join(bench.project.root, 'package.json'), 'utf8');
    await bench.project.write('package.json', handler.replace('2.0.1', '2.1.0'));
    const failed = await bench.cli();
    expect(failed.code).toBe(1);
    expect(failed.said).toContain('No matching version found for @twilio/runtime-handler@2.1.0');
    expect(bench.received).toMatchObject({ services: [{ activations: 0 }], activated: false });
    await bench.project.write('package.json', handler);
    expect((await bench.cli()).code).toBe(0);
    expect((await bench.cli()).code).toBe(0);
    const other = await mkdtemp(join(tmpdir(), 'relay-other-machine-'));
    await cp(bench.project.root, other, {
      recursive: true,
      filter: (path) => !path.endsWith('.twiliodeployinfo'),
    });
    expect((await bench.cli({ folder: other })).code).toBe(0);
    await rm(other, { recursive: true });
    expect(bench.received.services).toHaveLength(1);
    expect(bench.received.services[0]!.activations).toBe(3);
  });

  it('does not know that a build is older than the routing file and .env', async () => {
    await bench.project.useOwnNumbers();
    await bench.build();
    const routing = await readFile(join(bench.project.root, 'config/dispatch.json'), 'utf8');
    await bench.project.write('config/dispatch.json', routing.replaceAll(OWN, '+61491570158'));
    await bench.project.write('.env', envText({ ...ENV, TWILIO_API_SECRET: 'newer' }));
    expect((await bench.cli()).code).toBe(0);
    expect(cascade()).toContain(OWN);
    expect(bench.received.variables['TWILIO_API_SECRET']).toBe('key#secret');
    expect(await bench.build()).toBe(0);
    expect((await bench.cli()).code).toBe(0);
    expect(cascade()).toContain('+61491570158');
    expect(bench.received.variables['TWILIO_API_SECRET']).toBe('newer');
  });

  it('does not know that the profile is of another account than .env', async () => {
    await bench.project.useOwnNumbers();
    const foreign = { ...TWILIO, TWILIO_ACCOUNT_SID: `AC${'2'.repeat(32)}` };
    await bench.project.write('.env', envText({ ...foreign, TWILIO_API_SECRET: 'x' }));
    expect(await bench.build()).toBe(0);
    expect((await bench.cli()).code).toBe(0);
    expect(bench.received.variables['TWILIO_ACCOUNT_SID']).toBe(foreign.TWILIO_ACCOUNT_SID);
  });
});

describe('twilio serverless:deploy stops before its first request', () => {
  afterEach(() => expect(bench.received.requests).toBe(0));

  async function expectStop(): Promise<void> {
    const { code, said } = await bench.cli();
    expect(code).toBe(1);
    expect(said).toContain('Failed to find .env file');
    expect(said).toContain('made-by-npm-run-build.env');
  }

  it('without a build', expectStop);

  it('after a build without an own routing file, which also removes the build before it', async () => {
    await bench.project.useOwnNumbers();
    await bench.build();
    await bench.project.remove('config/dispatch.json');
    expect(await bench.build()).toBe(0);
    expect(bench.printed).toContain(
      'There is no config/dispatch.json, so dist/ is empty and nothing can be deployed.',
    );
    expect(existsSync(join(bench.project.root, 'dist'))).toBe(false);
    await expectStop();
  });

  it('after a build of an own routing file that still has fictional numbers', async () => {
    const example = await readFile(join(bench.project.root, 'config/dispatch.example.json'), 'utf8');
    await bench.project.write('config/dispatch.json', example);
    expect(await bench.build()).toBe(1);
    expect(bench.printed.join('\n')).toContain('config/dispatch.json has fictional numbers');
    await expectStop();
  });

  it('after a build of a routing file that is wrong', async () => {
    await bench.project.useOwnNumbers();
    await bench.build();
    await bench.project.write('config/dispatch.json', '{');
    await expect(bench.build()).rejects.toThrow('config/dispatch.json cannot be used');
    await expectStop();
  });

  it('after a build without .env', async () => {
    await bench.project.useOwnNumbers();
    await bench.build();
    await bench.project.remove('.env');
    expect(await bench.build()).toBe(0);
    expect(bench.printed.join('\n')).toContain('Until then twilio serverless:deploy refuses');
    await expectStop();
  });

  it('after a build with settings that npm run deploy would refuse', async () => {
    await bench.project.useOwnNumbers();
    await bench.project.write('.env', envText({ ...ENV, SYNC_SERVICE_SID: `IS${'0'.repeat(32)}` }));
    expect(await bench.build()).toBe(1);
    expect(bench.printed.join('\n')).toContain('SYNC_SERVICE_SID is still the placeholder');
    await expectStop();
  });

  it('after a check, which leaves dist/ as it was', async () => {
    expect(await bench.build({ check: true })).toBe(0);
    await expectStop();
  });
});

describe('an example build', () => {
  it('goes live only when it was asked for', async () => {
    expect(await bench.build({ example: true })).toBe(0);
    expect((await bench.cli()).code).toBe(0);
    expect(cascade()).toContain(FICTIONAL);
  });
});
