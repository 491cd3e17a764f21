import { textWork, type SentText, type TextToSend } from '../conversations/send-text';
import { DEADLINES, withDeadline } from '../deadline';
import type { JobsApp } from '../jobs-app';
import { once } from '../once/once';
import { withoutSettled } from './escalation';
import type { CalledOff, JobRecord, ScheduledText } from './record';
import { changeRecord } from './record-store';
import { noteClaim, tellOfClaim } from './tell-of-claim';

/** What Twilio has not refused to cancel so long (ms) after it was due is given up. */
const GIVE_UP_MS = 24 * 60 * 60 * 1000;

/** What became of one part: it does not come, it came, or nobody knows yet. */
type Fate = 'gone' | 'came' | 'open';

/**
 * Calls off what is scheduled for assignments that are over. Whoever got an escalation all the same hears that the job is
 * claimed, and by whom. What fails stays in the record, for the next time. Never throws.
 */
export async function callOff(app: JobsApp, record: JobRecord): Promise<void> {
  const { calledOff = [] } = record;
  if (calledOff.length === 0) return;
  const settled = await Promise.all(calledOff.map((over) => settle(app, record, over)));
  const all = new Set(settled.flat());
  await changeRecord(app, record.id, (present) => withoutSettled(present, all)).catch(() => undefined);
}

/** Returns the keys and ids of what is done with. */
async function settle(app: JobsApp, record: JobRecord, over: CalledOff): Promise<readonly string[]> {
  const texts = over.texts.map(async (text) => {
    const fate = await cancelText(app, text);
    return fate === 'came' && !(await tellOfClaim(app, record, over, text.to)) ? 'open' : fate;
  });
  const reminders = over.reminders.map((text) => cancelText(app, text));
  const { slack } = over;
  const message = slack === null ? [] : [cancelMessage(app, record, over, slack)];
  const names = [...[...over.texts, ...over.reminders].map(({ key }) => key), slack ?? ''];
  const fates = await Promise.all([...texts, ...reminders, ...message]);
  const isStale = app.clock.now() > Date.parse(over.dueAt) + GIVE_UP_MS;
  return names.filter((_, index) => isStale || fates[index] !== 'open');
}

async function cancelText(app: JobsApp, text: ScheduledText): Promise<Fate> {
  const sid = text.sid ?? (await sidOf(app, text.key));
  if (sid === null) return 'open';
  if (sid === '') return 'gone';
  try {
    const cancelled = await withDeadline(app.clock, DEADLINES.rest, (signal) =>
      app.messages.cancel(sid, signal),
    );
    return cancelled === 'canceled' ? 'gone' : 'came';
  } catch {
    return 'open';
  }
}

/**
 * The SID of a text of which only the claim is known: "" when it is not out, and from now on never will be; null when nobody
 * knows yet.
 */
export async function sidOf(app: JobsApp, key: string): Promise<string | null> {
  const never: TextToSend = { to: '', body: '', about: { kind: 'escalation' } };
  const result = await once<TextToSend, SentText>(app, key, never, {
    ...textWork(app, key),
    // Whoever comes later to schedule it finds that it was refused.
    send: () => Promise.resolve({ kind: 'refused', reason: 'It was called off.' }),
  });
  switch (result.kind) {
    case 'done':
    case 'already-done':
      return result.result.sid;
    case 'failed-for-good':
      return '';
    case 'in-progress':
    case 'postponed':
    case 'unclear':
    case 'claim-unavailable':
      return null;
    default:
      return result satisfies never;
  }
}

async function cancelMessage(app: JobsApp, record: JobRecord, over: CalledOff, id: string): Promise<Fate> {
  try {
    const cancelled = await withDeadline(app.clock, DEADLINES.slackRequest, (signal) =>
      app.slack.unschedule(id, signal),
    );
    if (cancelled === 'deleted') return 'gone';
  } catch {
    return 'open';
  }
  return (await noteClaim(app, record, over)) ? 'came' : 'open';
}
