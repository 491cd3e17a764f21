import { join } from 'node:path';
import { chromiumOfMachine, findChromium, UNPACKED, type Machine } from '../support/chromium';

/** Finding a Chromium for browser tests, on machines that have some of these files. */
const machine = (
  files: readonly string[],
  env: Machine['env'] = {},
  broken: readonly string[] = [],
): Machine => ({
  env: { PATH: '/usr/local/bin:/usr/bin', ...env },
  exists: (path) => files.includes(path),
  runs: (path) => !broken.includes(path),
});

const OURS = join(UNPACKED, 'chromium');

test('CHROMIUM_PATH comes first', () => {
  const here = machine(['/my/chrome', '/usr/bin/chromium'], { CHROMIUM_PATH: '/my/chrome' });
  expect(findChromium(here)).toEqual({ executablePath: '/my/chrome', env: {} });
});

test('a CHROMIUM_PATH without a file is an error, and nothing else is started', () => {
  const here = machine(['/usr/bin/chromium'], { CHROMIUM_PATH: '/my/chrome' });
  expect(() => findChromium(here)).toThrow('CHROMIUM_PATH names /my/chrome, which does not exist.');
});

test.each(['/usr/bin/chromium', '/usr/local/bin/google-chrome', '/usr/bin/google-chrome-stable'])(
  'finds %s by itself, before the package',
  (path) => {
    expect(findChromium(machine([path, OURS])).executablePath).toBe(path);
  },
);

test('passes over a program that does not start', () => {
  const files = ['/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  expect(chromiumOfMachine(machine(files, {}, ['/usr/bin/chromium-browser']))).toBe('/usr/bin/google-chrome');
});

test('without one, the package’s own is started with its libraries and fonts', () => {
  expect(chromiumOfMachine(machine([OURS]))).toBeNull();
  expect(findChromium(machine([OURS]))).toEqual({
    executablePath: OURS,
    env: { LD_LIBRARY_PATH: join(UNPACKED, 'al2023/lib'), FONTCONFIG_PATH: join(UNPACKED, 'fonts') },
  });
});

test('without any, the error names both remedies', () => {
  expect(() => findChromium(machine([]))).toThrow(/npm run chromium:install.*CHROMIUM_PATH/);
});
