import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const FUNCTIONS = resolve(__dirname, '../../src/functions');

describe.each(readdirSync(FUNCTIONS))('%s', (file) => {
  const source = readFileSync(join(FUNCTIONS, file), 'utf8');

  test('is protected by its name, or says who may use it', () => {
    const isGuarded = file.endsWith('.protected.ts') || /^\s+authenticate,?$|authenticate:/m.test(source);
    expect(isGuarded).toBe(true);
  });

  test('only names its workflow: at most 25 lines', () => {
    expect(source.split('\n').length).toBeLessThanOrEqual(25);
    expect(source).toMatch(/export const handler = (endpoint|fullEndpoint)\(\{/);
  });
});
