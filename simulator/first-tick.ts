import type { SyncStandIn } from './twilio/sync';

/**
 * Stores what the first `/tick` of a line stores, unless it is there: a local line has been in service when it opens. `now` is in
 * milliseconds. Without it the first tick of a person who tries an outage would take up nothing of it.
 */
export function storeFirstTick({ documents }: SyncStandIn, now: number): void {
  if (documents.list().some(({ uniqueName }) => uniqueName === 'tick')) return;
  const at = new Date(now).toISOString();
  const data = { v: 1, texts: at, calls: at, replies: at, deliveries: at };
  documents.create({ uniqueName: 'tick', data });
}
