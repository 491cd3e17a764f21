import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { checkSettings, SETTINGS } from '../../src/settings';

describe('the generated files', () => {
  it('are committed as npm run generate would write them', () => {
    // In a process of its own: Prettier is an ES module, which Jest's sandbox cannot load.
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'scripts/generate.ts', '--check'],
      { encoding: 'utf8' },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('have an .env.example that lacks nothing but the secrets', () => {
    const env = parseEnv(readFileSync('.env.example', 'utf8'));
    const secrets = SETTINGS.filter(({ secret, required }) => secret && required).map(({ name }) => name);
    expect(checkSettings(env).map(({ path }) => path)).toEqual(secrets);
  });
});
