import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { installPackage } from '../../scripts/install-package';

/** Installing a package of the tests' own: once, and again only when something else is wanted. */
let folder: string;
let runs: number;

const npm = (): null => {
  runs += 1;
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
  mkdirSync(join(folder, 'node_modules'));
  return null;
};

beforeEach(() => {
  runs = 0;
  folder = mkdtempSync(join(tmpdir(), 'openapi-'));
  for (const name of ['package.json', 'package-lock.json']) writeFileSync(join(folder, name), '{}');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('happens once', () => {
  expect(installPackage(folder, npm)).toEqual({ kind: 'installed' });
  expect(installPackage(folder, npm)).toEqual({ kind: 'there' });
  expect(runs).toBe(1);
});

test.each(['package.json', 'package-lock.json'])('happens again when %s has changed', (name) => {
  installPackage(folder, npm);
  writeFileSync(join(folder, name), '{ }');
  expect(installPackage(folder, npm)).toEqual({ kind: 'installed' });
});

test('happens again when it failed, or when the packages are gone', () => {
  const failing = (): string => 'npm error network';
  expect(installPackage(folder, failing)).toEqual({ kind: 'failed', why: 'npm error network' });
  expect(installPackage(folder, npm)).toEqual({ kind: 'installed' });
  rmSync(join(folder, 'node_modules'), { recursive: true });
  expect(installPackage(folder, npm)).toEqual({ kind: 'installed' });
});

test('the OpenAPI package brings two packages and nothing that they run on, from no named registry', () => {
  const ours = resolve(__dirname, '../openapi');
  const lock = readFileSync(join(ours, 'package-lock.json'), 'utf8');
  const { packages } = JSON.parse(lock) as { packages: Record<string, { link?: boolean }> };
  const real = Object.keys(packages).filter(
    (path) => path.startsWith('node_modules/') && !packages[path]?.link,
  );
  expect(real.length).toBeLessThan(10);
  expect(lock).not.toMatch(/"resolved": "https?:/);
  expect(readFileSync(join(ours, '.npmrc'), 'utf8')).toContain('ignore-scripts=true');
  expect(existsSync(join(ours, 'node_modules/twilio/index.js'))).toBe(false);
});

test('the Chromium package names no registry and runs no scripts', () => {
  const ours = resolve(__dirname, '../chromium');
  expect(readFileSync(join(ours, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": "https?:/);
  expect(readFileSync(join(ours, '.npmrc'), 'utf8')).toContain('ignore-scripts=true');
});
