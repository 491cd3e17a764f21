import { channelWork } from '../conversations/channel-work';
import { DEADLINES, withDeadline } from '../deadline';
import { once } from '../once/once';
import type { JobsApp } from '../jobs-app';
import { jobCard } from './card';
import { recordName, type JobRecord } from './record';
import { changeRecord, readRecord } from './record-store';

/** A change that comes while the card is edited is shown by another edit; so many at most. */
const MOST_EDITS = 3;

/** Shows the newest state of a job on its card in Slack, and posts the card if there is none. Returns its `ts`, or null. Never throws. */
export async function showCard(app: JobsApp, id: string): Promise<string | null> {
  let shown = '';
  for (let edit = 0; edit < MOST_EDITS; edit += 1) {
    const record = await readRecord(app, id);
    // By all that is known of it: others write jobs without a time.
    const state = JSON.stringify(record?.seen);
    if (record?.seen === undefined || state === shown) return record?.card ?? null;
    shown = state;
    const card = await putCard(app, record);
    if (card === null) return null;
  }
  return (await readRecord(app, id))?.card ?? null;
}

async function putCard(app: JobsApp, record: JobRecord): Promise<string | null> {
  const { seen, card } = record;
  if (seen === undefined) return null;
  const message = jobCard(app.config, seen, record.code);
  if (card !== undefined) return editCard(app, card, message);
  const id = `card-${recordName(record.id)}`;
  const work = channelWork<{ job: string }>(app, id, 'job', () => message);
  const result = await once(app, id, { job: record.id }, work, 'person');
  if (result.kind !== 'done' && result.kind !== 'already-done') return null;
  const { ts } = result.result;
  await changeRecord(app, record.id, (present) => ({ ...present, card: ts })).catch(() => undefined);
  return result.kind === 'done' ? ts : editCard(app, ts, message);
}

async function editCard(
  app: JobsApp,
  ts: string,
  message: ReturnType<typeof jobCard>,
): Promise<string | null> {
  try {
    await withDeadline(app.clock, DEADLINES.slackRequest, (signal) =>
      app.slack.update({ ts, ...message }, signal),
    );
    return ts;
  } catch {
    return null;
  }
}
