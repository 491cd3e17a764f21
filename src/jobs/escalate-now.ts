import type { JobsApp } from '../jobs-app';
import { bodyOf } from './job-body';
import { newRecord } from './record';
import { readRecord } from './record-store';
import { dutyPhones, sendJobText } from './send-job-text';

/** Texts whoever is on duty that nobody has taken a job, now; once for each `id`. Returns what came of it. */
export async function escalateNow(app: JobsApp, job: string, id: string): Promise<string> {
  const record = (await readRecord(app, job)) ?? newRecord(job);
  const { seen } = record;
  if (seen === undefined) return 'not-found';
  const told = { to: { kind: 'dispatchers' }, crews: seen.crewIds ?? [] } as const;
  const body = bodyOf(app, seen, record, told, 'jobNotClaimed');
  const phones = await dutyPhones(app);
  const results = await Promise.all(
    phones.map(({ id: who, phone: to }) =>
      sendJobText(app, { key: `${id}-${who}`, to, body, job, kind: 'escalation' }),
    ),
  );
  const isLost = results.some(({ kind }) => kind === 'refused' || kind === 'not-queued');
  return isLost ? 'not-sent' : 'escalated';
}
