import { readPresences } from '../availability/store';
import { findDispatcher, onDuty } from '../cascade/plan';
import { sendText } from '../conversations/send-text';
import { DEADLINES, withDeadline } from '../deadline';
import { enqueue } from '../outbox/store';
import { createLink, linkExpiry } from '../magic-links/token';
import type { JobsApp } from '../jobs-app';
import type { Job } from './job';
import type { JobRecord } from './record';
import { crewNames, jobText, textKeyOf, type JobTextFacts } from './texts';
import type { JobTextKey } from '../config/job-texts';
import type { Notification } from './told';

/** What became of one notification, as the API answers it. */
export interface Delivered {
  readonly kind: Notification['kind'];
  /** A crew's id, `customer`, `stakeholder` or `dispatchers`. */
  readonly to: string;
  readonly state: 'sent' | 'queued' | 'failed' | 'skipped';
}

/** Whom and what a text about a job goes to. */
interface Address {
  readonly phone: string;
  readonly key: string;
}

/** Brings one notification to its phones, once; `skipped` where there is none, or where the card in Slack says it. Never throws. */
export async function deliver(
  app: JobsApp,
  job: Job,
  record: JobRecord,
  notification: Notification,
): Promise<Delivered> {
  const { kind, to } = notification;
  const name = to.kind === 'crew' ? to.id : to.kind;
  const key = textKeyOf(notification);
  const addresses = key === null ? [] : await addressesOf(app, job, record, notification);
  if (key === null || addresses.length === 0) return { kind, to: name, state: 'skipped' };
  const body = bodyOf(app, job, record, notification, key);
  const states = await Promise.all(addresses.map((address) => send(app, address, body)));
  return { kind, to: name, state: worst(states) };
}

/** The text of a notification. */
export function bodyOf(
  app: JobsApp,
  job: Job,
  record: JobRecord,
  { to, crews = [] }: Pick<Notification, 'to' | 'crews'>,
  key: JobTextKey,
): string {
  const { config, clock } = app;
  const names = crewNames(config.crew, crews);
  const facts: JobTextFacts = {
    line: config.line.name,
    job,
    crew: names.length > 0 ? names : crewNames(config.crew, job.crewIds ?? []),
    from: names,
    minutes: config.jobs.claimWithinMinutes,
    time: new Intl.DateTimeFormat('en-GB', {
      hour: '2-digit',
      minute: '2-digit',
      timeZone: config.line.timeZone,
    }).format(clock.now()),
    ...(to.kind === 'crew' ? { link: linkOf(app, job, to.id) } : {}),
    ...(record.code === undefined ? {} : { code: record.code }),
  };
  return jobText(key, config.texts, facts).body;
}

function linkOf({ origin, secrets, clock, config }: JobsApp, job: Job, crew: string): string {
  const secret = secrets.linkSecrets[0] ?? '';
  const expiresAt = linkExpiry(clock.now(), config.jobs);
  return createLink({ origin, secret, job: job.id, crew, expiresAt });
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
      const phone = job.customer?.phone ?? record.phone;
      return phone === undefined ? [] : [{ phone, key }];
    }
    case 'stakeholder':
      return [{ phone: to.phone, key }];
    case 'dispatchers':
      return (await dutyPhones(app)).map(({ id, phone }) => ({ phone, key: `${key}-${id}` }));
    default:
      return to satisfies never;
  }
}

/** Who hears of what is stuck: the people on duty. */
export async function dutyPhones(app: JobsApp): Promise<readonly { id: string; phone: string }[]> {
  const presences = await readPresences(app.documents, app.clock, app.config);
  return onDuty(app.config, presences).flatMap((id) => {
    const phone = findDispatcher(app.config, id)?.phone;
    return phone === undefined ? [] : [{ id, phone }];
  });
}

async function send(app: JobsApp, { phone, key }: Address, body: string): Promise<Delivered['state']> {
  const result = await sendText(app, key, { to: phone, body, about: { kind: 'job' } });
  switch (result.kind) {
    case 'done':
    case 'already-done':
      return 'sent';
    case 'failed-for-good':
      return 'failed';
    case 'claim-unavailable':
      return sendWithoutClaim(app, phone, body);
    case 'in-progress':
    case 'postponed':
    case 'unclear':
      return queue(app, phone, key);
    default:
      return result satisfies never;
  }
}

async function queue(app: JobsApp, phone: string, key: string): Promise<Delivered['state']> {
  const at = new Date(app.clock.now()).toISOString();
  return (await enqueue(app, { key, kind: 'send', phone, at })) ? 'queued' : 'failed';
}

/** Without Sync a notification may come twice; that is better than not at all. */
async function sendWithoutClaim(app: JobsApp, to: string, body: string): Promise<Delivered['state']> {
  try {
    const sent = await withDeadline(app.clock, DEADLINES.rest, (signal) =>
      app.messages.send({ to, body }, signal),
    );
    return sent.kind === 'sent' ? 'sent' : 'failed';
  } catch {
    return 'failed';
  }
}

function worst(states: readonly Delivered['state'][]): Delivered['state'] {
  const order = ['failed', 'queued', 'skipped', 'sent'] as const;
  return order.find((state) => states.includes(state)) ?? 'skipped';
}
