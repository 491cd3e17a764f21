import type { DispatchConfig } from '../../../src/config/dispatch';
import type { WorldState } from '../../state';

/** What the browser's tab says: who rings, or that somebody talks. */
export function titleOf({ line, dispatchers }: DispatchConfig, { phones, calls }: WorldState): string {
  const ringing = dispatchers.filter(({ phone }) => phones[phone]?.status === 'ringing');
  if (ringing.length > 0) return `☎ Ringing: ${ringing.map(({ name }) => name).join(', ')} · ${line.name}`;
  const isLive = calls.some(({ endedAt }) => endedAt === null);
  return isLive ? `In a call · ${line.name}` : `${line.name} · console`;
}
