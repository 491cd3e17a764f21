import type { App } from '../app';
import { storeClaim } from '../once/store-claim';
import type { OutboxItem } from './index-document';
import { enqueue } from './store';

/**
 * Puts work into the outbox together with what it is: an item without a claim would be forgotten. Returns whether both are
 * stored, so that whoever drains finishes it. Work that is claimed already stays as it is. Never throws.
 */
export async function keep(app: App, item: OutboxItem, payload: object): Promise<boolean> {
  try {
    await storeClaim(app, item.key, payload);
  } catch {
    return false;
  }
  return enqueue(app, item);
}
