import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const SRC = join(ROOT, 'src');

function filesBelow(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? filesBelow(path) : path.endsWith('.ts') ? [path] : [];
  });
}

interface Import {
  readonly from: string;
  /** Relative to `src/`, or a package's name. */
  readonly to: string;
  readonly typesOnly: boolean;
}

const imports: Import[] = filesBelow(SRC).flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/^import (type )?[^;]*?from '([^']+)';/gms)].map((match) => {
    const [, typesOnly, target = ''] = match;
    const to = target.startsWith('.') ? relative(SRC, resolve(dirname(file), target)) : target;
    return { from: relative(SRC, file).replace(/\.ts$/, ''), to, typesOnly: typesOnly !== undefined };
  }),
);

/** Decide, and touch nothing: no clock, no network, no vendor. */
const PURE = [
  'availability/availability',
  'availability/setting',
  'cascade/answer',
  'cascade/call-record',
  'cascade/caller',
  'cascade/decide',
  'cascade/explain',
  'cascade/leg-record',
  'cascade/outcome',
  'cascade/plan',
  'cascade/request',
  'cascade/twiml',
  'cascade/urls',
  'config/dispatch',
  'conversations/delivery',
  'conversations/emoji',
  'conversations/internal-lines',
  'conversations/mrkdwn',
  'conversations/same-text',
  'conversations/segments',
  'conversations/text',
  'http/slack/raw-body',
  'http/slack/read',
  'http/slack/request',
  'http/slack/signature',
  'http/slack-request',
  'once/claim',
  'texts',
];

/** Compute, and touch nothing. */
const PURE_PACKAGES = ['twilio/lib/twiml/VoiceResponse', 'node:crypto', 'sms-segments-calculator'];

/** Run when the project is built or operated, never in a function. */
const BUILD_TIME = /^config\/(?!dispatch$|bundled$)/;

test('there are imports to look at', () => {
  expect(imports.length).toBeGreaterThan(60);
});

test('pure files import pure files only', () => {
  const wrong = imports.filter(
    ({ from, to, typesOnly }) =>
      PURE.includes(from) && !typesOnly && ![...PURE, ...PURE_PACKAGES].includes(to),
  );
  expect(wrong).toEqual([]);
});

test('pure files read no clock, no randomness and no environment', () => {
  const wrong = PURE.filter((file) =>
    /Date\.now|new Date\(\)|Math\.random|process\.|setTimeout|fetch\(/.test(
      readFileSync(join(SRC, `${file}.ts`), 'utf8'),
    ),
  );
  expect(wrong).toEqual([]);
});

test('only clients know a vendor’s SDK', () => {
  const vendors = /^(twilio|@twilio|@slack|@aws-sdk)/;
  const wrong = imports.filter(
    ({ from, to }) => vendors.test(to) && !from.startsWith('clients/') && !PURE_PACKAGES.includes(to),
  );
  expect(wrong).toEqual([]);
});

test('nothing below a function imports a function, and functions import workflows and the endpoint only', () => {
  expect(imports.filter(({ to }) => to.startsWith('functions/'))).toEqual([]);
  const allowed = /^(cascade|availability|http|deadline)/;
  expect(imports.filter(({ from, to }) => from.startsWith('functions/') && !allowed.test(to))).toEqual([]);
});

test('stores and clients know no workflow', () => {
  const workflows =
    /^cascade\/(answer-call|end-leg|screen-callee|take-message|track-status)$|^notifications\//;
  const low = /^(clients|store)\/|\/store$/;
  expect(imports.filter(({ from, to }) => low.test(from) && workflows.test(to))).toEqual([]);
});

test('functions contain no build-time code', () => {
  const wrong = imports.filter(
    ({ from, to, typesOnly }) => !BUILD_TIME.test(from) && !typesOnly && BUILD_TIME.test(to),
  );
  expect(wrong).toEqual([]);
});

test('nothing of the product imports the simulator, the operations or the tests', () => {
  expect(imports.filter(({ to }) => to.startsWith('..'))).toEqual([]);
});
