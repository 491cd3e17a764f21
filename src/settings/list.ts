/** The parts of the product that have settings of their own. */
export type SettingGroup = 'account' | 'twilio' | 'slack' | 's3' | 'own';

/** One environment variable: the one list behind `.env.example`, the checks and the docs. */
export interface Setting {
  readonly name: string;
  readonly about: string;
  /** Functions read it, or only the commands that an operator runs. */
  readonly readBy: 'functions' | 'ops';
  readonly required: boolean;
  /** A secret is never printed, and only checked for being there. */
  readonly secret: boolean;
  /** What a value looks like. */
  readonly pattern: RegExp;
  /** The pattern in words, for messages and the docs. */
  readonly format: string;
  /** The part of the product that needs it. */
  readonly group: SettingGroup;
  /** Well-formed and worth nothing; empty for secrets. */
  readonly example: string;
  /** The example has to be replaced: no line works with it. */
  readonly placeholder: boolean;
}

type Kind = Pick<Setting, 'secret' | 'pattern' | 'format' | 'example' | 'placeholder'>;

/** What each part is for, in the order in which settings are listed. */
export const SETTING_GROUPS: Readonly<Record<SettingGroup, string>> = {
  account: 'Twilio account, for npm run deploy; no function reads it',
  twilio: 'Twilio at run time',
  slack: 'Slack',
  s3: 'S3: the jobs and the record',
  own: 'Own secrets',
};

const SECRET: Kind = {
  secret: true,
  // Functions send it in headers, and env files quote it.
  pattern: /^[^\s'"`]+$/,
  format: 'the secret on one line, without spaces or quotation marks',
  example: '',
  placeholder: false,
};

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

function plain(pattern: RegExp, format: string, example: string): Kind {
  return { secret: false, pattern, format, example, placeholder: true };
}

/** Like `plain`, with an example that is a good value as it stands. */
function usual(pattern: RegExp, format: string, example: string): Kind {
  return { ...plain(pattern, format, example), placeholder: false };
}

function sid(prefix: string): Kind {
  const pattern = new RegExp(`^${prefix}[0-9a-f]{32}$`);
  return plain(pattern, `${prefix} and 32 hexadecimal digits`, prefix + '0'.repeat(32));
}

function slackId(prefixes: string): Kind {
  const pattern = new RegExp(`^[${prefixes}][A-Z0-9]{2,}$`);
  const words = `${prefixes.split('').join(' or ')} and at least two capital letters and digits`;
  return plain(pattern, words, `${prefixes.charAt(0)}${'0'.repeat(8)}`);
}

function required(group: SettingGroup, name: string, kind: Kind, about: string): Setting {
  return { name, about, readBy: group === 'account' ? 'ops' : 'functions', required: true, group, ...kind };
}

function optional(group: SettingGroup, name: string, kind: Kind, about: string): Setting {
  return { ...required(group, name, kind, about), required: false };
}

const PHONE = plain(/^\+[1-9]\d{6,14}$/, 'an international number (E.164), + and digits', '+15550100000');
const ORIGIN = plain(
  /^https?:\/\/[^\s/'"`]+$/,
  'http:// or https:// and a host, no path',
  'http://127.0.0.1:4010',
);
const API_URL = plain(
  /^https?:\/\/[^\s'"`]+\/api\/$/,
  'a URL that ends in /api/',
  'http://127.0.0.1:4020/api/',
);
const BUCKET_WORDS = 'a bucket name: 3 to 63 lower-case letters, digits, dots and hyphens';

/** Every environment variable of the product. */
export const SETTINGS: readonly Setting[] = [
  required('account', 'ACCOUNT_SID', sid('AC'), 'The account that owns the line.'),
  required('account', 'AUTH_TOKEN', SECRET, "The account's auth token."),
  required('twilio', 'TWILIO_ACCOUNT_SID', sid('AC'), 'The same account; functions read it under this name.'),
  required('twilio', 'TWILIO_API_KEY', sid('SK'), 'API key for every request that a function makes.'),
  required('twilio', 'TWILIO_API_SECRET', SECRET, "The API key's secret."),
  required('twilio', 'TWILIO_FROM_NUMBER', PHONE, "The line's own number."),
  optional(
    'twilio',
    'TWILIO_MESSAGING_SERVICE_SID',
    sid('MG'),
    'Messaging service; enables scheduled texts.',
  ),
  required(
    'twilio',
    'SYNC_SERVICE_SID',
    sid('IS'),
    'Sync service that keeps the state of calls, texts, jobs and availability.',
  ),
  required('slack', 'SLACK_BOT_TOKEN', SECRET, "The bot user's token."),
  required('slack', 'SLACK_SIGNING_SECRET', SECRET, 'Proves that a request comes from Slack.'),
  required('slack', 'SLACK_TEAM_ID', slackId('T'), 'The workspace.'),
  optional(
    'slack',
    'SLACK_APP_ID',
    slackId('A'),
    'The app; a request that names no app is not refused for that.',
  ),
  required('slack', 'SLACK_CHANNEL_ID', slackId('CG'), 'The dispatch channel.'),
  required('slack', 'SLACK_URL_KEY', SECRET, "Ends Slack's request URLs, as relay_key."),
  required(
    's3',
    'S3_BUCKET',
    plain(BUCKET, BUCKET_WORDS, 'example-jobs'),
    'Holds the jobs; CloudFront serves it.',
  ),
  optional(
    's3',
    'S3_JOBS_KEY',
    usual(/^[\w!.*()/-]{1,400}$/, 'an object key of letters, digits and ! - _ . * ( ) /', 'maintenance.json'),
    'The jobs document; maintenance.json when left out.',
  ),
  optional(
    's3',
    'S3_AUDIT_BUCKET',
    plain(BUCKET, BUCKET_WORDS, 'example-record'),
    'For the record, private; nothing writes to it yet.',
  ),
  required(
    's3',
    'S3_REGION',
    usual(/^[a-z0-9-]+$/, 'a region name', 'us-west-2'),
    'The region of both buckets.',
  ),
  required('s3', 'S3_ACCESS_KEY_ID', SECRET, 'Access key for both buckets.'),
  required('s3', 'S3_SECRET_ACCESS_KEY', SECRET, "The access key's secret."),
  required('own', 'RELAY_API_TOKEN', SECRET, 'Bearer token of the own API.'),
  optional('own', 'RELAY_API_TOKEN_PREVIOUS', SECRET, 'The token before it, accepted during a rotation.'),
  required('own', 'LINK_SECRET', SECRET, 'Signs links and media; tokens are derived from it.'),
  optional('own', 'LINK_SECRET_PREVIOUS', SECRET, 'The secret before it, accepted during a rotation.'),
  optional('twilio', 'TWILIO_API_BASE_URL', ORIGIN, "An endpoint in place of Twilio's REST API."),
  optional('slack', 'SLACK_API_URL', API_URL, "An endpoint in place of Slack's Web API."),
  optional('s3', 'S3_ENDPOINT', ORIGIN, 'An endpoint in place of AWS S3; addressed path-style.'),
];
