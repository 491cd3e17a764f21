import type { DispatchConfig } from '../../src/config/dispatch';
import { isFictional } from '../../src/config/phone';
import { inWords } from '../../src/config/problem';
import {
  checkSettings,
  groupsInUse,
  placeholderProblems,
  SETTING_GROUPS,
  SETTINGS,
  type Environment,
  type SettingGroup,
} from '../../src/settings';
import { EXPECTED_FILES } from './upload';

/** Everything that decides whether a deploy may go ahead. */
export interface Candidate {
  /** The files below `dist/`. */
  readonly files: readonly string[];
  readonly routingFile: string;
  readonly config: DispatchConfig;
  /** What `.env` says; undefined when there is none. */
  readonly env: Environment | undefined;
  /** Settings that stand in `.env` more than once. */
  readonly repeated: readonly string[];
}

/** On which terms a deploy is judged. */
export interface Terms {
  /** Whether fictional phone numbers may go up. */
  readonly allowExample: boolean;
  /** What signs in to Twilio: the account pair in `.env`, or a profile of Twilio's command line, which has its own pair. */
  readonly signsIn: 'env-file' | 'twilio-cli';
}

/** Why a deploy is refused, and what else the operator should know, each in a sentence. */
export interface Verdict {
  readonly refusals: readonly string[];
  readonly warnings: readonly string[];
}

/** Decides whether `candidate` may be deployed on these terms. */
export function judge(candidate: Candidate, terms: Terms): Verdict {
  const { files, env } = candidate;
  return {
    refusals: [
      ...fileRefusals(files),
      ...(terms.allowExample ? [] : numberRefusals(candidate)),
      ...(env === undefined ? absentRefusals(terms) : settingRefusals(env, candidate.repeated, terms)),
    ],
    warnings: env === undefined ? absentWarnings(terms) : settingWarnings(env, terms),
  };
}

function fileRefusals(files: readonly string[]): string[] {
  if (!files.some((file) => /^functions\/.*\.js$/.test(file))) {
    return [
      'There is not one function in dist/functions: Twilio would take the empty build and answer no call.',
    ];
  }
  const missing = EXPECTED_FILES.filter((file) => !files.includes(file));
  const strange = files.filter((file) => !EXPECTED_FILES.includes(file));
  return [
    ...missing.map(
      (file) => `dist/${file} is missing: calls that need it would fail. Run npm run build and look why.`,
    ),
    ...strange.map(
      (file) =>
        `dist/${file} is not expected: it would get an address on the internet. Remove it, or list it in ops/deploy/upload.ts.`,
    ),
  ];
}

function numberRefusals({ routingFile, config }: Candidate): string[] {
  const people = config.dispatchers.filter(({ phone }) => isFictional(phone)).map(({ name }) => name);
  if (people.length === 0) return [];
  return [
    `${routingFile} has fictional numbers for ${people.join(', ')}, which nobody would answer. ` +
      'Write your own into config/dispatch.json. To use the example, run npm run build -- --example ' +
      'or npm run deploy -- --allow-example.',
  ];
}

const NO_ENV = 'There is no .env. Copy .env.example to .env, fill it in and run: chmod 600 .env';

function absentRefusals({ signsIn }: Terms): string[] {
  return signsIn === 'env-file' ? [NO_ENV] : [];
}

/** The functions can be built without `.env`. Twilio's command line then stops at the missing settings file. */
function absentWarnings({ signsIn }: Terms): string[] {
  return signsIn === 'twilio-cli' ? [`${NO_ENV} Until then twilio serverless:deploy refuses.`] : [];
}

function settingRefusals(env: Environment, repeated: readonly string[], terms: Terms): string[] {
  const problems = [...checkSettings(env, neededGroups(env, terms)), ...placeholderProblems(env)];
  return [
    ...repeated.map((name) => `In .env, ${name} stands more than once; keep the line that is right.`),
    ...problems.map((problem) => `In .env, ${inWords(problem)}.`),
  ];
}

/** Calls need Twilio; any other part is needed whole once one of its settings is there. */
function neededGroups(env: Environment, { signsIn }: Terms): SettingGroup[] {
  const always: SettingGroup[] = signsIn === 'env-file' ? ['account', 'twilio'] : ['twilio'];
  return [...new Set([...always, ...groupsInUse(env)])];
}

const NO_SCHEDULING =
  'TWILIO_MESSAGING_SERVICE_SID is not set: no text can be scheduled, so that a job that nobody takes is escalated in Slack, and by text only when /tick is called.';

/** Without a Messaging Service Twilio sends a scheduled text at once (https://www.twilio.com/docs/messaging/features/message-scheduling). */
function isScheduling(env: Environment): boolean {
  const usesJobs = (env['S3_BUCKET'] ?? '') !== '';
  return !usesJobs || (env['TWILIO_MESSAGING_SERVICE_SID'] ?? '') !== '';
}

function settingWarnings(env: Environment, terms: Terms): string[] {
  const present: string[] = ['account', ...neededGroups(env, terms)];
  const absent = Object.entries(SETTING_GROUPS).filter(([group]) => !present.includes(group));
  const strangers = Object.keys(env).filter((name) => !SETTINGS.some((setting) => setting.name === name));
  return [
    ...absent.map(([, title]) => `Not set up: ${title}. None of its settings is in .env.`),
    ...(isScheduling(env) ? [] : [NO_SCHEDULING]),
    ...strangers.map((name) => `${name} in .env is no setting of this product, and is not deployed.`),
  ];
}
