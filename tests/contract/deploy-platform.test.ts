import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesAsJson } from '../../src/settings';
import { openDeployBench, TWILIO, type DeployBench } from '../support/serverless-api/bench';
import { envText } from '../support/serverless-api/project';

let bench: DeployBench;

beforeEach(async () => {
  bench = await openDeployBench();
  await bench.project.useOwnNumbers();
  expect(await bench.build()).toBe(0);
});

afterEach(() => bench.close());

/** Takes away what `npm run build` checks, to see what Twilio itself refuses. */
async function settings(env: Readonly<Record<string, string>>): Promise<void> {
  await bench.project.write('dist/made-by-npm-run-build.env', envText(env));
}

async function handler(version: string): Promise<void> {
  const text = await readFile(join(bench.project.root, 'package.json'), 'utf8');
  await bench.project.write('package.json', text.replace('2.0.1', version));
}

/** Settings of about this many bytes as JSON, none over 450. */
function filler(bytes: number): Record<string, string> {
  const env: Record<string, string> = { ...TWILIO };
  for (let index = 0; bytesAsJson(env) < bytes - 20; index += 1) {
    env[`F${index}`] = 'x'.repeat(Math.min(400, bytes - bytesAsJson(env) - 9));
  }
  return env;
}

describe('the platform refuses', () => {
  it.each(['2.1.0', '2.0.3'])('the handler %s, which npm has and Twilio does not', async (version) => {
    await handler(version);
    const { code, said } = await bench.cli();
    expect(code).toBe(1);
    expect(said).toContain('20001');
    expect(said).toContain(`No matching version found for @twilio/runtime-handler@${version}`);
  });

  it('a build without functions', async () => {
    await bench.project.remove('dist/functions');
    const { code, said } = await bench.cli();
    expect(code).toBe(1);
    expect(said).toContain('20001');
  });

  it('an unknown runtime', async () => {
    const { code, said } = await bench.cli({ extra: { runtime: 'node10' } });
    expect(code).toBe(1);
    expect(said).toContain('unsupported runtime: node10');
  });

  it('a taken name, unless the rc says that the service may be used again', async () => {
    expect((await bench.cli()).code).toBe(0);
    await bench.project.remove('.twiliodeployinfo');
    const rc = await readFile(join(bench.project.root, '.twilioserverlessrc'), 'utf8');
    await bench.project.write('.twilioserverlessrc', rc.replace(', overrideExistingProject: true', ''));
    const { code, said } = await bench.cli();
    expect(code).toBe(1);
    expect(said).toContain('Service with name "dispatch-relay" already exists');
  });

  it('a context over 3 KB, to which Twilio adds its own: 2,900 bytes of settings are too many', async () => {
    await settings(filler(2900));
    const { code, said } = await bench.cli();
    expect(code).toBe(1);
    expect(said).toContain('82006');
    expect(bench.received.activated).toBe(false);
  });
});

describe('the platform takes', () => {
  it.each(['2.0.0', '1.3.1', '2.1.2'])('the handler %s', async (version) => {
    await handler(version);
    expect((await bench.cli()).code).toBe(0);
  });

  it('2,700 bytes of settings, the most that our own check lets through', async () => {
    await settings(filler(2700));
    expect((await bench.cli()).code).toBe(0);
    const [service] = bench.received.services;
    const own = bytesAsJson(service!.context) - bytesAsJson(bench.received.variables);
    expect(own).toBeGreaterThan(270);
    expect(own).toBeLessThan(340);
  });
});
