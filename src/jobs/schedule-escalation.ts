import { escapeForSlack } from '../conversations/mrkdwn';
import { sendText } from '../conversations/send-text';
import { DEADLINES, withDeadline } from '../deadline';
import type { JobsApp } from '../jobs-app';
import { escalationKey } from './escalation';
import type { Job } from './job';
import { bodyOf } from './job-body';
import { recordName, type Escalation, type JobRecord, type ScheduledText } from './record';
import { dutyPhones } from './send-job-text';
import { crewNames } from './texts';

const MINUTE_MS = 60_000;

/** Twilio schedules nothing that is due within five minutes (https://www.twilio.com/docs/messaging/features/message-scheduling). */
const SOONEST_MS = 5 * MINUTE_MS;
/** What a request may take on its way. */
const MARGIN_MS = 5_000;

/** What is to happen if nobody takes the job: texts to whoever is on duty now, and before that a reminder to the crew. */
export async function planEscalation(app: JobsApp, job: Job, of: string): Promise<Escalation> {
  const dueAt = Date.parse(of) + app.config.jobs.claimWithinMinutes * MINUTE_MS;
  const text = (what: string) => (to: string) => ({ key: escalationKey(what, job.id, of, to), to });
  const duty = (await dutyPhones(app)).map(({ id }) => id);
  const crew = reminderTime(app, dueAt) === null ? [] : (job.crewIds ?? []);
  return {
    of,
    dueAt: new Date(dueAt).toISOString(),
    texts: duty.map(text('escalate')),
    reminders: crew.map(text('remind')),
    slack: null,
  };
}

/** Schedules what of the plan is not scheduled yet. Twilio and Slack do it even if our code is dead by then. Never throws. */
export async function scheduleEscalation(
  app: JobsApp,
  job: Job,
  record: JobRecord,
  plan: Escalation,
  card: Promise<string | null>,
): Promise<Escalation> {
  const dueAt = Date.parse(plan.dueAt);
  const remindAt = reminderTime(app, dueAt);
  const crews = job.crewIds ?? [];
  const escalation = bodyOf(app, job, record, { to: { kind: 'dispatchers' }, crews }, 'jobNotClaimed');
  const reminder = (id: string) => bodyOf(app, job, record, { to: { kind: 'crew', id } }, 'jobReminder');
  const { dispatchers, crew } = app.config;
  const [texts, reminders, slack] = await Promise.all([
    scheduleAll(app, plan.texts, dispatchers, 'escalation', dueAt, record.id, () => escalation),
    scheduleAll(app, plan.reminders, crew, 'job', remindAt, record.id, reminder),
    plan.slack ?? scheduleMessage(app, job, card, dueAt),
  ]);
  return { ...plan, texts, reminders, slack };
}

/** Half-way, but not within Twilio's five minutes; null where it would come with the escalation and remind nobody. */
function reminderTime({ clock }: JobsApp, dueAt: number): number | null {
  const now = clock.now();
  const at = Math.max(now + SOONEST_MS + MARGIN_MS, now + (dueAt - now) / 2);
  return at >= dueAt - MINUTE_MS ? null : at;
}

function scheduleAll(
  app: JobsApp,
  texts: readonly ScheduledText[],
  people: readonly { readonly id: string; readonly phone: string }[],
  kind: 'job' | 'escalation',
  at: number | null,
  job: string,
  bodyFor: (id: string) => string,
): Promise<readonly ScheduledText[]> {
  if (at === null || at - app.clock.now() < SOONEST_MS) return Promise.resolve(texts);
  const about = { kind, job: recordName(job) } as const;
  const sendAt = new Date(at).toISOString();
  return Promise.all(
    texts.map(async (text) => {
      const phone = people.find(({ id }) => id === text.to)?.phone;
      if (phone === undefined || text.sid !== undefined) return text;
      const result = await sendText(app, text.key, { to: phone, body: bodyFor(text.to), about, sendAt });
      const isOut = result.kind === 'done' || result.kind === 'already-done';
      return isOut ? { ...text, sid: result.result.sid } : text;
    }),
  );
}

async function scheduleMessage(
  app: JobsApp,
  job: Job,
  card: Promise<string | null>,
  postAt: number,
): Promise<string | null> {
  const threadTs = await card;
  if (threadTs === null || postAt <= app.clock.now()) return null;
  const crew = crewNames(app.config.crew, job.crewIds ?? []).join(', ');
  const text = escapeForSlack(`Nobody has taken this job yet. Asked: ${crew}.`);
  try {
    return await withDeadline(app.clock, DEADLINES.slackCall, (signal) =>
      app.slack.schedule({ text, threadTs, broadcast: true, postAt }, signal),
    );
  } catch {
    return null;
  }
}
