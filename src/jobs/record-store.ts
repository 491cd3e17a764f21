import type { App } from '../app';
import { DEADLINES, withDeadline } from '../deadline';
import { changeDocument } from '../store/change-document';
import { isRecord, newRecord, recordName, type JobRecord } from './record';

/** A job that nothing happens to for so long is nobody's concern. */
const TTL_SECONDS = 90 * 24 * 60 * 60;

/** Reads a job's record; null when Sync cannot be asked. Never throws. */
export async function readRecord({ documents, clock }: App, id: string): Promise<JobRecord | null> {
  try {
    const found = await withDeadline(clock, DEADLINES.read, (signal) =>
      documents.fetch(recordName(id), signal),
    );
    return isRecord(found?.data) ? found.data : newRecord(id);
  } catch {
    return null;
  }
}

/** Changes a job's record and returns what is stored then. Throws `RelayError` when Sync cannot be asked. */
export async function changeRecord(
  { documents, clock }: App,
  id: string,
  change: (record: JobRecord) => JobRecord,
): Promise<JobRecord> {
  let latest = newRecord(id);
  const apply = (present: unknown): JobRecord | null => {
    const before = isRecord(present) ? present : newRecord(id);
    latest = change(before);
    return latest === before ? null : latest;
  };
  const name = recordName(id);
  await withDeadline(clock, DEADLINES.change, (signal) =>
    changeDocument(documents, { name, ttlSeconds: TTL_SECONDS, known: 'unknown', apply }, signal),
  );
  return latest;
}
