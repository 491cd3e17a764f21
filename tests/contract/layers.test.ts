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
  'auto-texts/phone-kind',
  'auto-texts/rules',
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
  'claim-page/cross-site',
  'claim-page/ending',
  'claim-page/form',
  'claim-page/html',
  'claim-page/job-page',
  'claim-page/layout',
  'claim-page/page',
  'claim-page/style',
  'claim-page/view',
  'commands/clock-time',
  'commands/command',
  'commands/consequence',
  'commands/crew-words',
  'commands/job-words',
  'commands/names',
  'commands/new-job-words',
  'commands/person',
  'commands/phone-words',
  'commands/quoted',
  'commands/reply',
  'commands/setting-words',
  'commands/status-lines',
  'commands/team-text',
  'commands/when',
  'config/dispatch',
  'config/job-texts',
  'config/phone',
  'config/screening',
  'config/text-rule',
  'config/texts',
  'conversations/buttons',
  'conversations/customer',
  'conversations/delivery',
  'conversations/emoji',
  'conversations/incoming',
  'conversations/internal-lines',
  'conversations/may-text',
  'conversations/mrkdwn',
  'conversations/opt-out',
  'conversations/party',
  'conversations/reply-text',
  'conversations/same-text',
  'conversations/segments',
  'conversations/sender',
  'conversations/slack-event',
  'conversations/text',
  'conversations/text-twiml',
  'conversations/thread-post',
  'hours/next-change',
  'hours/opening',
  'hours/wall-clock',
  'hours/words',
  'http/bearer',
  'http/slack/raw-body',
  'http/slack/read',
  'http/slack/request',
  'http/slack/signature',
  'http/slack-request',
  'jobs/card',
  'jobs/card-note',
  'jobs/change-words',
  'jobs/document',
  'jobs/document-patch',
  'jobs/document-scan',
  'jobs/escalation',
  'jobs/job',
  'jobs/record',
  'jobs/request',
  'jobs/round',
  'jobs/short',
  'jobs/plain-letters',
  'jobs/short-code',
  'jobs/short-code-words',
  'jobs/texts',
  'jobs/told',
  'jobs/told-key',
  'jobs/told-late',
  'jobs/transition',
  'jobs/transition-by-crew',
  'magic-links/token',
  'media/incoming-file',
  'media/outgoing-files',
  'media/token',
  'media/types',
  'once/claim',
  'outbox/index-document',
  'number-lengths',
  'phone-numbers',
  'texts',
];

/** Compute, and touch nothing. */
const PURE_PACKAGES = [
  'twilio/lib/twiml/VoiceResponse',
  'twilio/lib/twiml/MessagingResponse',
  'node:crypto',
  'sms-segments-calculator',
  'libphonenumber-js/max',
  'luxon',
  'zod',
];

/** Run when the project is built or operated, never in a function. */
const BUILD_TIME = /^config\/(?!dispatch$|bundled$|phone$|job-texts$|screening$)/;

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
  const allowed =
    /^(cascade|availability|commands|conversations|jobs|media|replay|http|deadline|full-app|jobs-app|health|app)/;
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
