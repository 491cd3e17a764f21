import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** Names the state of the sources, so that stories never run old bundles, and removes the bundles of earlier runs. */
export default function setUp(): void {
  const hash = createHash('sha256');
  for (const file of filesBelow(join(ROOT, 'src')).sort()) hash.update(file).update(readFileSync(file));
  hash
    .update(readFileSync(join(ROOT, 'scripts/build.ts')))
    .update(readFileSync(join(ROOT, 'package-lock.json')));
  process.env['DISPATCH_RELAY_SOURCES'] = hash.digest('hex');
  // The SDK warns of Node 20 in every worker.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  rmSync(join(ROOT, '.build/stories'), { recursive: true, force: true, maxRetries: 3 });
}

function filesBelow(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
