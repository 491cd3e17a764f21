import { findDispatcher } from '../cascade/plan';
import type { JobsApp } from '../jobs-app';
import { sidOf } from './call-off';
import { cardNote } from './card-note';
import { deliver } from './deliver';
import { assignmentOf } from './escalation';
import type { Job } from './job';
import { bodyOf } from './job-body';
import { storeScheduled } from './keep-escalation';
import type { Escalation, JobRecord, ScheduledText } from './record';
import { sayOfJob } from './say-of-job';
import { dutyPhones, sendJobText } from './send-job-text';
import { crewNames } from './texts';
import type { Notification } from './told';
import { lateNotification } from './told-late';

/** Escalates what is overdue, and what nobody has taken where Twilio and Slack could not be told beforehand. Returns whether anything went out. */
export async function escalateLate(app: JobsApp, job: Job, record: JobRecord, now: number): Promise<boolean> {
  const { assignedAt, escalation } = record;
  if (assignedAt === undefined) return false;
  const late = lateNotification(job, assignedAt, app.config.jobs, now);
  if (late === null || (late.kind === 'not-claimed' && assignmentOf(record, job) === null)) return false;
  if (late.kind !== 'not-claimed') return (await deliver(app, job, record, late)).delivered.state === 'sent';
  const known = escalation?.of === assignedAt ? escalation : null;
  const [isSent] = await Promise.all([
    textUntold(app, job, record, known, late),
    (known?.slack ?? null) === null && sayNotClaimed(app, job, record, late),
  ]);
  return isSent;
}

/** Texts those of the plan whom Twilio does not text, or whoever is on duty now when it texts nobody. */
async function textUntold(
  app: JobsApp,
  job: Job,
  record: JobRecord,
  known: Escalation | null,
  late: Notification,
): Promise<boolean> {
  const planned = await Promise.all((known?.texts ?? []).map((text) => lookUp(app, text)));
  const reached = new Set(planned.filter(({ sid }) => sid !== '').map(({ to }) => to));
  const isTold = planned.some(({ sid }) => sid !== null && sid !== '');
  const people = isTold ? planned.map(({ to }) => to) : (await dutyPhones(app)).map(({ id }) => id);
  const missing = [...new Set(people)].filter((id) => !reached.has(id));
  const body = bodyOf(app, job, record, late, 'jobNotClaimed');
  const sent = await Promise.all(missing.map((id) => text(app, job.id, `${late.key}-${id}`, id, body)));
  const texts = sent.flatMap((one) => (one === null ? [] : [one]));
  // Whoever takes the job later has it called off, and those who were texted hear of that.
  if (known !== null && texts.length > 0) await storeScheduled(app, job, { ...known, texts });
  return texts.length > 0;
}

async function text(
  app: JobsApp,
  job: string,
  key: string,
  id: string,
  body: string,
): Promise<ScheduledText | null> {
  const to = findDispatcher(app.config, id)?.phone;
  if (to === undefined) return null;
  const sent = await sendJobText(app, { key, to, body, job, kind: 'escalation' });
  return sent.kind === 'sent' ? { key, to: id, sid: sent.sid } : null;
}

/** With the SID that Twilio gave it: "" when it surely is not out, null when nobody knows yet. */
async function lookUp(
  app: JobsApp,
  { key, to, sid }: ScheduledText,
): Promise<{ to: string; sid: string | null }> {
  return { to, sid: sid ?? (await sidOf(app, key)) };
}

function sayNotClaimed(app: JobsApp, job: Job, record: JobRecord, late: Notification): Promise<boolean> {
  const words = cardNote(late.kind, crewNames(app.config.crew, job.crewIds ?? [])) ?? '';
  return sayOfJob(app, record, late.key, words);
}
