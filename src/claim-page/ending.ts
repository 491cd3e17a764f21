import { againForm } from './form';
import { html, type Html, type Part } from './html';
import type { Tone } from './layout';
import type { ClaimView } from './view';

/** A page without a job: what is the matter, and what to do. */
export interface Ending {
  readonly status: number;
  readonly tone: Tone;
  readonly main: Html;
}

type EndingView = Exclude<ClaimView, { kind: 'job' }>;

/** Returns the page that ends here: something is done, or the link leads nowhere. It names nothing of the job. */
export function ending(view: EndingView): Ending {
  switch (view.kind) {
    case 'done':
      return good(...doneWords(view));
    case 'forged':
      return stop(
        403,
        'This link does not work',
        'Part of it is missing or changed. Open it from our text itself, without copying it.',
      );
    case 'cross-site':
      return stop(
        403,
        'Nothing was changed',
        'This came from another website. Open the link in our text and press the button there.',
      );
    case 'expired':
      return stop(410, 'This link is too old', 'If the job is still yours, call dispatch for a new link.');
    case 'outdated':
      return stop(
        410,
        'This job is not with you',
        'It was given to others, handed over or called back. If you have just passed it on yourself, that worked. Do not go there.',
      );
    case 'taken':
      return stop(
        409,
        `${view.by} has this job`,
        'They were faster. There is nothing to do for you, and you need not go there.',
      );
    case 'closed':
      return view.status === 'completed'
        ? stop(410, 'This job is done', 'It is closed. There is nothing left to do.')
        : stop(410, 'This job is cancelled', 'Do not go there. There is nothing left to do.');
    case 'gone':
      return stop(
        410,
        'This job is not there any more',
        'It was taken off the list. Call dispatch before you go there.',
      );
    case 'unreadable':
      return stop(
        503,
        'The job cannot be shown now',
        'Our list of jobs does not answer. Try again in a minute.',
        retryLink(view.token),
      );
    case 'unsaved':
      return stop(
        503,
        'Not saved',
        'Our list of jobs does not answer. Try again in a minute; pressing twice does no harm.',
        againForm(view.form),
      );
    default:
      return view satisfies never;
  }
}

function doneWords({ action, to }: Extract<EndingView, { kind: 'done' }>): [string, string] {
  switch (action) {
    case 'decline':
      return ['You passed', 'Dispatch is told. There is nothing to do for you.'];
    case 'complete':
      return ['Job done. Thank you!', 'Nothing is left to do. You can close this page.'];
    case 'handover':
      return [
        `${to ?? 'The other crew'} has it now`,
        'Your link works no longer. Tell them what they should know.',
      ];
    case 'abandon':
      return ['You gave the job back', 'Dispatch is told and finds somebody else. If it is urgent, call.'];
    default:
      return action satisfies never;
  }
}

function good(heading: string, words: string): Ending {
  return { status: 200, tone: 'good', main: card('✓', heading, words, null) };
}

function stop(status: number, heading: string, words: string, next: Part = null): Ending {
  return { status, tone: 'stop', main: card('!', heading, words, next) };
}

function card(sign: string, heading: string, words: string, next: Part): Html {
  return html`<section class="card">
      <span class="sign" aria-hidden="true">${sign}</span>
      <h1><bdi>${heading}</bdi></h1>
      <p class="lead">${words}</p>
    </section>
    ${next}`;
}

function retryLink(token: string): Html {
  const query = new URLSearchParams({ t: token }).toString();
  return html`<a class="button primary" href="${`/claim?${query}`}">Try again</a>`;
}
