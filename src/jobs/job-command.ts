import type { Done, JobRequest } from '../commands/carry-out';
import { escapeForSlack } from '../conversations/mrkdwn';
import { pause } from '../deadline';
import type { JobsApp } from '../jobs-app';
import { changeState, finish, type Changed } from './change-job';
import { whyNotChanged } from './change-words';
import { giveJob } from './give-job';
import type { Job } from './job';
import { crewNames } from './texts';
import { claimerOf, isOpen } from './transition';

/** Slack waits 3 s for a command's answer. */
const COMMAND_MS = 2_000;
const MOST_FOUND = 10;

/** `/dispatch job …`: finds, makes, gives and cancels jobs. */
export async function runJobCommand(app: JobsApp, request: JobRequest): Promise<Done> {
  const late = pause(app.clock, COMMAND_MS).then(
    () => 'It takes longer than Slack waits. Look for the job in a minute before you send it again.',
  );
  const words = await Promise.race([carryOut(app, request), late]);
  return { text: escapeForSlack(words), events: [] };
}

async function carryOut(app: JobsApp, { command, trigger }: JobRequest): Promise<string> {
  const requestId = `command-${trigger.replace(/[^\w.-]/g, '')}`;
  switch (command.kind) {
    case 'find':
      return find(app, command.words);
    case 'new':
      return create(app, command, requestId);
    case 'give':
      return told(app, await giveJob(app, command.id, requestId, command.crew), command.id);
    case 'cancel':
      return told(app, await changeState(app, command.id, requestId, { status: 'cancelled' }), command.id);
    default:
      return command satisfies never;
  }
}

async function find(app: JobsApp, words: string): Promise<string> {
  const read = await app.jobs.read();
  if (read.kind !== 'jobs') return 'The jobs cannot be read right now. Try again in a minute.';
  const wanted = words.toLowerCase();
  const found = read.jobs.filter(({ id, title = '', address = '' }) =>
    [id, title, address].some((text) => text.toLowerCase().includes(wanted)),
  );
  if (found.length === 0) return `No job has “${words}” in its id, title or address.`;
  const sorted = [...found].sort((one, other) => Number(isOpen(other.status)) - Number(isOpen(one.status)));
  const lines = sorted.slice(0, MOST_FOUND).map((job) => lineOf(app, job));
  const rest = found.length - lines.length;
  return [...lines, ...(rest > 0 ? [`… and ${rest} more: write more of it.`] : [])].join('\n');
}

async function create(
  app: JobsApp,
  { title, address, phone, customer, crew }: Extract<JobRequest['command'], { kind: 'new' }>,
  requestId: string,
): Promise<string> {
  const begun = app.clock.now();
  const job: Job = {
    id: `job-${begun.toString(36)}-${Math.floor(app.random() * 36 ** 3).toString(36)}`,
    status: crew === undefined ? 'pending' : 'assigned',
    title,
    ...(address === undefined ? {} : { address }),
    ...(customer === undefined ? {} : { customer: { name: customer } }),
    ...(crew === undefined ? {} : { crewIds: [crew] }),
  };
  const update = await app.jobs.update<never>(null, requestId, () => ({ kind: 'change', job }));
  return told(app, await finish(app, update, { begun, requestId, phone }), job.id);
}

function told(app: JobsApp, changed: Changed, id: string): string {
  const isThere = changed.kind === 'changed' || changed.kind === 'repeated';
  if (!isThere) return whyNotChanged(changed, id) ?? '';
  const lost = '\nThe customer’s phone could not be stored: the customer gets no texts about this job.';
  return `${lineOf(app, changed.job)}${changed.isPhoneKept ? '' : lost}`;
}

function lineOf({ config }: JobsApp, job: Job): string {
  const claimer = claimerOf(job);
  const crew = crewNames(config.crew, claimer === null ? (job.crewIds ?? []) : [claimer]).join(', ');
  const where = [job.title, job.address].filter((text) => text !== undefined).join(', ');
  const who = crew === '' ? '' : claimer === null ? `, given to ${crew}` : `, with ${crew}`;
  return `${job.id}: ${where === '' ? 'no title' : where} (${job.status}${who})`;
}
