import { sendText } from '../conversations/send-text';
import { DEADLINES, withDeadline } from '../deadline';
import { escapeForSlack } from '../conversations/mrkdwn';
import type { JobsApp } from '../jobs-app';
import { bodyOf, dutyPhones } from './deliver';
import type { Job } from './job';
import type { Escalation, JobRecord } from './record';
import { changeRecord } from './record-store';
import { crewNames } from './texts';
import { claimerOf } from './transition';

const MINUTE_MS = 60_000;

/** Twilio schedules nothing that is due within five minutes (https://www.twilio.com/docs/messaging/features/message-scheduling). */
const SOONEST_MS = 5 * MINUTE_MS + 5_000;

/** Whether somebody still has to take the job. */
export function isWaiting(job: Job): boolean {
  const hasCrew = (job.crewIds ?? []).length > 0;
  return hasCrew && claimerOf(job) === null && (job.status === 'assigned' || job.status === 'pending');
}

/**
 * Schedules what is to happen if nobody takes the job: a text to whoever is on duty and a message on the card, and before
 * that a reminder to the crew. Twilio and Slack do it even if our code is dead by then. Best effort; `/tick` escalates too.
 */
export async function scheduleEscalation(
  app: JobsApp,
  job: Job,
  record: JobRecord,
): Promise<Escalation | null> {
  const { assignedAt } = record;
  if (assignedAt === undefined || record.escalation?.of === assignedAt) return record.escalation ?? null;
  const minutes = app.config.jobs.claimWithinMinutes;
  const dueAt = Date.parse(assignedAt) + minutes * MINUTE_MS;
  const [texts, reminders, slack] = await Promise.all([
    scheduleTexts(app, job, record, assignedAt, dueAt),
    scheduleReminders(app, job, record, assignedAt, dueAt),
    scheduleMessage(app, job, record, dueAt),
  ]);
  const sids = [...texts, ...reminders];
  const escalation = { of: assignedAt, dueAt: new Date(dueAt).toISOString(), texts: sids, slack };
  await changeRecord(app, job.id, (present) => ({ ...present, escalation })).catch(() => undefined);
  return escalation;
}

/** Calls off what is scheduled. Returns false when something of it could not be called off in time. Never throws. */
export async function callOff(app: JobsApp, { id, escalation }: JobRecord): Promise<boolean> {
  if (escalation === undefined) return true;
  const texts = escalation.texts.map((sid) =>
    withDeadline(app.clock, DEADLINES.rest, (signal) => app.messages.cancel(sid, signal)).catch(
      () => 'too-late' as const,
    ),
  );
  const message =
    escalation.slack === null
      ? 'deleted'
      : withDeadline(app.clock, DEADLINES.slackRequest, (signal) =>
          app.slack.unschedule(escalation.slack ?? '', signal),
        ).catch(() => 'too-late' as const);
  const results = await Promise.all([...texts, message]);
  await changeRecord(app, id, ({ escalation: present, ...rest }) =>
    present?.of === escalation.of || present === undefined ? rest : { ...rest, escalation: present },
  ).catch(() => undefined);
  return !results.includes('too-late');
}

async function scheduleTexts(
  app: JobsApp,
  job: Job,
  record: JobRecord,
  of: string,
  dueAt: number,
): Promise<readonly string[]> {
  const about = { kind: 'escalation' } as const;
  const told = { to: { kind: 'dispatchers' }, crews: job.crewIds ?? [] } as const;
  const body = bodyOf(app, job, record, told, 'jobNotClaimed');
  const phones = await dutyPhones(app);
  return schedule(
    app,
    phones.map(({ id, phone }) => ({ key: keyOf('escalate', job, of, id), to: phone, body, about })),
    dueAt,
  );
}

async function scheduleReminders(
  app: JobsApp,
  job: Job,
  record: JobRecord,
  of: string,
  dueAt: number,
): Promise<readonly string[]> {
  const now = app.clock.now();
  const at = Math.max(now + SOONEST_MS, now + (dueAt - now) / 2);
  // A reminder that comes with the escalation reminds nobody.
  if (at >= dueAt - MINUTE_MS) return [];
  const crew = app.config.crew.filter(({ id }) => (job.crewIds ?? []).includes(id));
  const texts = crew.map(({ id, phone }) => {
    const body = bodyOf(app, job, record, { to: { kind: 'crew', id } }, 'jobReminder');
    return { key: keyOf('remind', job, of, id), to: phone, body, about: { kind: 'job' } as const };
  });
  return schedule(app, texts, at);
}

interface Scheduled {
  readonly key: string;
  readonly to: string;
  readonly body: string;
  readonly about: { readonly kind: 'job' | 'escalation' };
}

async function schedule(app: JobsApp, texts: readonly Scheduled[], at: number): Promise<readonly string[]> {
  if (at - app.clock.now() < SOONEST_MS - 5_000) return [];
  const sendAt = new Date(at).toISOString();
  const results = await Promise.all(texts.map(({ key, ...text }) => sendText(app, key, { ...text, sendAt })));
  return results.flatMap((result) =>
    result.kind === 'done' || result.kind === 'already-done' ? [result.result.sid] : [],
  );
}

async function scheduleMessage(
  app: JobsApp,
  job: Job,
  { card }: JobRecord,
  postAt: number,
): Promise<string | null> {
  if (card === undefined) return null;
  const crew = crewNames(app.config.crew, job.crewIds ?? []).join(', ');
  const text = escapeForSlack(`Nobody has taken this job yet. Asked: ${crew}.`);
  try {
    return await withDeadline(app.clock, DEADLINES.slackCall, (signal) =>
      app.slack.schedule({ text, threadTs: card, broadcast: true, postAt }, signal),
    );
  } catch {
    return null;
  }
}

function keyOf(what: string, job: Job, of: string, who: string): string {
  return `${what}-${job.id.replace(/[^\w-]/g, '_').slice(0, 64)}-${Date.parse(of)}-${who}`;
}
