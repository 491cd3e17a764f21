/** Headers that no function gets (https://www.twilio.com/docs/runtime/functions/headers-and-cookies/limitations). */
const HIDDEN_PREFIXES = ['i-twilio-', 'i-t-', 'ot-', 'x-amz', 'x-forwarded-', 'x-accel-'];
const HIDDEN = ['host', 'referer', 'via', 'x-real-ip', 'expect', 'content-length'];

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

/** The raw headers (name, value, name, value and so on) of a request that go on to the runtime. */
export function requestHeaders(raw: readonly string[]): string[] {
  return without(raw, (name) => {
    return (
      HOP_BY_HOP.includes(name) || HIDDEN.includes(name) || HIDDEN_PREFIXES.some((p) => name.startsWith(p))
    );
  });
}

/** The raw headers of an answer that go back to the client; the length is written anew. */
export function responseHeaders(raw: readonly string[]): string[] {
  return without(raw, (name) => HOP_BY_HOP.includes(name) || name === 'content-length');
}

function without(raw: readonly string[], isDropped: (lowerCaseName: string) => boolean): string[] {
  return raw.filter((_, i) => !isDropped((raw[i - (i % 2)] ?? '').toLowerCase()));
}
