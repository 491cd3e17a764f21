import { discreetName, partyOf } from '../conversations/party';
import { postToThread } from '../conversations/post-to-thread';
import { sayBeneath } from '../conversations/say-beneath';
import { wordsPost } from '../conversations/thread-post';
import { DEADLINES, withDeadline } from '../deadline';
import type { FullApp } from '../full-app';
import { keep } from '../outbox/keep';
import { isKept } from '../outbox/store';
import { isRecord, type JobRecord } from './record';

/** A text about a job that did not reach its phone. */
export interface LostText {
  /** Its claim. */
  readonly key: string;
  readonly to: string;
  /** The name of the job's document. */
  readonly job: string;
  /** One sentence. */
  readonly why: string;
}

/**
 * Says once where the team looks that a text about a job is lost: for a customer in the customer's thread, else beneath the
 * job's card. Returns whether it is said, or surely will be. Never throws.
 */
export async function tellOfLostText(app: FullApp, lost: LostText): Promise<boolean> {
  const { key, to, why } = lost;
  const party = partyOf(app.config, to);
  const isStakeholder = app.config.jobs.stakeholders.includes(to);
  const record = await readNamed(app, lost.job);
  const about = `lost-${key}`;
  if (party.kind === 'customer' && !isStakeholder) {
    const words = `A text about ${nameOf(record)} did not reach this customer. ${why}`;
    const post = wordsPost(party, 'alert', words, 'always');
    const result = await postToThread(app, about, post);
    if (result.kind === 'done' || result.kind === 'already-done') return true;
    const at = new Date(app.clock.now()).toISOString();
    return isKept(keep(app, { key: about, kind: 'post', phone: to, at }, post));
  }
  const name = party.kind === 'team' ? party.name : discreetName(to);
  const words = `A text about ${nameOf(record)} did not reach ${name}. ${why}`;
  return sayBeneath(app, { about, root: record?.card ?? null, words });
}

async function readNamed({ documents, clock }: FullApp, name: string): Promise<JobRecord | null> {
  try {
    const found = await withDeadline(clock, DEADLINES.read, (signal) => documents.fetch(name, signal));
    return isRecord(found?.data) ? found.data : null;
  } catch {
    return null;
  }
}

function nameOf(record: JobRecord | null): string {
  const title = record?.seen?.title;
  if (record === null) return 'a job';
  return title === undefined ? `job ${record.id}` : `“${title}”`;
}
