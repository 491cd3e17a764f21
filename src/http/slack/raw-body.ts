import { isObject, type JsonObject } from './request';

/** A body as Slack may have sent it, byte for byte. */
export interface RawBody {
  readonly type: 'json' | 'form';
  readonly text: string;
}

/** The query key of our request URLs; no request of Slack's has a field of this name. */
export const KEY_PARAM = 'relay_key';

/** Holds the exact body in base64 when a proxy in front of us passes it on. */
export const BODY_PARAM = 'relay_body';

/**
 * Every body that Slack may have sent for this event, the likeliest first; empty when there can be none.
 *
 * A function gets no raw body, and Slack signs nothing else. So the body is encoded again the way Slack does it,
 * which is PHP's: `json_encode` for events, `urlencode` for commands and buttons.
 */
export function rawBodies(event: JsonObject): readonly RawBody[] {
  if (event[BODY_PARAM] !== undefined) return passedOn(event[BODY_PARAM]);
  const { request: _request, [KEY_PARAM]: _key, ...fields } = event;
  switch (mediaType(event)) {
    case 'application/json':
      return jsonBodies(fields);
    case 'application/x-www-form-urlencoded':
      return formBodies(fields);
    default:
      return [];
  }
}

/** The request header of this name (lower case), or an empty text when it is absent or came twice. */
export function headerOf(event: JsonObject, name: string): string {
  const { request } = event;
  const headers = isObject(request) ? request['headers'] : undefined;
  const value = isObject(headers) ? headers[name] : undefined;
  return typeof value === 'string' ? value : '';
}

function mediaType(event: JsonObject): string {
  return (headerOf(event, 'content-type').split(';')[0] ?? '').trim().toLowerCase();
}

/** One body has one base64 form, and every other spelling of it is refused. An encoded form never begins with a brace. */
function passedOn(value: unknown): RawBody[] {
  const text = typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : '';
  if (Buffer.from(text, 'utf8').toString('base64') !== value) return [];
  return [{ type: text.startsWith('{') ? 'json' : 'form', text }];
}

/** PHP escapes slashes and whatever is not ASCII unless it is told otherwise, and Slack may tell it otherwise. */
function jsonBodies(fields: JsonObject): RawBody[] {
  const plain = toJson(fields);
  if (plain === null) return [];
  const texts = [escapeSlashes(escapeUnicode(plain)), plain, escapeSlashes(plain), escapeUnicode(plain)];
  return texts.map((text) => ({ type: 'json', text }));
}

/** The fields as JSON without spaces, or null when they are nested too deeply to be written at all. */
function toJson(fields: JsonObject): string | null {
  try {
    return JSON.stringify(fields);
  } catch {
    return null;
  }
}

function escapeSlashes(json: string): string {
  return json.replaceAll('/', '\\/');
}

function escapeUnicode(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A value that is not text came in as JSON, and could read like a form that Slack did sign. */
function formBodies(fields: JsonObject): RawBody[] {
  const pairs = Object.entries(fields);
  if (!pairs.every((pair): pair is [string, string] => typeof pair[1] === 'string')) return [];
  return ['%7E', '~'].map((tilde) => ({
    type: 'form',
    text: pairs.map(([name, value]) => `${urlencode(name, tilde)}=${urlencode(value, tilde)}`).join('&'),
  }));
}

function urlencode(text: string, tilde: string): string {
  return text.replace(/[^\w.-]/gu, (char) => {
    if (char === ' ') return '+';
    return char === '~' ? tilde : Buffer.from(char).toString('hex').toUpperCase().replace(/../g, '%$&');
  });
}
