import type { DispatchConfig } from '../../src/config/dispatch';
import { EMPTY_DOCUMENT, jobsOf, parseDocument, type ParsedDocument } from '../../src/jobs/document';
import type { Job } from '../../src/jobs/job';
import { claimerOf } from '../../src/jobs/transition';
import type { Entry } from './entry';

/** Says what a write into the file of jobs means to a person; both texts are whole files, null for none. */
export function describeJobs(
  config: DispatchConfig,
  before: string | null,
  after: string | null,
): readonly Entry[] {
  if (after === null) return [{ kind: 'fault', title: 'maintenance.json is gone' }];
  const [was, is] = [parse(before), parse(after)];
  if (is.kind === 'invalid') {
    const title = `maintenance.json cannot be read: ${is.why} Nobody writes over it until it is mended`;
    return [{ kind: 'fault', title }];
  }
  const earlier = was.kind === 'ok' ? jobsOf(was.doc) : [];
  const changes = changesOf(config, earlier, jobsOf(is.doc));
  const mended = was.kind === 'ok' ? [] : ['maintenance.json can be read again'];
  const titles = [...mended, ...changes];
  return (titles.length === 0 ? ['maintenance.json is written, and no job is different'] : titles).map(job);
}

/** Where a job stands and with whom, in a few words. */
export function stateWords({ crew }: Pick<DispatchConfig, 'crew'>, job: Job): string {
  const name = (id: string): string => crew.find((member) => member.id === id)?.name ?? id;
  const claimer = claimerOf(job);
  const given = (job.crewIds ?? []).map(name).join(' and ');
  const by = claimer === null ? given : name(claimer);
  switch (job.status) {
    case 'pending':
      return given === '' ? 'pending, given to nobody' : `pending, meant for ${given}`;
    case 'assigned':
      return claimer === null
        ? `assigned to ${given === '' ? 'nobody' : given}, not claimed yet`
        : `claimed by ${by}`;
    case 'in-progress':
      return by === '' ? 'in progress' : `in progress, with ${by}`;
    case 'completed':
      return by === '' ? 'completed' : `completed by ${by}`;
    case 'cancelled':
      return 'cancelled';
    default:
      return job.status satisfies never;
  }
}

function changesOf(config: DispatchConfig, before: readonly Job[], after: readonly Job[]): readonly string[] {
  const changed = after.flatMap((next) => {
    const old = before.find(({ id }) => id === next.id);
    if (old === undefined) return [`A new job, ${nameOf(next)}: ${stateWords(config, next)}`];
    const words = stateWords(config, next);
    if (words !== stateWords(config, old)) return [`Job ${nameOf(next)}: ${words}`];
    return contentOf(old) === contentOf(next) ? [] : [`Job ${nameOf(next)} says something else now`];
  });
  const gone = before.filter(({ id }) => !after.some((next) => next.id === id));
  return [...changed, ...gone.map((old) => `Job ${nameOf(old)} is not in the file any more`)];
}

function parse(text: string | null): ParsedDocument {
  return parseDocument(text ?? EMPTY_DOCUMENT);
}

/** What the relay only remembers for itself is no news. */
function contentOf({ updatedAt: _, relay: __, ...content }: Job): string {
  return JSON.stringify(content);
}

function nameOf({ id, title = '' }: Job): string {
  return `“${title.trim() === '' ? id : title}”`;
}

function job(title: string): Entry {
  return { kind: 'job', title };
}
