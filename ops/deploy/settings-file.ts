import { writeFile } from 'node:fs/promises';

/** Where `npm run build` writes the checked settings; `.twilioserverlessrc` names the same file. */
export const SETTINGS_FILE = 'dist/made-by-npm-run-build.env';

/**
 * Writes `settings` to a new file that only this user can read. The settings are checked: no value holds a quotation mark
 * or a line break.
 */
export async function writeSettings(path: string, settings: Readonly<Record<string, string>>): Promise<void> {
  const lines = Object.entries(settings).map(([name, value]) => `${name}='${value}'\n`);
  await writeFile(path, lines.join(''), { mode: 0o600, flag: 'wx' });
}
