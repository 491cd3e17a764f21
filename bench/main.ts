import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { build, type BuildResult } from '../scripts/build';
import { functionSettings } from '../simulator/settings';
import { parseDispatch, ROUTING_FILES } from '../src/config/load';
import { measureColdStarts } from './cold-start';
import { reportJobs } from './jobs';
import { readOptions, USAGE, UsageError, type Options, type VoiceOptions } from './options';
import { openQuota } from './quota';
import { coldTable, comparison, impairments, warmLine } from './report';
import { subjects } from './subjects';
import { startSync } from './sync';
import { measureWarm } from './warm';

const ROOT = resolve(__dirname, '..');
const DIST = join(ROOT, '.build/bench');
const DOMAIN_NAME = 'dispatch-relay-0000-dev.twil.io';
const WARM_REQUESTS = 1000;

/** `npm run bench`: measures what was asked for, and prints what it found. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) console.log(USAGE);
  else await measure(options);
}

function measure(options: Options): Promise<void> {
  switch (options.measure) {
    case 'voice':
      return reportVoice(options);
    case 'jobs':
      return reportJobs(options);
    default:
      return options satisfies never;
  }
}

/** Builds from the example routing, and times that. */
async function reportVoice(options: VoiceOptions): Promise<void> {
  const built = await buildExample();
  const sync = await startSync();
  try {
    const settings = functionSettings(sync.origin);
    await reportCold(options, built, settings);
    const warm = { distDir: DIST, domainName: DOMAIN_NAME, settings, requests: WARM_REQUESTS };
    console.log(`\n${warmLine(await measureWarm(warm))}`);
  } finally {
    await sync.close();
  }
}

/** Always the example, so that two machines measure the same. */
async function buildExample(): Promise<BuildResult> {
  const checked = parseDispatch(await readFile(join(ROOT, ROUTING_FILES.example), 'utf8'));
  if (!checked.ok) throw new Error(`${ROUTING_FILES.example} cannot be used.`);
  return build({ config: checked.config, outDir: DIST });
}

async function reportCold(
  { samples, fullCore }: VoiceOptions,
  built: BuildResult,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  const quota = fullCore ? null : openQuota();
  if (!fullCore && quota === null) console.log('No cgroup can be written here, so there is no quota.');
  const power = quota === null ? 'a full core' : '15 % of one core';
  console.log(
    `Cold starts on Node ${process.versions.node} with ${power}: medians of ${samples}, interleaved.\n`,
  );
  try {
    const context = { DOMAIN_NAME, ...settings };
    const starts = await measureColdStarts(subjects(join(DIST, 'functions'), context), samples, quota);
    const impaired = impairments(starts, samples);
    console.log(`${coldTable(starts, bundleBytes(built))}\n\n${comparison(starts)}`);
    if (impaired !== '') console.log(impaired);
  } finally {
    quota?.close();
  }
}

function bundleBytes({ metafile }: BuildResult): Record<string, number> {
  const outputs = Object.entries(metafile.outputs);
  return Object.fromEntries(outputs.map(([file, { bytes }]) => [basename(file, '.protected.js'), bytes]));
}

main().catch((error: unknown) => {
  console.error(error instanceof UsageError ? `${error.message}\n\n${USAGE}` : error);
  process.exitCode = 1;
});
