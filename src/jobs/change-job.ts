import { DEADLINES } from '../deadline';
import type { JobsApp } from '../jobs-app';
import type { Delivered } from './deliver';
import type { Job } from './job';
import { unnotedChange } from './note-change';
import { notifyJobChange, type JobChange, type Notified } from './notify';
import { changeRecord, readRecord } from './record-store';
import type { JobUpdate } from './store';
import {
  decideTransition,
  isUnchanged,
  withState,
  type Transition,
  type TransitionRequest,
} from './transition';

/** What came of a change; `job` is the job as it is now. */
export type Changed =
  | {
      readonly kind: 'changed';
      readonly job: Job;
      readonly notifications: readonly Delivered[];
      readonly isNew: boolean;
      /** Whether the customer's phone that came along is stored, or none came. */
      readonly isPhoneKept: boolean;
    }
  | {
      readonly kind: 'repeated';
      readonly job: Job;
      readonly notifications: readonly Delivered[];
      readonly isPhoneKept: boolean;
    }
  | { readonly kind: 'not-found' }
  /** `job` is null for one that was to be made. */
  | {
      readonly kind: 'refused';
      readonly why: Exclude<Transition, { kind: 'allowed' }>;
      readonly job: Job | null;
    }
  | {
      readonly kind: 'not-written';
      readonly why: Extract<
        JobUpdate<never>,
        { kind: 'invalid' | 'document-too-large' | 'unavailable' | 'id-taken' }
      >;
    };

/** All that the route has, in ms; the platform cuts at 10 s. */
const WHOLE_MS = 8_000;
/** For the answer alone: whatever takes longer than the rest goes on without it. */
const ANSWER_MS = 300;

/** Changes the state of a job and tells whom it concerns. The change is in the file before anybody is told. */
export async function changeState(
  app: JobsApp,
  id: string,
  requestId: string,
  request: TransitionRequest,
): Promise<Changed> {
  const begun = app.clock.now();
  const update = await app.jobs.update<NotChanged>(id, requestId, (job) => {
    if (job === null) return { kind: 'keep', result: { kind: 'not-found' } };
    const transition = decideTransition(job, request, app.config.crew);
    if (transition.kind !== 'allowed')
      return { kind: 'keep', result: { kind: 'refused', why: transition, job } };
    if (isUnchanged(job, transition.after)) return { kind: 'keep', result: { kind: 'unchanged', job } };
    return { kind: 'change', job: withState(job, transition.after) };
  });
  return finish(app, update, { begun, requestId, by: request.by });
}

type NotChanged =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'unchanged'; readonly job: Job }
  | Extract<Changed, { kind: 'refused' }>;

/** What is known of a request besides the job. */
interface RequestFacts {
  readonly begun: number;
  readonly requestId: string;
  readonly by?: string | undefined;
  readonly phone?: string | undefined;
}

/** What follows a write, whatever made it. */
export async function finish(
  app: JobsApp,
  update: JobUpdate<NotChanged>,
  facts: RequestFacts,
): Promise<Changed> {
  switch (update.kind) {
    case 'changed': {
      const { before, job } = update;
      const isNew = before === null;
      return { kind: 'changed', job, isNew, ...told(job, facts, await tell(app, before, job, facts)) };
    }
    case 'repeated': {
      const { job } = update;
      return { kind: 'repeated', job, ...told(job, facts, await tellAgain(app, job, facts)) };
    }
    case 'kept':
      return update.result.kind === 'unchanged'
        ? { kind: 'repeated', job: update.result.job, notifications: [], isPhoneKept: true }
        : update.result;
    case 'invalid':
    case 'document-too-large':
    case 'unavailable':
    case 'id-taken':
      return { kind: 'not-written', why: update };
    default:
      return update satisfies never;
  }
}

function told(
  { customer }: Job,
  { phone }: RequestFacts,
  { notifications, isNoted }: Notified,
): { notifications: readonly Delivered[]; isPhoneKept: boolean } {
  return { notifications, isPhoneKept: phone === undefined || isNoted || customer?.phone !== undefined };
}

function tell(
  app: JobsApp,
  before: Job | null,
  after: Job,
  { begun, requestId, by, phone }: RequestFacts,
): Promise<Notified> {
  const left = begun + WHOLE_MS - ANSWER_MS - app.clock.now();
  const change: JobChange = {
    before,
    after,
    id: requestId,
    ...(by === undefined ? {} : { by }),
    ...(phone === undefined ? {} : { phone }),
  };
  return notifyJobChange(app, change, Math.max(DEADLINES.write, left));
}

/** The request came again: whoever was not told the first time is told now, and what was not stored then is stored now. */
async function tellAgain(app: JobsApp, job: Job, facts: RequestFacts): Promise<Notified> {
  const { requestId, phone } = facts;
  const record = await readRecord(app, job.id);
  if (record === null) return { notifications: [], isNoted: false };
  const { telling = [], seen } = record;
  const untold = [...telling, unnotedChange(seen, job)].find((change) => change?.name === requestId);
  if (untold != null) {
    const { before, after, by } = untold;
    return tell(app, before, after, { ...facts, by });
  }
  if (phone === undefined || record.phone !== undefined) return { notifications: [], isNoted: true };
  const isNoted = await changeRecord(app, job.id, (present) => ({ phone, ...present })).then(
    () => true,
    () => false,
  );
  return { notifications: [], isNoted };
}
