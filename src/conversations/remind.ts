import { DEADLINES, withDeadline } from '../deadline';
import type { FullApp } from '../full-app';
import type { Customer } from './customer';
import { escapeForSlack } from './mrkdwn';
import { discreetName } from './party';
import { changeCustomer } from './store';

/** A customer who waits this long (ms) for an answer is brought up again. */
const REMIND_AFTER_MS = 15 * 60 * 1000;

/**
 * Has Slack remind the team of a customer who wrote, unless a reminder waits already. Slack does it even if our own code
 * is dead by then. Best effort: a missing reminder loses nothing. Never throws.
 */
export async function remind(app: FullApp, customer: Customer, root: string): Promise<void> {
  const now = app.clock.now();
  if (customer.reminder !== undefined && Date.parse(customer.reminder.postAt) > now) return;
  const postAt = now + REMIND_AFTER_MS;
  const name = escapeForSlack(discreetName(customer.phone, customer.name));
  const text = `Nobody has answered ${name} yet.`;
  try {
    const id = await withDeadline(app.clock, DEADLINES.slackCall, (signal) =>
      app.slack.schedule({ text, threadTs: root, broadcast: true, postAt }, signal),
    );
    const after = await changeCustomer(app, customer.phone, (before) => {
      const waits = before.reminder !== undefined && Date.parse(before.reminder.postAt) > now;
      const wasAnswered = before.answeredAt !== undefined && Date.parse(before.answeredAt) > now;
      const reminder = { id, postAt: new Date(postAt).toISOString() };
      return waits || wasAnswered ? before : { ...before, reminder };
    });
    if (after.reminder?.id !== id) await cancel(app, id);
  } catch {
    // The text itself is in the thread.
  }
}

/** Takes the reminder of a customer back, now that somebody has answered. Never throws. */
export async function cancelReminder(app: FullApp, { reminder }: Customer): Promise<void> {
  if (reminder === undefined || Date.parse(reminder.postAt) <= app.clock.now()) return;
  await cancel(app, reminder.id);
}

async function cancel(app: FullApp, id: string): Promise<void> {
  await withDeadline(app.clock, DEADLINES.slackRequest, (signal) => app.slack.unschedule(id, signal)).catch(
    () => undefined,
  );
}
