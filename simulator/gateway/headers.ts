/** Headers that concern one connection only, or that change with it. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** Headers that the gateway writes anew or, as with `expect`, has already dealt with. */
const OWN = ['host', 'content-length', 'expect'];

/**
 * The raw headers (name, value, name, value and so on) of a request that go on to the runtime, which itself hides
 * `x-forwarded-*`, `i-twilio-*` and the like from functions
 * (https://www.twilio.com/docs/runtime/functions/headers-and-cookies/limitations).
 */
export function requestHeaders(raw: readonly string[]): string[] {
  return without(raw, (name) => HOP_BY_HOP.includes(name) || OWN.includes(name));
}

/** The raw headers of an answer that go back to the client; the length is written anew. */
export function responseHeaders(raw: readonly string[]): string[] {
  return without(raw, (name) => HOP_BY_HOP.includes(name) || name === 'content-length');
}

function without(raw: readonly string[], isDropped: (lowerCaseName: string) => boolean): string[] {
  return raw.filter((_, i) => !isDropped((raw[i - (i % 2)] ?? '').toLowerCase()));
}
