import type { DispatchConfig } from '../../../../src/config/dispatch';
import type { TextView } from '../../texts-view';

/** The texts of one phone, the oldest first. */
export function textsOn(phone: string, texts: readonly TextView[]): readonly TextView[] {
  return texts.filter((text) => text.phone === phone);
}

/** The numbers that have texts and are nobody's of the team, the latest text first. */
export function customersOf(
  { dispatchers, crew }: DispatchConfig,
  texts: readonly TextView[],
): readonly string[] {
  const team = new Set([...dispatchers, ...crew].map(({ phone }) => phone));
  const latest = texts.toReversed().map(({ phone }) => phone);
  return [...new Set(latest)].filter((phone) => !team.has(phone));
}

/** The path of a file that the local world itself serves; null for any other address. */
export function localPath(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { hostname, pathname, search } = new URL(address);
  return ['127.0.0.1', 'localhost'].includes(hostname) ? `${pathname}${search}` : null;
}
