import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SETTINGS } from '../../src/settings';

const SRC = resolve(__dirname, '../../src');

function filesBelow(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

const product = filesBelow(SRC).filter((file) => !file.startsWith(join(SRC, 'settings')));
const named = new Set(
  product.flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(
        /'((?:TWILIO|SYNC|SLACK|S3|RELAY|LINK|ACCOUNT|AUTH)_[A-Z0-9_]+)'/g,
      ),
    ].map(([, name = '']) => name),
  ),
);

test('every setting that the product reads is on the list, as one that functions read', () => {
  const listed = SETTINGS.filter(({ readBy }) => readBy === 'functions').map(({ name }) => name);
  expect([...named].filter((name) => !listed.includes(name))).toEqual([]);
  expect(named.size).toBeGreaterThan(5);
});

test('no function needs the account pair, and none reads the process’s environment', () => {
  expect([...named].filter((name) => name === 'ACCOUNT_SID' || name === 'AUTH_TOKEN')).toEqual([]);
  const readers = product.filter((file) => readFileSync(file, 'utf8').includes('process.env'));
  expect(readers).toEqual([]);
});
