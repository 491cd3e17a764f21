import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const FUNCTIONS = resolve(__dirname, '../../src/functions');

describe.each(readdirSync(FUNCTIONS))('%s', (file) => {
  const source = readFileSync(join(FUNCTIONS, file), 'utf8');

  test('is protected by its name, or says who may use it', () => {
    // A `slackEndpoint` sees nothing but what has passed `atTheDoor` (tests/stories/slack-door.test.ts).
    const saysWho = /^\s+authenticate,?$|authenticate:|= slackEndpoint\(\{$/m.test(source);
    expect(file.endsWith('.protected.ts') || saysWho).toBe(true);
  });

  test('only names its workflow: at most 25 lines', () => {
    expect(source.split('\n').length).toBeLessThanOrEqual(25);
    expect(source).toMatch(/export const handler = (endpoint|fullEndpoint|slackEndpoint)\(\{/);
  });
});
