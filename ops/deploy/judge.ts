import type { DispatchConfig } from '../../src/config/dispatch';
import { isFictional } from '../../src/config/phone';
import { inWords } from '../../src/config/problem';
import {
  checkSettings,
  groupsInUse,
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
  /** The permission bits of `.env`; undefined where files have none. */
  readonly envMode: number | undefined;
}

/** Why a deploy is refused, and what else the operator should know, each in a sentence. */
export interface Verdict {
  readonly refusals: readonly string[];
  readonly warnings: readonly string[];
}

/** Decides whether `candidate` may be deployed. Fictional numbers may be only with `allowExample`. */
export function judge(candidate: Candidate, { allowExample }: { allowExample: boolean }): Verdict {
  return {
    refusals: [
      ...fileRefusals(candidate.files),
      ...(allowExample ? [] : numberRefusals(candidate)),
      ...settingRefusals(candidate.env),
    ],
    warnings: [...modeWarnings(candidate.envMode), ...settingWarnings(candidate.env ?? {})],
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
      'Write your own into config/dispatch.json, or deploy with --allow-example.',
  ];
}

function settingRefusals(env: Environment | undefined): string[] {
  if (env === undefined)
    return ['There is no .env. Copy .env.example to .env, fill it in and run: chmod 600 .env'];
  return checkSettings(env, neededGroups(env)).map((problem) => `In .env, ${inWords(problem)}.`);
}

/** Calls need Twilio; any other part is needed whole once one of its settings is there. */
function neededGroups(env: Environment): SettingGroup[] {
  return [...new Set<SettingGroup>(['account', 'twilio', ...groupsInUse(env)])];
}

function modeWarnings(mode: number | undefined): string[] {
  if (mode === undefined || (mode & 0o077) === 0) return [];
  return ['.env can be read by others on this machine. Run: chmod 600 .env'];
}

const NO_SCHEDULING =
  'TWILIO_MESSAGING_SERVICE_SID is not set: no text can be scheduled, so that a job that nobody takes is escalated in Slack, and by text only when /tick is called.';

/** Without a Messaging Service Twilio sends a scheduled text at once (https://www.twilio.com/docs/messaging/features/message-scheduling). */
function isScheduling(env: Environment): boolean {
  const usesJobs = (env['S3_BUCKET'] ?? '') !== '';
  return !usesJobs || (env['TWILIO_MESSAGING_SERVICE_SID'] ?? '') !== '';
}

function settingWarnings(env: Environment): string[] {
  const needed = neededGroups(env);
  const absent = Object.entries(SETTING_GROUPS).filter(([group]) => !needed.includes(group as SettingGroup));
  const strangers = Object.keys(env).filter((name) => !SETTINGS.some((setting) => setting.name === name));
  return [
    ...absent.map(([, title]) => `Not set up: ${title}. None of its settings is in .env.`),
    ...(isScheduling(env) ? [] : [NO_SCHEDULING]),
    ...strangers.map((name) => `${name} in .env is no setting of this product, and is not deployed.`),
  ];
}
