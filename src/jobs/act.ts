import { decideClaimAction, type ClaimDecision, type ClaimWish } from './transition-by-crew';
import type { JobsApp } from '../jobs-app';
import type { Job } from './job';
import { notifyJobChange } from './notify';
import type { Unusable } from './store';
import { withState } from './transition';

/** What came of a crew's wish; `job` is the job as it is now. */
export type Acted =
  | { readonly kind: 'done'; readonly job: Job }
  | {
      readonly kind: 'not-done';
      readonly decision: Exclude<ClaimDecision, { kind: 'allowed' }>;
      readonly job: Job | null;
    }
  | { readonly kind: 'not-written'; readonly why: Unusable };

/** The route has 8 s, and the write may take 6 of them. */
const WHOLE_MS = 7_700;
const LEAST_MS = 500;

/**
 * Does what a crew wants with a job, by its link or by text; of two crews at the same second one gets it. What may reach us
 * twice has a `requestId` of its own, and is done once. `withinMs` is for the write and for telling people.
 */
export async function act(
  app: JobsApp,
  id: string,
  wish: ClaimWish,
  {
    requestId = newRequestId(app, wish),
    withinMs = WHOLE_MS,
  }: { requestId?: string; withinMs?: number } = {},
): Promise<Acted> {
  const begun = app.clock.now();
  const update = await app.jobs.update<Extract<Acted, { kind: 'not-done' }>>(id, requestId, (job) => {
    const decision = decideClaimAction(job, wish, app.config.crew);
    if (decision.kind !== 'allowed' || job === null) {
      const why = decision.kind === 'allowed' ? ({ kind: 'gone' } as const) : decision;
      return { kind: 'keep', result: { kind: 'not-done', decision: why, job } };
    }
    return { kind: 'change', job: withState(job, decision.after) };
  });
  switch (update.kind) {
    case 'changed': {
      const left = begun + withinMs - app.clock.now();
      const change = { before: update.before, after: update.job, id: requestId, by: wish.crew };
      await notifyJobChange(app, change, Math.max(LEAST_MS, left));
      return { kind: 'done', job: update.job };
    }
    case 'repeated':
      return { kind: 'done', job: update.job };
    case 'kept':
      return update.result;
    case 'id-taken':
      return { kind: 'not-written', why: { kind: 'unavailable', certain: true, why: 'taken' } };
    case 'invalid':
    case 'document-too-large':
    case 'unavailable':
      return { kind: 'not-written', why: update };
    default:
      return update satisfies never;
  }
}

function newRequestId({ clock, random }: JobsApp, { action, crew }: ClaimWish): string {
  return `${action}-${crew}-${clock.now().toString(36)}-${Math.floor(random() * 36 ** 6).toString(36)}`;
}
