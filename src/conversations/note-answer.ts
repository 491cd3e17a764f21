import type { FullApp } from '../full-app';
import { afterAnswer, type Customer } from './customer';
import { cancelReminder } from './remind';
import { changeCustomer } from './store';

/**
 * Remembers that a person of ours has answered a customer, so that nobody is reminded of it; `customer` is as it was read
 * before. Best effort: one reminder too many does no harm. Never throws.
 */
export async function noteAnswer(app: FullApp, phone: string, customer: Customer | null): Promise<void> {
  const changed = changeCustomer(app, phone, (before) => afterAnswer(before, app.clock.now()));
  const cancelled = customer === null ? undefined : cancelReminder(app, customer);
  await Promise.all([changed.catch(() => undefined), cancelled]);
}
