import { pause } from '../deadline';
import type { JobsApp } from '../jobs-app';
import { freeCode, takeCode } from './codes';
import { deliver, type Delivered } from './deliver';
import { isOwnWrite, type Job } from './job';
import { keepEscalation } from './keep-escalation';
import { withChange, withoutChange, type Beside } from './note-change';
import { forRecord, newRecord, type JobRecord, type OpenChange } from './record';
import { changeRecord, readRecord } from './record-store';
import { showCard } from './show-card';
import { whoIsTold, type Notification } from './told';
import { changeIdOf } from './told-key';
import { isOpen } from './transition';

/** A change of a job that is in the file already: whatever happens here cannot undo it. */
export interface JobChange {
  readonly before: Job | null;
  readonly after: Job;
  /** `changeId` or `requestId`. */
  readonly id?: string;
  /** The crew that made it by itself. */
  readonly by?: string;
  /** What is stored beside the public file. */
  readonly phone?: string;
}

/** Who was told of a change, so far as that is known in time. */
export interface Notified {
  readonly notifications: readonly Delivered[];
  /** Whether the change is on record, and with it the phone that came along: somebody goes on with what is left. */
  readonly isNoted: boolean;
}

/**
 * Tells everybody who has to hear of a change, each once, and keeps the card and the escalation right. What does not fit into
 * `withinMs` milliseconds is `queued`: the change stays on record until everybody was told, and `/tick` goes on. Never throws.
 */
export async function notifyJobChange(app: JobsApp, change: JobChange, withinMs: number): Promise<Notified> {
  const { before, after, id, by } = change;
  const name = changeIdOf(before, after, id);
  const told = whoIsTold(before, after, app.config, { id: name, ...(by === undefined ? {} : { by }) });
  const progress: Progress = { isNoted: false, delivered: new Map() };
  await Promise.race([tellAll(app, change, name, told, progress), pause(app.clock, Math.max(0, withinMs))]);
  const { isNoted, delivered } = progress;
  const notifications = told.map((one) => delivered.get(one.key) ?? late(one, isNoted || isOwnWrite(after)));
  return { notifications, isNoted };
}

/** What has come of it so far. */
interface Progress {
  isNoted: boolean;
  /** By the notification's key. */
  readonly delivered: Map<string, Delivered>;
}

async function tellAll(
  app: JobsApp,
  change: JobChange,
  name: string,
  told: readonly Notification[],
  progress: Progress,
): Promise<void> {
  const { by, phone } = change;
  const [before, after] = [change.before === null ? null : forRecord(change.before), forRecord(change.after)];
  const at = new Date(app.clock.now()).toISOString();
  const open: OpenChange = { name, before, after, at, ...(by === undefined ? {} : { by }) };
  const beside: Beside = { code: await codeFor(app, after), phone: phone ?? null };
  const noted = await store(app, after.id, (record) => withChange(record, open, beside));
  progress.isNoted = noted !== null;
  const record = noted ?? (await unstored(app, after.id, phone));
  const deliveries = told.map(async (one) => {
    const { delivered, isSettled } = await deliver(app, after, record, one);
    progress.delivered.set(one.key, delivered);
    return isSettled;
  });
  const settled = Promise.all(deliveries);
  await Promise.all([settled, keepUp(app, after, record)]);
  const isTold = (await settled).every(Boolean);
  if (noted !== null && !isTold) return;
  // Sync may be up again; and what is not noted is told again, and its claims know.
  const last = await store(app, after.id, (present) => {
    const known = noted === null ? withChange(present, open, beside) : present;
    return isTold ? withoutChange(known, name) : known;
  });
  progress.isNoted ||= last !== null;
}

/** A job does without a code rather than without everything else that is noted. */
async function codeFor(app: JobsApp, { id, status }: Job): Promise<string | null> {
  return isOpen(status) ? takeCode(app, id).catch(() => null) : null;
}

/** Null when Sync does not take it. */
async function store(
  app: JobsApp,
  id: string,
  change: (record: JobRecord) => JobRecord,
): Promise<JobRecord | null> {
  return changeRecord(app, id, change).catch(() => null);
}

/** Without Sync a record of the moment has to do. */
async function unstored(app: JobsApp, id: string, phone: string | undefined): Promise<JobRecord> {
  const record = (await readRecord(app, id)) ?? newRecord(id);
  return phone === undefined ? record : { ...record, phone };
}

/** The card, and what is scheduled for the case that nobody takes the job. */
async function keepUp(app: JobsApp, after: Job, record: JobRecord): Promise<void> {
  const card = showCard(app, after.id);
  await Promise.all([card, keepEscalation(app, after, record, card)]);
  if (!isOpen(after.status)) await freeCode(app, after.id).catch(() => undefined);
}

/** `/tick` finds what is noted, and what the relay has written itself. */
function late({ kind, to }: Notification, isFound: boolean): Delivered {
  return { kind, to: to.kind === 'crew' ? to.id : to.kind, state: isFound ? 'queued' : 'failed' };
}
