import type { Params } from '../cascade/request';
import { isCountry } from '../config/phone';
import { refuse, type Outcome } from '../http/outcome';
import { hasBody } from '../http/request';
import type { JobsApp } from '../jobs-app';
import { answerOf, bodyOf, notWritten, only } from './api';
import { finish } from './change-job';
import { decideTransition } from './transition';
import { readNewJob, readStatus, type NewJob } from './request';

/** GET lists jobs, all or by `id` or `status`; POST makes one. */
export async function serveJobs(app: JobsApp, params: Params): Promise<Outcome> {
  return hasBody(params, 'application/json') ? create(app, bodyOf(params)) : list(app, params);
}

async function list(app: JobsApp, { id, status, ...others }: Params): Promise<Outcome> {
  const strange = Object.keys(others).filter((name) => name !== 'request');
  if (strange.length > 0) {
    const message = `“${strange.join('”, “')}” is not known here. Send a new job by POST as application/json.`;
    return only(refuse(400, 'bad_request', message));
  }
  if (status !== undefined && readStatus(status) === null) {
    return only(refuse(400, 'bad_status', 'There is no such status.'));
  }
  const read = await app.jobs.read();
  if (read.kind !== 'jobs') return only(notWritten(read));
  if (id !== undefined) {
    const job = read.jobs.find((candidate) => candidate.id === id);
    return only(
      job === undefined
        ? refuse(404, 'not_found', 'There is no job with this id.')
        : { kind: 'json', status: 200, body: { job } },
    );
  }
  const jobs = read.jobs.filter((job) => status === undefined || job.status === status);
  return only({ kind: 'json', status: 200, body: { jobs } });
}

async function create(app: JobsApp, body: Readonly<Record<string, unknown>>): Promise<Outcome> {
  const begun = app.clock.now();
  const home = app.config.limits.countries[0] ?? 'US';
  const read = readNewJob(body, isCountry(home) ? home : 'US', newId(app));
  if (read.kind === 'wrong') return only(refuse(400, 'bad_request', read.message));
  const { job, phone, requestId = `create-${job.id}` } = read.value;
  const transition = decideTransition(null, job, app.config.crew);
  if (transition.kind !== 'allowed') return answerOf(app, { kind: 'refused', why: transition, job: null });
  const update = await app.jobs.update<never>(null, requestId, () => ({
    kind: 'change',
    job: published(app, read.value),
  }));
  return answerOf(app, await finish(app, update, { begun, requestId, phone }));
}

/** The customer's phone stays out of the public file, unless the owner says otherwise. */
function published({ config }: JobsApp, { job, phone }: NewJob): NewJob['job'] {
  if (phone === undefined || !config.jobs.publishContacts) return job;
  return { ...job, customer: { ...job.customer, phone } };
}

function newId({ clock, random }: JobsApp): string {
  return `job-${clock.now().toString(36)}-${Math.floor(random() * 36 ** 4).toString(36)}`;
}
