import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type BuildResult } from '../../scripts/build';
import { parseTwiml } from '../../simulator/twiml/parse';
import { routing } from '../support/routing';

const outDir = mkdtempSync(join(tmpdir(), 'dispatch-relay-bundles-'));
let built: BuildResult;

beforeAll(async () => {
  built = await build({ config: routing(), outDir });
});
afterAll(() => rmSync(outDir, { recursive: true }));

/** What went into each bundle, by the function's name. */
function contents(): [string, string[]][] {
  return Object.entries(built.metafile.outputs).map(([file, { inputs }]) => [
    file.replace(/^.*\//, '').replace('.js', ''),
    Object.keys(inputs),
  ]);
}

test('every route is built, and those that Twilio calls are protected by their name', () => {
  expect(built.functions).toEqual([
    'availability.js',
    'call-status.protected.js',
    'claim.js',
    'health.js',
    'job-changed.js',
    'job-status.js',
    'jobs.js',
    'media.js',
    'slack-action.js',
    'slack-command.js',
    'slack-events.js',
    'sms-inbound.protected.js',
    'sms-status.protected.js',
    'tick.js',
    'voice-cascade-next.protected.js',
    'voice-cascade.protected.js',
    'voice-message.protected.js',
    'voice-screen-accept.protected.js',
    'voice-screen.protected.js',
  ]);
  expect(built.assets).toEqual(['fallback.protected.xml', 'sms-fallback.protected.xml']);
});

/** Somebody listens to silence while these start. */
const RINGING = /^(availability|voice-(cascade|cascade-next|screen|screen-accept)\.protected)$/;

test('the bundles that ring hold no S3, no Slack, no validator and not the whole SDK', () => {
  const banned =
    /node_modules\/(@aws-sdk|@smithy|@slack|zod|libphonenumber-js|luxon|axios|twilio\/lib\/(index|rest\/Twilio)\.js)/;
  const ringing = contents().filter(([name]) => RINGING.test(name));
  expect(ringing).toHaveLength(5);
  for (const [name, inputs] of ringing) {
    expect([name, inputs.filter((input) => banned.test(input))]).toEqual([name, []]);
  }
});

/** The routes that read or write jobs, and those that lead to them. */
const JOBS = /^(claim|jobs|job-status|job-changed|slack-action|slack-command|tick|sms-inbound\.protected)$/;

test('S3 and the validator are where jobs are, and the whole SDK is nowhere', () => {
  const needed = /node_modules\/(@aws-sdk|@smithy|zod)/;
  const banned = /node_modules\/(axios|twilio\/lib\/(index|rest\/Twilio)\.js)/;
  for (const [name, inputs] of contents()) {
    expect([name, inputs.filter((input) => banned.test(input))]).toEqual([name, []]);
    if (!JOBS.test(name)) {
      expect([name, inputs.filter((input) => needed.test(input))]).toEqual([name, []]);
    }
  }
});

/** Asked for by the AWS SDK for buckets in several regions at once only, and missed in silence. */
const OPTIONAL = ['@aws-sdk/signature-v4-crt'];

test('a bundle requires nothing but Node itself', () => {
  for (const name of built.functions) {
    const code = readFileSync(join(outDir, 'functions', name), 'utf8');
    const required = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, module = '']) =>
      module.replace('node:', ''),
    );
    expect(required.filter((module) => ![...builtinModules, ...OPTIONAL].includes(module))).toEqual([]);
  }
});

test('a bundle loads alone, in an empty folder, and offers a handler', () => {
  for (const name of built.functions) {
    const script = `process.stdout.write(typeof require(${JSON.stringify(join(outDir, 'functions', name))}).handler)`;
    expect(execFileSync(process.execPath, ['-e', script], { cwd: tmpdir(), encoding: 'utf8' })).toBe(
      'function',
    );
  }
});

test('of the SDK’s classes for Sync only the one for documents is carried', () => {
  const other = /node_modules\/twilio\/lib\/rest\/(SyncBase|Sync|sync\/v1\/service\/sync(List|Map|Stream))/;
  for (const [name, inputs] of contents()) {
    expect([name, inputs.filter((input) => other.test(input))]).toEqual([name, []]);
  }
});

test('a bundle that rings stays under 150 KB, every other under 2 MB', () => {
  for (const [file, { bytes }] of Object.entries(built.metafile.outputs)) {
    const name = file.replace(/^.*\//, '').replace('.js', '');
    expect([name, bytes < (RINGING.test(name) ? 150_000 : 2_000_000)]).toEqual([name, true]);
  }
});

test('the fallback document rings everybody once, in the order of the cascade, and then says so', () => {
  const xml = readFileSync(join(outDir, 'assets/fallback.protected.xml'), 'utf8');
  const [dial, say] = parseTwiml(xml).children;
  expect(dial?.attributes).toMatchObject({ sequential: 'true', timeout: '20' });
  expect(dial?.children.map(({ text }) => text)).toEqual([
    '+15550100001',
    '+15550100002',
    '+15550100003',
    '+15550100004',
  ]);
  expect(say?.text).toContain('Nobody at QDN dispatch can be reached');
});

test('another routing file makes another fallback document', async () => {
  const other = mkdtempSync(join(tmpdir(), 'dispatch-relay-bundles-'));
  const dispatchers = [{ id: 'zoe', name: 'Zoe', phone: '+15550100099', screen: true }];
  const cascade = [{ ring: ['zoe'], timeout: 15, evenIfUnavailable: false }];
  await build({ config: routing({ dispatchers, cascade }), outDir: other });
  expect(readFileSync(join(other, 'assets/fallback.protected.xml'), 'utf8')).toContain(
    '<Number>+15550100099</Number>',
  );
  rmSync(other, { recursive: true });
});
