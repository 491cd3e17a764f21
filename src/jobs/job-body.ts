import type { JobTextKey } from '../config/job-texts';
import type { JobsApp } from '../jobs-app';
import { createLink, linkExpiry } from '../magic-links/token';
import type { Job } from './job';
import type { JobRecord } from './record';
import { crewNames, jobText, type JobTextFacts } from './texts';
import type { Notification } from './told';

/** The text of a notification; `at` (ISO 8601) is the time that it speaks of, now when left out. */
export function bodyOf(
  app: JobsApp,
  job: Job,
  record: JobRecord,
  { to, crews = [] }: Pick<Notification, 'to' | 'crews'>,
  key: JobTextKey,
  at?: string,
): string {
  const { config, clock } = app;
  const names = crewNames(config.crew, crews);
  const facts: JobTextFacts = {
    line: config.line.name,
    job,
    crew: names.length > 0 ? names : crewNames(config.crew, job.crewIds ?? []),
    from: names,
    minutes: config.jobs.claimWithinMinutes,
    time: clockTime(at === undefined ? clock.now() : Date.parse(at), config.line.timeZone),
    ...(to.kind === 'crew' ? { link: linkOf(app, job, to.id) } : {}),
    ...(record.code === undefined ? {} : { code: record.code }),
  };
  return jobText(key, config.texts, facts).body;
}

/** A time (ms) as people of that zone say it. */
export function clockTime(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(at);
}

function linkOf({ origin, secrets, clock, config }: JobsApp, job: Job, crew: string): string {
  const secret = secrets.linkSecrets[0] ?? '';
  const expiresAt = linkExpiry(clock.now(), config.jobs);
  return createLink({ origin, secret, job: job.id, crew, expiresAt });
}
