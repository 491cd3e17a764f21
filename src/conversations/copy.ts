import type { FullApp } from '../full-app';
import { enqueue, isKept } from '../outbox/store';
import { readClaim } from '../once/read-claim';
import { postToThread, type Posted } from './post-to-thread';
import type { ThreadPost } from './thread-post';

/** Where the copy of a text stands that was not written in a thread: in the customer's thread, not yet, or there is none. */
export type Copy = ({ readonly kind: 'posted' } & Posted) | { readonly kind: 'waits' | 'none' };

/** The claim of the copy of the text with this claim. */
export function copyKey(key: string): string {
  return `copy-${key}`;
}

/** Finds out about the copy of the text with this claim. Throws `RelayError` when Sync cannot be asked. */
export async function copyOf(app: FullApp, key: string): Promise<Copy> {
  const claim = await claimOf(app, key);
  if (claim === null) return { kind: 'none' };
  return claim.state === 'done' ? { kind: 'posted', ...claim.result } : { kind: 'waits' };
}

/**
 * Puts the copy, which was claimed before the text was sent, into the customer's thread, now or from the outbox. Returns
 * whether that is sure; a text without a copy has nothing to wait for. Throws `RelayError` when Sync cannot be asked.
 */
export async function postCopy(app: FullApp, key: string, withinMs?: number): Promise<boolean> {
  const claim = await claimOf(app, key);
  if (claim === null || claim.state === 'done') return true;
  const { payload } = claim;
  const { kind } = await postToThread(app, copyKey(key), payload, { withinMs });
  if (kind === 'done' || kind === 'already-done') return true;
  const at = new Date(app.clock.now()).toISOString();
  return isKept(enqueue(app, { key: copyKey(key), kind: 'post', phone: payload.party.phone, at }));
}

function claimOf(app: FullApp, key: string) {
  return readClaim<ThreadPost, Posted>(app, copyKey(key));
}
