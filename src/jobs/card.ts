import { escapeForSlack } from '../conversations/mrkdwn';
import type { DispatchConfig } from '../config/dispatch';
import type { Job, JobStatus } from './job';
import { crewNames } from './texts';
import { claimerOf, isOpen } from './transition';

const WORDS: Readonly<Record<JobStatus, string>> = {
  pending: 'Waits for a crew',
  assigned: 'Given out, not taken yet',
  'in-progress': 'In progress',
  completed: 'Done',
  cancelled: 'Cancelled',
};

/** The job as one message in Slack: plain words, and the buttons that apply now. */
export function jobCard(
  { crew }: Pick<DispatchConfig, 'crew'>,
  job: Job,
  code: string | undefined,
): { text: string; blocks: readonly object[] } {
  const claimer = claimerOf(job);
  const title = job.title ?? `Job ${job.id}`;
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
    text: { type: 'plain_text', text: lines.join('\n').slice(0, 2900), emoji: false },
  };
  const header = { type: 'header', text: { type: 'plain_text', text: title.slice(0, 140), emoji: false } };
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
    text: { type: 'plain_text', text: label.slice(0, 75), emoji: false },
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
