import type { Params } from '../cascade/request';

type Headers = Readonly<Record<string, unknown>>;

/** How a body is written that a route reads. */
export type BodyType = 'application/json' | 'application/x-www-form-urlencoded';

const NONE: Headers = {};

/**
 * The request's headers by lower-case name; none where `event.request` is not as the platform makes it.
 *
 * A query or a body with the key `request` replaces the platform's own, so a link can bring any header along. The platform's has
 * `headers` and `cookies` and nothing else, and its cookies are those of the `cookie` header
 * (https://www.twilio.com/docs/serverless/functions-assets/functions/headers-and-cookies). Twilio gives a function nothing that
 * proves more: a caller who has the token may imitate all of it, and may as well send a POST.
 */
export function headersOf(params: Params): Headers {
  const { request } = params;
  if (!isRecord(request) || Object.keys(request).sort().join() !== 'cookies,headers') return NONE;
  const { headers, cookies } = request;
  if (!isRecord(headers) || !isRecord(cookies)) return NONE;
  const hasCookies = Object.keys(cookies).length > 0;
  return hasCookies === 'cookie' in headers ? headers : NONE;
}

/**
 * Whether a body of this type came along. A function does not learn the method of its request; Twilio refuses a GET that has
 * a body, and any POST with one says its length.
 */
export function hasBody(params: Params, type: BodyType): boolean {
  const { 'content-type': given, 'content-length': length } = headersOf(params);
  if (typeof given !== 'string' || typeof length !== 'string') return false;
  const [mediaType = ''] = given.toLowerCase().split(';');
  return mediaType.trim() === type && /^0*[1-9]\d{0,9}$/.test(length);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
