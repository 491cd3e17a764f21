import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHROMIUM_PACKAGE, chromiumOfMachine, UNPACKED } from '../tests/support/chromium';
import { installPackage, npmCi, type Npm } from './install-package';

/** With this variable `@sparticuz/chromium` also unpacks the libraries that a bare machine lacks. */
const WITH_LIBRARIES = { AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' };

/** The package's own file names `/tmp/fonts` only, and Chromium crashes on a page when it finds no font. */
const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${escapeXml(join(UNPACKED, 'fonts'))}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${escapeXml(join(UNPACKED, 'fonts-cache'))}</cachedir>
</fontconfig>
`;

/** Unpacks beside the final folder and renames it: a run that is interrupted leaves no half Chromium. */
const unpack: Npm = (folder) => {
  const fresh = `${UNPACKED}-${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  const { status, stderr } = spawnSync(
    process.execPath,
    ['-e', "import('@sparticuz/chromium').then(({ default: it }) => it.executablePath())"],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, ...WITH_LIBRARIES, TMPDIR: fresh } },
  );
  if (status !== 0) return stderr.trim();
  writeFileSync(join(fresh, 'fonts/fonts.conf'), FONTS_CONF);
  rmSync(UNPACKED, { recursive: true, force: true });
  renameSync(fresh, UNPACKED);
  return null;
};

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** `npm run chromium:install`: brings a Chromium for the browser tests where the machine has none. */
function main(): void {
  if (chromiumOfMachine() !== null) return;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.error('Browser tests need Chromium or Chrome: install one, or name it in CHROMIUM_PATH.');
    process.exitCode = 1;
    return;
  }
  const result = installPackage(CHROMIUM_PACKAGE, (folder) => npmCi(folder) ?? unpack(folder));
  if (result.kind === 'installed') console.log('Installed a Chromium for browser tests in tests/chromium.');
  if (result.kind !== 'failed') return;
  console.error(
    'No Chromium is on this machine, and none could be installed in tests/chromium. Connect to the npm ' +
      `registry once and run npm run chromium:install, or name a Chromium in CHROMIUM_PATH.\n${result.why}`,
  );
  process.exitCode = 1;
}

main();
