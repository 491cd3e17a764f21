import { sayBeneath } from '../conversations/say-beneath';
import type { FullApp } from '../full-app';
import { titleOf } from './job';
import type { JobRecord } from './record';

/** Says something beneath a job's card, once for each `about`; where there is no card, in the channel itself and with the job's name. Never throws. */
export async function sayOfJob(
  app: FullApp,
  record: JobRecord,
  about: string,
  words: string,
): Promise<boolean> {
  const { id, card, seen } = record;
  if (card !== undefined) return sayBeneath(app, { about, root: card, words });
  return sayBeneath(app, { about, root: null, words: `${titleOf(seen ?? { id })}: ${words}` });
}
