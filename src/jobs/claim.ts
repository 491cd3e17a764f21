import { textOf, type Params } from '../cascade/request';
import { isCrossSite } from '../claim-page/cross-site';
import { claimPage } from '../claim-page/page';
import type { ClaimView, JobView, Said } from '../claim-page/view';
import type { Outcome, Reply } from '../http/outcome';
import { hasBody, headersOf } from '../http/request';
import type { JobsApp } from '../jobs-app';
import { readToken } from '../magic-links/token';
import { act, type Acted } from './act';
import type { Job } from './job';
import { crewNames } from './texts';
import { claimerOf } from './transition';
import {
  actionsNow,
  CLAIM_ACTIONS,
  decideClaimAction,
  type ClaimAction,
  type ClaimDecision,
} from './transition-by-crew';

/** Whose link it is. */
interface Holder {
  readonly token: string;
  readonly job: string;
  readonly crew: string;
}

/** A crew's link: GET shows the job and never changes anything, POST acts. */
export async function serveClaim(app: JobsApp, params: Params): Promise<Outcome> {
  const isPost = hasBody(params, 'application/x-www-form-urlencoded');
  if (isPost && isCrossSite(headersOf(params), app.origin)) return page(app, { kind: 'cross-site' });
  const token = textOf(params, 't');
  const link = readToken(token, app.secrets.linkSecrets, app.clock.now());
  switch (link.kind) {
    case 'forged':
    case 'expired':
      return page(app, { kind: link.kind });
    case 'valid': {
      const holder = { token, job: link.job, crew: link.crew };
      return isPost
        ? pageWithEvent(app, holder, await take(app, holder, params))
        : page(app, await show(app, holder));
    }
    default:
      return link satisfies never;
  }
}

/** The link's own page: whoever has the link may see it, and the platform protects nothing here. */
export function claimUnfinished(app: JobsApp, params: Params): Reply {
  return replyOf(app, { kind: 'unreadable', token: textOf(params, 't') });
}

/** Links carry their own proof, which is checked with the page it decides on. */
export function authenticateLinkHolder(): null {
  return null;
}

async function show(app: JobsApp, holder: Holder): Promise<ClaimView> {
  const read = await app.jobs.read();
  if (read.kind !== 'jobs') return { kind: 'unreadable', token: holder.token };
  const job = read.jobs.find(({ id }) => id === holder.job) ?? null;
  // Whether the link is any good is what claiming would say.
  const decision = decideClaimAction(job, { crew: holder.crew, action: 'claim' }, app.config.crew);
  return job === null ? { kind: 'gone' } : (dead(app, decision) ?? jobView(app, job, holder));
}

async function take(app: JobsApp, holder: Holder, params: Params): Promise<ClaimView> {
  const action = CLAIM_ACTIONS.find((known) => known === textOf(params, 'action'));
  if (action === undefined) return show(app, holder);
  const to = textOf(params, 'to');
  const wish = { crew: holder.crew, action, ...(to === '' ? {} : { to }) };
  const acted = await act(app, holder.job, wish);
  return viewOf(app, holder, wish, acted);
}

function viewOf(
  app: JobsApp,
  holder: Holder,
  wish: { action: ClaimAction; to?: string },
  acted: Acted,
): ClaimView {
  switch (acted.kind) {
    case 'done':
      return doneView(app, holder, wish, acted.job);
    case 'not-done': {
      const { decision, job } = acted;
      if (job === null) return { kind: 'gone' };
      if (decision.kind === 'already') return doneView(app, holder, wish, job);
      return dead(app, decision) ?? jobView(app, job, holder, saidOf(decision));
    }
    case 'not-written':
      return { kind: 'unsaved', form: { token: holder.token, ...wish } };
    default:
      return acted satisfies never;
  }
}

function doneView(
  app: JobsApp,
  holder: Holder,
  { action, to }: { action: ClaimAction; to?: string },
  job: Job,
): ClaimView {
  switch (action) {
    case 'claim':
      return jobView(app, job, holder, { kind: 'claimed' });
    case 'start':
      return jobView(app, job, holder, { kind: 'started' });
    case 'handover':
      return { kind: 'done', action, to: crewNames(app.config.crew, [to ?? '']).join('') };
    case 'complete':
    case 'decline':
    case 'abandon':
      return { kind: 'done', action };
    default:
      return action satisfies never;
  }
}

/** The pages of links that lead nowhere any more; null where the job's own page says it. */
function dead(app: JobsApp, decision: ClaimDecision): ClaimView | null {
  switch (decision.kind) {
    case 'taken':
      return { kind: 'taken', by: crewNames(app.config.crew, [decision.by]).join('') };
    case 'outdated':
    case 'gone':
      return { kind: decision.kind };
    case 'closed':
      return { kind: 'closed', status: decision.status };
    case 'allowed':
    case 'already':
    case 'not-now':
    case 'bad-handover':
      return null;
    default:
      return decision satisfies never;
  }
}

function saidOf({ kind }: ClaimDecision): Said {
  return kind === 'bad-handover' ? { kind: 'choose-crew' } : { kind: 'not-now' };
}

function jobView(app: JobsApp, job: Job, { token, crew }: Holder, said?: Said): ClaimView {
  const claimer = claimerOf(job);
  const view: JobView = {
    id: job.id,
    status: job.status,
    ...(job.title === undefined ? {} : { title: job.title }),
    ...(job.address === undefined ? {} : { address: job.address }),
    ...(job.customer?.name === undefined ? {} : { customerName: job.customer.name }),
    claimedBy: claimer === null ? null : crewNames(app.config.crew, [claimer]).join(''),
    isMine: claimer === crew,
    actions: actionsNow(job, crew),
    others: app.config.crew.filter(({ id }) => id !== crew).map(({ id, name }) => ({ id, name })),
    token,
  };
  return { kind: 'job', job: view, ...(said === undefined ? {} : { said }) };
}

/** What a crew did goes on record; that somebody looked does not. */
function pageWithEvent(app: JobsApp, { job, crew }: Holder, view: ClaimView): Outcome {
  const at = new Date(app.clock.now()).toISOString();
  const why = view.kind === 'job' ? (view.said?.kind ?? 'shown') : view.kind;
  const event = { at, key: `claim-${job}-${at}`, type: 'job.claimed', who: crew, why } as const;
  return { reply: replyOf(app, view), events: [event], subject: `job:${job}` };
}

function page(app: JobsApp, view: ClaimView): Outcome {
  return { reply: replyOf(app, view), events: [], subject: 'job:claim' };
}

function replyOf({ config, line }: JobsApp, view: ClaimView): Reply {
  const { status, headers, html } = claimPage(view, {
    name: config.line.name,
    ...(line === '' ? {} : { phone: line }),
  });
  return { kind: 'html', status, headers, html };
}
