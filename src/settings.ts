import type { Problem } from './config/problem';
import { SETTING_GROUPS, SETTINGS, type Setting, type SettingGroup } from './settings/list';

export { SETTING_GROUPS, SETTINGS, type Setting, type SettingGroup };

/** Environment variables as read from `.env` or from the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The most bytes of one setting. https://www.twilio.com/docs/serverless/functions-assets/faq */
const MOST_VALUE_BYTES = 450;

/**
 * The most bytes of all settings as JSON. Twilio refuses a context over 3 KB, and about 300 bytes of it are Twilio's own:
 * the account pair, the domain name, the path. https://www.twilio.com/docs/api/errors/82006
 */
const MOST_TOTAL_BYTES = 2700;

const ALL_GROUPS = Object.keys(SETTING_GROUPS) as SettingGroup[];

/**
 * Checks the settings of the parts in `groups` and names every missing or malformed one at once. No value is ever part
 * of the answer: what is malformed may be a secret that went into the wrong variable.
 */
export function checkSettings(env: Environment, groups: readonly SettingGroup[] = ALL_GROUPS): Problem[] {
  const inGroups = SETTINGS.filter(({ group }) => groups.includes(group));
  return [
    ...inGroups.flatMap((setting) => problemsOf(setting, valueOf(env, setting.name))),
    ...(groups.includes('s3') ? bucketProblems(env) : []),
    ...totalProblems(deployedSettings(env)),
  ];
}

/** Names every setting that still has the placeholder of `.env.example`. */
export function placeholderProblems(env: Environment): Problem[] {
  return SETTINGS.filter(
    ({ name, placeholder, example }) => placeholder && valueOf(env, name) === example,
  ).map(({ name, format }) => ({
    path: name,
    wrong: 'is still the placeholder of .env.example',
    write: `your own: ${format}`,
  }));
}

/** The parts of which at least one setting is there. */
export function groupsInUse(env: Environment): SettingGroup[] {
  return ALL_GROUPS.filter((group) =>
    SETTINGS.some((setting) => setting.group === group && valueOf(env, setting.name) !== ''),
  );
}

/** The settings that functions get: those on the list that they read, trimmed, without empty ones. */
export function deployedSettings(env: Environment): Record<string, string> {
  const readByFunctions = SETTINGS.filter(({ readBy }) => readBy === 'functions');
  const entries = readByFunctions.map(({ name }) => [name, valueOf(env, name)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

/** The bytes that settings take as JSON, which is how the platform counts them. */
export function bytesAsJson(settings: Readonly<Record<string, string>>): number {
  return Buffer.byteLength(JSON.stringify(settings));
}

function problemsOf({ name, required, pattern, format }: Setting, value: string): Problem[] {
  if (value === '') return required ? [{ path: name, wrong: 'is missing', write: format }] : [];
  if (!pattern.test(value)) return [{ path: name, wrong: 'is malformed', write: format }];
  const bytes = Buffer.byteLength(value);
  if (bytes <= MOST_VALUE_BYTES) return [];
  return [{ path: name, wrong: `has ${bytes} bytes`, write: `at most ${MOST_VALUE_BYTES} bytes` }];
}

function bucketProblems(env: Environment): Problem[] {
  const bucket = valueOf(env, 'S3_BUCKET');
  if (bucket === '' || bucket !== valueOf(env, 'S3_AUDIT_BUCKET')) return [];
  // What is in S3_BUCKET can be read by everybody.
  return [
    { path: 'S3_AUDIT_BUCKET', wrong: 'is the same as S3_BUCKET', write: 'a private bucket of its own' },
  ];
}

function totalProblems(settings: Readonly<Record<string, string>>): Problem[] {
  const bytes = bytesAsJson(settings);
  if (bytes <= MOST_TOTAL_BYTES) return [];
  return [
    {
      path: 'all settings together',
      wrong: `are ${bytes} bytes as JSON`,
      write: `shorter values: at most ${MOST_TOTAL_BYTES} bytes, because Twilio adds its own to a limit of 3 KB`,
    },
  ];
}

function valueOf(env: Environment, name: string): string {
  return (env[name] ?? '').trim();
}
