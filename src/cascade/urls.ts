/**
 * How often and when Twilio repeats a webhook that failed: twice, on a server error, a connect or a read time-out. Every
 * route here gives a repeat the same answer. Twilio does not sign the fragment.
 * @see https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
const OVERRIDES = '#rc=2&rp=5xx,ct,rt';

/** The routes that our own TwiML points at. */
export type CascadeRoute =
  'voice-cascade-next' | 'voice-screen' | 'voice-screen-accept' | 'voice-message' | 'call-status';

/** The address of a route; `query` holds step numbers, people's ids and event names, never a phone number. */
export function urlOf(
  origin: string,
  route: CascadeRoute,
  query: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  const search = pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
  return `${origin}/${route}${search}${OVERRIDES}`;
}

/** Our own address from `context.DOMAIN_NAME`; only the local world is plain HTTP. */
export function originOf(domainName: string): string {
  const isLocal = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(domainName);
  return `${isLocal ? 'http' : 'https'}://${domainName}`;
}
