import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readEnvFile } from '../../ops/env-file';
import { SETTINGS } from '../../src/settings';
import { ENV, openDeployBench, type DeployBench } from '../support/serverless-api/bench';
import { envText, fillDist } from '../support/serverless-api/project';

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
    expect(await bench.deploy({ build: fillDist({ drop: ['functions/'] }) })).toBe(1);
    expect(bench.printed).toContain(
      'There is not one function in dist/functions: Twilio would take the empty build and answer no call.',
    );
  });

  it('a missing route', async () => {
    const build = fillDist({ drop: ['functions/voice-screen.protected.js'] });
    expect(await bench.deploy({ build })).toBe(1);
    expect(bench.printed.join('\n')).toContain('dist/functions/voice-screen.protected.js is missing');
  });

  it('a missing fallback document', async () => {
    expect(await bench.deploy({ build: fillDist({ drop: ['assets/'] }) })).toBe(1);
    expect(bench.printed.join('\n')).toContain('dist/assets/fallback.protected.xml is missing');
  });

  it('a file that nobody expects to have an address, even in a folder of its own', async () => {
    const build = fillDist({ add: ['functions/voice-cascade.js', 'functions/lib/helper.js'] });
    expect(await bench.deploy({ build })).toBe(1);
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
    const env = { ...rest, TWILIO_API_KEY: 'hunter2', SLACK_TEAM_ID: 'T00000001' };
    await bench.project.write('.env', envText(env));
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
    await bench.project.write('.env', envText({ ...ENV, ...long }));
    expect(await bench.deploy()).toBe(1);
    expect(bench.printed.join('\n')).toMatch(/all settings together are \d{4} bytes as JSON/);
  });

  it('the placeholders of .env.example, each by its name', async () => {
    const text = await readFile('.env.example', 'utf8');
    await bench.project.write('.env', text.replaceAll(/=$/gm, '=filled-in').replaceAll(/^# (\w+=)/gm, '$1'));
    expect(await bench.deploy({ dryRun: true })).toBe(1);
    const named = bench.printed.flatMap((line) => /^In \.env, (\w+) is still the plac/.exec(line)?.[1] ?? []);
    const expected = SETTINGS.filter(({ secret }) => !secret).map(({ name }) => name);
    expect(named).toEqual(expected.filter((name) => !['S3_JOBS_KEY', 'S3_REGION'].includes(name)));
  });

  it('a setting that stands twice, because tools disagree about which one counts', async () => {
    await bench.project.write('.env', `${envText(ENV)}STRANGER=again\n export TWILIO_API_SECRET = other\n`);
    expect(await bench.deploy({ dryRun: true })).toBe(1);
    expect(bench.printed.filter((line) => line.startsWith('In .env'))).toEqual([
      'In .env, TWILIO_API_SECRET stands more than once; keep the line that is right.',
    ]);
  });
});

describe('.env that others can read', () => {
  afterEach(() => bench.close());

  it.each([0o640, 0o604, 0o620, 0o644])('stops a deploy and a build with mode %o', async (mode) => {
    await bench.project.useOwnNumbers();
    expect(await bench.build()).toBe(0);
    await chmod(join(bench.project.root, '.env'), mode);
    const sentence = '.env is open to others on this machine. Run: chmod 600 .env';
    await expect(bench.deploy()).rejects.toThrow(sentence);
    await expect(bench.build()).rejects.toThrow(sentence);
    await expect(readEnvFile(bench.project.root)).rejects.toThrow(sentence);
    // Nothing is left for Twilio's command line.
    expect((await bench.cli()).code).toBe(1);
    expect(bench.received.requests).toBe(0);
  });
});
