import { createHmac } from 'node:crypto';
import type { App } from '../app';

/** How a customer is named on record: the same for the same number, and nobody can tell the number from it. */
export function subjectOf({ secrets }: App, phone: string): string {
  const digest = createHmac('sha256', `customer:${secrets.linkSecrets[0] ?? ''}`)
    .update(phone)
    .digest('hex');
  return `customer:${digest.slice(0, 16)}`;
}
