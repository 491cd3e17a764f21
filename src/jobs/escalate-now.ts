import { sendText } from '../conversations/send-text';
import type { JobsApp } from '../jobs-app';
import { bodyOf, dutyPhones } from './deliver';
import { newRecord } from './record';
import { readRecord } from './record-store';

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
      sendText(app, `${id}-${who}`, { to, body, about: { kind: 'job' } }),
    ),
  );
  return results.every(({ kind }) => kind === 'done' || kind === 'already-done') ? 'escalated' : 'not-sent';
}
