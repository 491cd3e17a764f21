import type { ClaimAction, ClaimDecision } from './transition-by-crew';

/** What a crew's text about a job came to; `none` is known before any job is read. */
export type CodeOutcome =
  | Exclude<ClaimDecision, { kind: 'allowed' } | { kind: 'taken' }>
  | { readonly kind: 'done' }
  /** The name of who has it. */
  | { readonly kind: 'taken'; readonly by: string }
  | { readonly kind: 'none' }
  /** Nothing could be saved. */
  | { readonly kind: 'unsaved' };

/** Answers a crew that texted an action and a code; plain words that fit one SMS. */
export function codeAnswer(action: ClaimAction, code: string, outcome: CodeOutcome): string {
  switch (outcome.kind) {
    case 'done':
    case 'already':
      return doneWords(action, code);
    case 'taken':
      return `${outcome.by} has job ${code}. There is nothing to do for you.`;
    case 'none':
    case 'outdated':
    case 'gone':
      return `You have no job ${code}. Look at the number in our last text, or call dispatch.`;
    case 'closed':
      return `Job ${code} is ${outcome.status}. There is nothing left to do.`;
    case 'not-now':
      return notNow(action, code, outcome.status);
    case 'bad-handover':
      return `Open the link of job ${code} to hand it over.`;
    case 'unsaved':
      return `Not saved: job ${code} cannot be changed right now. Send it again in a minute.`;
    default:
      return outcome satisfies never;
  }
}

function doneWords(action: ClaimAction, code: string): string {
  switch (action) {
    case 'claim':
      return `Job ${code} is yours. Write GO ${code} when you set off.`;
    case 'decline':
      return `You passed on job ${code}. Dispatch is told.`;
    case 'start':
      return `Job ${code} is started. Write DONE ${code} when it is done.`;
    case 'complete':
      return `Job ${code} is done. Thank you.`;
    case 'handover':
      return `Job ${code} is handed over.`;
    case 'abandon':
      return `You gave job ${code} back. Dispatch is told.`;
    default:
      return action satisfies never;
  }
}

function notNow(action: ClaimAction, code: string, status: string): string {
  if (action === 'complete') return `Job ${code} is not started. Write GO ${code} first.`;
  if (action === 'start') return `Job ${code} is not yours yet. Write OK ${code} first.`;
  return `That cannot be done while job ${code} is ${status}. Call dispatch.`;
}
