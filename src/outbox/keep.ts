import type { App } from '../app';
import { storeClaim } from '../once/store-claim';
import type { OutboxItem } from './index-document';
import { enqueue } from './store';

/**
 * Puts work into the outbox together with what it is: an item without a claim would be forgotten. When it returns, whoever
 * drains finishes the work. Work that is claimed already stays as it is. Throws `RelayError` when one of both is not stored.
 */
export async function keep(app: App, item: OutboxItem, payload: object): Promise<void> {
  await storeClaim(app, item.key, payload);
  await enqueue(app, item);
}
