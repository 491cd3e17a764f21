import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isE164 } from '../../src/cascade/caller';
import type { DispatchConfig } from '../../src/config/dispatch';
import { loadDispatch } from '../../src/config/load';
import { deployedSettings } from '../../src/settings';
import { readEnvFile } from '../env-file';
import { listFiles } from './gather';
import { judge, type Candidate, type Terms, type Verdict } from './judge';
import { SETTINGS_FILE, writeSettings } from './settings-file';

/** Builds what `config` makes for the number `line` (E.164) into `outDir`; throws with a sentence when it cannot. */
export type Build = (options: { config: DispatchConfig; line?: string; outDir: string }) => Promise<unknown>;

/** What was prepared, and what was found of it. */
export interface Prepared extends Verdict {
  readonly candidate: Candidate;
}

/** Removes `dist/`, and with it everything that Twilio's tools would take. */
export function clear(root: string): Promise<void> {
  return rm(join(root, 'dist'), { recursive: true, force: true });
}

/**
 * Fills `dist/` with the functions, the assets and the checked settings of the project in `root`. Twilio's command line
 * takes whatever lies there, so after a refusal or a failure nothing does.
 *
 * @throws ConfigError when the routing file is wrong, EnvFileError when `.env` is open to others
 */
export async function prepare(root: string, build: Build, terms: Terms): Promise<Prepared> {
  await clear(root);
  try {
    const [{ config, file }, { env, repeated }] = await Promise.all([loadDispatch(root), readEnvFile(root)]);
    const line = env?.['TWILIO_FROM_NUMBER']?.trim() ?? '';
    await build({ config, line: isE164(line) ? line : '', outDir: join(root, 'dist') });
    const files = await listFiles(join(root, 'dist'));
    const candidate = { files, routingFile: file, config, env, repeated };
    const verdict = judge(candidate, terms);
    if (verdict.refusals.length > 0) await clear(root);
    else if (env !== undefined) await writeSettings(join(root, SETTINGS_FILE), deployedSettings(env));
    return { candidate, ...verdict };
  } catch (error) {
    await clear(root);
    throw error;
  }
}
