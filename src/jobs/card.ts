import { escapeForSlack } from '../conversations/mrkdwn';
import type { DispatchConfig } from '../config/dispatch';
import { titleOf, type Job, type JobStatus } from './job';
import { clip } from './short';
import { crewNames } from './texts';
import { claimerOf, isOpen } from './transition';

const WORDS: Readonly<Record<JobStatus, string>> = {
  pending: 'Waits for a crew',
  assigned: 'Given out, not taken yet',
  'in-progress': 'In progress',
  completed: 'Done',
  cancelled: 'Cancelled',
};

/** Slack takes 150 characters of a header, 3,000 of a section and 75 of a button (https://docs.slack.dev/reference/block-kit). */
const MOST_TITLE = 140;
const MOST_BODY = 2900;
const MOST_LABEL = 75;

/** The job as one message in Slack: plain words, and the buttons that apply now. */
export function jobCard(
  { crew }: Pick<DispatchConfig, 'crew'>,
  job: Job,
  code: string | undefined,
): { text: string; blocks: readonly object[] } {
  const claimer = claimerOf(job);
  const title = clip(titleOf(job), MOST_TITLE);
  const names = crewNames(crew, job.crewIds ?? []);
  const lines = [
    claimer === null
      ? WORDS[job.status]
      : `${takenWords(job.status)} by ${crewNames(crew, [claimer]).join('')}`,
    ...(job.address === undefined ? [] : [job.address]),
    ...(names.length === 0 ? [] : [`Crew: ${names.join(', ')}`]),
    ...(job.customer?.name === undefined ? [] : [`Customer: ${job.customer.name}`]),
    `Job ${job.id}${code === undefined ? '' : `, by text ${code}`}. What you write here stays in Slack.`,
  ];
  const text = `${escapeForSlack(title)}: ${escapeForSlack(lines[0] ?? '')}`;
  const body = {
    type: 'section',
    text: { type: 'plain_text', text: clip(lines.join('\n'), MOST_BODY), emoji: false },
  };
  const header = { type: 'header', text: { type: 'plain_text', text: title, emoji: false } };
  return { text, blocks: [header, body, ...actionsOf(crew, job)] };
}

function takenWords(status: JobStatus): string {
  return status === 'assigned' ? 'Taken' : WORDS[status];
}

/** More buttons than these hide what is on the card; the command reaches every crew. */
const MOST_CREWS = 6;

/** What a press on a card asks for; what it is about comes back in `value`. */
export const CARD_ACTIONS = { assign: 'job_assign', escalate: 'job_escalate', cancel: 'job_cancel' } as const;

function actionsOf(crew: DispatchConfig['crew'], job: Job): readonly object[] {
  if (!isOpen(job.status)) return [];
  const button = (action_id: string, label: string, value: object, style?: 'danger') => ({
    type: 'button',
    action_id,
    text: { type: 'plain_text', text: clip(label, MOST_LABEL), emoji: false },
    value: JSON.stringify({ job: job.id, ...value }),
    ...(style === undefined ? {} : { style }),
  });
  const claimer = claimerOf(job);
  // Who was asked as well as the one who has it can still be given it.
  const has = claimer === null ? (job.crewIds ?? []) : [claimer];
  const free = crew.filter(({ id }) => !has.includes(id)).slice(0, MOST_CREWS);
  const assign = free.map(({ id, name }) =>
    button(`${CARD_ACTIONS.assign}:${id}`, `Give to ${name}`, { crew: id }),
  );
  const isAsked = claimer === null && (job.crewIds ?? []).length > 0;
  const escalate = isAsked ? [button(CARD_ACTIONS.escalate, 'Escalate now', {})] : [];
  return [
    {
      type: 'actions',
      elements: [...assign, ...escalate, button(CARD_ACTIONS.cancel, 'Cancel the job', {}, 'danger')],
    },
  ];
}
