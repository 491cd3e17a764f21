import type { Done, NameRequest, TextRequest } from '../commands/carry-out';
import { DEADLINES, withDeadline } from '../deadline';
import type { FullApp } from '../full-app';
import { currentThread } from './customer';
import { escapeForSlack } from './mrkdwn';
import { discreetName, phoneKey } from './party';
import { outcomeWords, sendFromOutside } from './send-from-outside';
import { changeCustomer, readCustomer } from './store';
import { subjectOf } from './subject';
import { rootOf } from './thread-post';

/** `/dispatch text`: texts a customer, once, with a copy in the customer's thread. */
export async function textCustomer(app: FullApp, { phone, body, by, trigger }: TextRequest): Promise<Done> {
  const name = app.config.dispatchers.find(({ slackUserId }) => slackUserId === by)?.name ?? 'A colleague';
  const key = `command-${trigger.replace(/[^\w.-]/g, '')}`;
  const result = await sendFromOutside(app, { key, phone, body, by: name }, DEADLINES.restOnSlack);
  const reading = await readCustomer(app, phone);
  const to = discreetName(phone, reading.kind === 'read' ? reading.customer.name : undefined);
  const at = new Date(app.clock.now()).toISOString();
  return {
    text: escapeForSlack(outcomeWords(result, to)),
    events: [{ at, key, type: 'reply.commanded', why: result.kind }],
    subject: subjectOf(app, phone),
  };
}

/** `/dispatch name`: names a customer, and the thread by that name. */
export async function nameCustomer(app: FullApp, { phone, name }: NameRequest): Promise<Done> {
  const customer = await changeCustomer(app, phone, (before) => ({ ...before, name })).catch(() => null);
  if (customer === null) {
    return { text: 'Nothing was changed: the line cannot reach its memory. Try again.', events: [] };
  }
  const thread = currentThread(customer, app.clock.now());
  const isShown = thread === null || (await retitle(app, { phone, name, ts: thread.ts }));
  const at = new Date(app.clock.now()).toISOString();
  const rest = isShown ? '' : ' The thread keeps its old title for now.';
  return {
    text: escapeForSlack(`${discreetName(phone)} is ${name} from now on.${rest}`),
    events: [{ at, key: `name-${at}`, type: 'customer.named' }],
    subject: subjectOf(app, phone),
  };
}

async function retitle(
  app: FullApp,
  { phone, name, ts }: { phone: string; name: string; ts: string },
): Promise<boolean> {
  try {
    const metadata = { kind: 'customer', id: `root-${phoneKey(phone)}-named`, phone };
    await withDeadline(app.clock, DEADLINES.slackRequest, (signal) =>
      app.slack.update({ ts, ...rootOf({ kind: 'customer', phone }, name), metadata }, signal),
    );
    return true;
  } catch {
    return false;
  }
}
