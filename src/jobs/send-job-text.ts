import { readPresences } from '../availability/store';
import { findDispatcher, onDuty } from '../cascade/plan';
import { sendText } from '../conversations/send-text';
import { DEADLINES, withDeadline } from '../deadline';
import type { JobsApp } from '../jobs-app';
import { enqueue, isKept } from '../outbox/store';
import { recordName } from './record';

/** A text about a job. */
export interface JobMessage {
  /** Its claim. */
  readonly key: string;
  readonly to: string;
  readonly body: string;
  /** The job's id. */
  readonly job: string;
  /** What is stuck goes to the dispatchers as an escalation: it is never the text too many. */
  readonly kind: 'job' | 'escalation';
}

/** What became of it; `sid` where Twilio has it. */
export type JobMessageSent =
  | { readonly kind: 'sent'; readonly sid: string }
  /** Sent without a claim while Sync is down: it may come twice. */
  | { readonly kind: 'sent-unclaimed' }
  | { readonly kind: 'queued' }
  /** For good: no repeat helps. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Nobody knows of it but who asked. */
  | { readonly kind: 'not-queued' };

/** Sends a text about a job once; what does not get out waits in the outbox. Never throws. */
export async function sendJobText(app: JobsApp, message: JobMessage): Promise<JobMessageSent> {
  const { key, to, body, job, kind } = message;
  const about = { kind, job: recordName(job) } as const;
  const result = await sendText(app, key, { to, body, about });
  switch (result.kind) {
    case 'done':
    case 'already-done':
      return { kind: 'sent', sid: result.result.sid };
    case 'failed-for-good':
      return { kind: 'refused', reason: result.reason };
    case 'claim-unavailable':
      return sendWithoutClaim(app, to, body);
    case 'in-progress':
    case 'postponed':
    case 'unclear':
      return queue(app, to, key);
    default:
      return result satisfies never;
  }
}

/** Who hears of what is stuck: the people on duty. */
export async function dutyPhones(app: JobsApp): Promise<readonly { id: string; phone: string }[]> {
  const presences = await readPresences(app.documents, app.clock, app.config);
  return onDuty(app.config, presences, app.clock.now()).flatMap((id) => {
    const phone = findDispatcher(app.config, id)?.phone;
    return phone === undefined ? [] : [{ id, phone }];
  });
}

async function queue(app: JobsApp, phone: string, key: string): Promise<JobMessageSent> {
  const at = new Date(app.clock.now()).toISOString();
  return { kind: (await isKept(enqueue(app, { key, kind: 'send', phone, at }))) ? 'queued' : 'not-queued' };
}

/** Without Sync a notification may come twice; that is better than not at all. */
async function sendWithoutClaim(app: JobsApp, to: string, body: string): Promise<JobMessageSent> {
  try {
    const sent = await withDeadline(app.clock, DEADLINES.rest, (signal) =>
      app.messages.send({ to, body }, signal),
    );
    return sent.kind === 'sent' ? { kind: 'sent-unclaimed' } : { kind: 'not-queued' };
  } catch {
    return { kind: 'not-queued' };
  }
}
