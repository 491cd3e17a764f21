import { createHash, randomInt } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** Names the state of the sources, so that stories never run old bundles, and removes the bundles of runs that are long over. */
export default function setUp(): void {
  const hash = createHash('sha256');
  for (const file of filesBelow(join(ROOT, 'src')).sort()) hash.update(file).update(readFileSync(file));
  hash
    .update(readFileSync(join(ROOT, 'scripts/build.ts')))
    .update(readFileSync(join(ROOT, 'package-lock.json')));
  process.env['DISPATCH_RELAY_SOURCES'] = hash.digest('hex');
  nameSample();
  // The SDK warns of Node 20 in every worker.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  removeOld(join(ROOT, '.build/stories'));
}

/** Sweeps of kills and faults are sampled; the seed plays the same sample again. */
function nameSample(): void {
  if (process.env['DEEP'] === '1') {
    console.log('Every kill, hiccup and fault is played.');
    return;
  }
  const seed = process.env['SWEEP_SEED'] ?? String(randomInt(1_000_000));
  process.env['SWEEP_SEED'] = seed;
  console.log(
    `Kills, hiccups and faults are sampled with SWEEP_SEED=${seed}; npm run test:deep plays all of them.`,
  );
}

/** Another run may be at work with what is younger (ms): without its bundles every function of it would fail. */
const IN_USE_MS = 60 * 60 * 1000;

function removeOld(dir: string): void {
  if (!existsSync(dir)) return;
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    // A run that starts at the same moment removes the same.
    const { mtimeMs = Infinity } = statSync(path, { throwIfNoEntry: false }) ?? {};
    if (Date.now() - mtimeMs > IN_USE_MS) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  }
}

function filesBelow(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
