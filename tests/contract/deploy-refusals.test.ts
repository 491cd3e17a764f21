import { SETTINGS } from '../../src/settings';
import { ENV, openDeployBench, type DeployBench } from '../support/serverless-api/bench';

let bench: DeployBench;

beforeEach(async () => {
  bench = await openDeployBench();
});

describe('npm run deploy refuses', () => {
  afterEach(async () => {
    await bench.close();
    expect(bench.printed.at(-1)).toBe('Nothing was deployed.');
    expect(bench.received.requests).toBe(0);
  });

  it('a build without functions, which twilio-run would deploy and call a success', async () => {
    await bench.project.remove('dist/functions');
    expect(await bench.deploy()).toBe(1);
    expect(bench.printed).toContain(
      'There is not one function in dist/functions: Twilio would take the empty build and answer no call.',
    );
  });

  it('a missing route', async () => {
    await bench.project.remove('dist/functions/voice-screen.protected.js');
    expect(await bench.deploy()).toBe(1);
    expect(bench.printed.join('\n')).toContain('dist/functions/voice-screen.protected.js is missing');
  });

  it('a missing fallback document', async () => {
    await bench.project.remove('dist/assets');
    expect(await bench.deploy()).toBe(1);
    expect(bench.printed.join('\n')).toContain('dist/assets/fallback.protected.xml is missing');
  });

  it('a file that nobody expects to have an address, even in a folder of its own', async () => {
    await bench.project.write('dist/functions/voice-cascade.js', '');
    await bench.project.write('dist/functions/lib/helper.js', '');
    expect(await bench.deploy()).toBe(1);
    expect(bench.printed.join('\n')).toContain('dist/functions/voice-cascade.js is not expected');
    expect(bench.printed.join('\n')).toContain('dist/functions/lib/helper.js is not expected');
  });

  it('fictional numbers, unless told to deploy the example', async () => {
    expect(await bench.deploy({ allowExample: false })).toBe(1);
    expect(bench.printed.join('\n')).toContain(
      'config/dispatch.example.json has fictional numbers for Sergio, Backup',
    );
  });

  it('missing and malformed settings, all at once and without their values', async () => {
    const { AUTH_TOKEN: _, ...rest } = ENV;
    const env = { ...rest, TWILIO_API_KEY: 'hunter2', SLACK_TEAM_ID: 'T00000000' };
    await bench.project.write(
      '.env',
      Object.entries(env)
        .map(([key, value]) => `${key}=${value}`)
        .join('\n'),
    );
    expect(await bench.deploy()).toBe(1);
    const refused = bench.printed.flatMap(
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
    expect(bench.printed.join('\n')).not.toContain('hunter2');
  });

  it('a project without .env', async () => {
    await bench.project.remove('.env');
    expect(await bench.deploy()).toBe(1);
    expect(bench.printed.join('\n')).toContain('There is no .env. Copy .env.example to .env');
  });

  it('settings that Twilio would not take together', async () => {
    const secrets = SETTINGS.filter(({ secret, readBy }) => secret && readBy === 'functions').map(
      ({ name }) => name,
    );
    const long = Object.fromEntries(secrets.map((name) => [name, 'x'.repeat(440)]));
    await bench.project.write(
      '.env',
      Object.entries({ ...ENV, ...long })
        .map(([key, value]) => `${key}=${value}`)
        .join('\n'),
    );
    expect(await bench.deploy()).toBe(1);
    expect(bench.printed.join('\n')).toMatch(/all settings together are \d{4} bytes as JSON/);
  });
});
