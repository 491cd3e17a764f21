import type { JobsApp } from '../jobs-app';
import { cardNote } from './card-note';
import { customerPhone } from './customer-phone';
import type { Job } from './job';
import { bodyOf } from './job-body';
import { tellOfLostText } from './lost-text';
import { recordName, withSeen, type JobRecord } from './record';
import { sayOfJob } from './say-of-job';
import { dutyPhones, sendJobText, type JobMessageSent } from './send-job-text';
import { crewNames, textKeyOf } from './texts';
import type { Notification } from './told';
import { claimerOf, isOpen } from './transition';

/** What became of one notification, as the API answers it. */
export interface Delivered {
  readonly kind: Notification['kind'];
  /** A crew's id, `customer`, `stakeholder` or `dispatchers`. */
  readonly to: string;
  readonly state: 'sent' | 'queued' | 'failed' | 'skipped';
  /** It went out while nobody could remember that, and may come a second time. */
  readonly mayRepeat?: true;
}

/** The same as the relay needs it. */
export interface Delivery {
  readonly delivered: Delivered;
  /** Nothing is left that another try could mend. */
  readonly isSettled: boolean;
}

/** Whom and what a text about a job goes to. */
interface Address {
  readonly phone: string;
  readonly key: string;
}

/**
 * Brings one notification to its phones, once, and says beneath the card what somebody has to deal with; `skipped` where no
 * phone is to hear of it. Never throws.
 */
export async function deliver(
  app: JobsApp,
  job: Job,
  record: JobRecord,
  notification: Notification,
): Promise<Delivery> {
  const { kind, to } = notification;
  const name = to.kind === 'crew' ? to.id : to.kind;
  const textKey = isOutdated(job, record, notification) ? null : textKeyOf(notification);
  if (textKey === null) return deliveryOf({ kind, to: name }, []);
  const said = sayOnCard(app, job, record, notification);
  const addresses = await addressesOf(app, job, record, notification);
  const body = bodyOf(app, job, record, notification, textKey);
  const stuck = to.kind === 'dispatchers' ? 'escalation' : 'job';
  const results = await Promise.all(
    addresses.map(async ({ phone, key }) => {
      const sent = await sendJobText(app, { key, to: phone, body, job: job.id, kind: stuck });
      if (sent.kind === 'refused') await tellOfRefusal(app, job.id, { phone, key }, sent.reason);
      return sent.kind;
    }),
  );
  await said;
  return deliveryOf({ kind, to: name }, results);
}

/** An offer of a job that has moved on since: it is taken, closed, or with others. */
function isOutdated(job: Job, record: JobRecord, { kind, to }: Notification): boolean {
  const { seen } = withSeen(record, job);
  const isOffer = kind === 'assigned' || kind === 'handed-to-you';
  if (!isOffer || to.kind !== 'crew' || seen === undefined) return false;
  const isAsked = isOpen(seen.status) && (seen.crewIds ?? []).includes(to.id);
  return !isAsked || (claimerOf(seen) !== null && claimerOf(job) === null);
}

async function sayOnCard(
  app: JobsApp,
  job: Job,
  record: JobRecord,
  { kind, key, crews = job.crewIds ?? [] }: Notification,
): Promise<void> {
  const words = cardNote(kind, crewNames(app.config.crew, crews));
  if (words !== null) await sayOfJob(app, record, key, words);
}

async function tellOfRefusal(app: JobsApp, job: string, { phone, key }: Address, why: string): Promise<void> {
  await tellOfLostText(app, { key, to: phone, job: recordName(job), why });
}

function deliveryOf(
  whom: Pick<Delivered, 'kind' | 'to'>,
  results: readonly JobMessageSent['kind'][],
): Delivery {
  const mayRepeat = results.includes('sent-unclaimed') ? ({ mayRepeat: true } as const) : {};
  return {
    delivered: { ...whom, state: worst(results.map(stateOf)), ...mayRepeat },
    isSettled: !results.includes('not-queued'),
  };
}

function stateOf(kind: JobMessageSent['kind']): Delivered['state'] {
  switch (kind) {
    case 'sent':
    case 'sent-unclaimed':
      return 'sent';
    case 'queued':
      return 'queued';
    case 'refused':
    case 'not-queued':
      return 'failed';
    default:
      return kind satisfies never;
  }
}

async function addressesOf(
  app: JobsApp,
  job: Job,
  record: JobRecord,
  { to, key }: Notification,
): Promise<readonly Address[]> {
  const { config } = app;
  switch (to.kind) {
    case 'crew': {
      const phone = config.crew.find(({ id }) => id === to.id)?.phone;
      return phone === undefined ? [] : [{ phone, key }];
    }
    case 'customer': {
      const customer = await customerPhone(app, job, record);
      if (customer.kind === 'barred') await sayBarred(app, record, customer.why);
      return customer.kind === 'phone' ? [{ phone: customer.phone, key }] : [];
    }
    case 'stakeholder':
      return [{ phone: to.phone, key }];
    case 'dispatchers':
      return (await dutyPhones(app)).map(({ id, phone }) => ({ phone, key: `${key}-${id}` }));
    default:
      return to satisfies never;
  }
}

/** Once for a job: it is the same for every text. */
async function sayBarred(app: JobsApp, record: JobRecord, why: string): Promise<void> {
  const words = `The customer gets no texts about this job. ${why}`;
  await sayOfJob(app, record, `barred-${recordName(record.id)}`, words);
}

function worst(states: readonly Delivered['state'][]): Delivered['state'] {
  const order = ['failed', 'queued', 'skipped', 'sent'] as const;
  return order.find((state) => states.includes(state)) ?? 'skipped';
}
