import { createHmac } from 'node:crypto';

/** A request as Slack sends it: the headers that matter, and the body to the byte. */
export interface SignedSlackRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Who signs, and when. */
export interface Signing {
  readonly signingSecret: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export type SlackMediaType = 'application/json' | 'application/x-www-form-urlencoded';

/** The request with this exact body, signed (https://docs.slack.dev/authentication/verifying-requests-from-slack). */
export function signBody(
  body: string,
  type: SlackMediaType,
  { signingSecret, now }: Signing,
): SignedSlackRequest {
  const timestamp = String(Math.floor(now / 1000));
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  const headers = {
    'content-type': type,
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${digest}`,
  };
  return { headers, body };
}

/** An event or a URL verification, signed. */
export function signJson(value: object, signing: Signing): SignedSlackRequest {
  return signBody(phpJson(value), 'application/json', signing);
}

/** A slash command, signed. */
export function signForm(fields: Readonly<Record<string, string>>, signing: Signing): SignedSlackRequest {
  return signBody(phpForm(fields), 'application/x-www-form-urlencoded', signing);
}

/** A pressed button or a submitted dialog, signed. */
export function signPayload(payload: object, signing: Signing): SignedSlackRequest {
  return signForm({ payload: phpJson(payload) }, signing);
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** The value as PHP's `json_encode` writes it, which is how Slack writes JSON. Written apart from what verifies it. */
export function phpJson(value: unknown): string {
  if (typeof value === 'string') return phpString(value);
  if (Array.isArray(value)) return `[${value.map(phpJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${pairs.map(([name, item]) => `${phpString(name)}:${phpJson(item)}`).join(',')}}`;
}

function phpString(text: string): string {
  let json = '';
  for (let i = 0; i < text.length; i += 1)
    json += SHORT_ESCAPES[text.charAt(i)] ?? phpUnit(text.charCodeAt(i));
  return `"${json}"`;
}

/** ASCII from the space on stays, DEL included. */
function phpUnit(unit: number): string {
  if (unit >= 0x20 && unit <= 0x7f) return String.fromCharCode(unit);
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

/** The fields as PHP's `urlencode` writes them, which is how Slack writes forms. */
export function phpForm(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${phpUrlencode(name)}=${phpUrlencode(value)}`)
    .join('&');
}

function phpUrlencode(text: string): string {
  return [...Buffer.from(text, 'utf8')].map(phpByte).join('');
}

function phpByte(byte: number): string {
  const char = String.fromCharCode(byte);
  if (char === ' ') return '+';
  return /[a-zA-Z0-9_.-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
