import type { App } from '../app';
import type { FoundText } from '../clients/messages';
import type { LookOutcome } from '../once/work';
import { readSent } from './sent-message';

/**
 * Chooses among texts with the wanted words to the wanted phone the one that belongs to the claim `key`: texts that other
 * claims own (`sent-<MessageSid>`) do not count. Two without an owner cannot be told apart. Throws `RelayError` when Sync
 * cannot be asked.
 */
export async function chooseOwn(
  app: App,
  key: string,
  found: readonly FoundText[],
): Promise<LookOutcome<{ sid: string }>> {
  const owners = await Promise.all(
    found.map(async ({ sid }) => ({ sid, owner: (await readSent(app, sid))?.key ?? null })),
  );
  const own = owners.find(({ owner }) => owner === key);
  if (own !== undefined) return { kind: 'found', result: { sid: own.sid } };
  const free = owners.filter(({ owner }) => owner === null);
  const [only] = free;
  if (only === undefined) return { kind: 'absent' };
  return free.length > 1 ? { kind: 'unknown' } : { kind: 'found', result: { sid: only.sid } };
}
