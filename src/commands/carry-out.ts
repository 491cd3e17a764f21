import { escapeForSlack } from '../conversations/mrkdwn';
import type { FullApp } from '../full-app';
import type { RelayEvent } from '../http/outcome';
import type { SlackCommandForm } from '../http/slack-request';
import { isDispatchChannel, type Admission } from './admit';
import { announce, announcementOf } from './announce';
import { applySetting, readEverybody } from './apply-setting';
import type { Command } from './command';
import type { JobCommand } from './job-words';
import { changed, commandHelp, notChanged, ringing, type TeamView } from './reply';
import { statusLines } from './status-lines';

/** What became of a command; `text` is safe mrkdwn, for the one who asked. */
export interface Done {
  readonly text: string;
  readonly events: readonly RelayEvent[];
  /** `availability:<id>` or `customer:<hmac>`, if it is about one. */
  readonly subject?: string;
}

/** The same with who sees it. */
export type Answer = Done & { readonly seenBy: 'asker' | 'channel' };

/** A text to a customer; `by` is a Slack user id, and `trigger` tells one command from every other. */
export interface TextRequest {
  readonly phone: string;
  readonly body: string;
  readonly by: string;
  readonly trigger: string;
}

/** A customer's name. */
export interface NameRequest {
  readonly phone: string;
  readonly name: string;
}

/** A command about jobs; `trigger` tells one command from every other. */
export interface JobRequest {
  readonly command: Exclude<JobCommand, { kind: 'wrong' }>;
  readonly trigger: string;
}

/** What commands do about customers and jobs. */
export interface CommandActions {
  readonly text: (request: TextRequest) => Promise<Done>;
  readonly name: (request: NameRequest) => Promise<Done>;
  readonly job: (request: JobRequest) => Promise<Done>;
}

/** A command and everything it is carried out with; `now` in milliseconds. */
export interface Job {
  readonly app: FullApp;
  readonly form: SlackCommandForm;
  readonly right: Exclude<Admission, { kind: 'refused' }>;
  readonly now: number;
  readonly actions: CommandActions;
}

/** How many milliseconds storing may take: with an announcement it stays within what Slack waits for. */
const STORE_MS = 1_000;

/** Carries out a command of somebody who may. */
export async function carryOut(job: Job, command: Command): Promise<Answer> {
  const { app, form, now, actions } = job;
  switch (command.kind) {
    case 'set-availability':
      return setAvailability(job, command);
    case 'who':
      return toAsker(ringing(await viewOf(job)));
    case 'status': {
      const view = await viewOf(job);
      return toAsker([...statusLines(view.config, view.presences, now), ringing(view)].join('\n'));
    }
    case 'help':
      return { seenBy: 'asker', text: commandHelp(app.config), events: [] };
    case 'text': {
      const { phone, body } = command;
      const done = await actions.text({ phone, body, by: form.user_id, trigger: triggerOf(job) });
      return { ...done, seenBy: 'asker' };
    }
    case 'name': {
      const { phone, name } = command;
      return { ...(await actions.name({ phone, name })), seenBy: 'asker' };
    }
    case 'job':
      return { ...(await actions.job({ command: command.job, trigger: triggerOf(job) })), seenBy: 'asker' };
    case 'wrong':
      return toAsker(command.message);
    default:
      return command satisfies never;
  }
}

/** Slack gives every command its own. */
function triggerOf({ form, now }: Job): string {
  return form['trigger_id'] ?? `${form.user_id}-${now}`;
}

/** Everybody in the channel sees a change: by the answer there, by a message where it was typed elsewhere. */
async function setAvailability(
  { app, form, right, now }: Job,
  { who, status, until }: Extract<Command, { kind: 'set-availability' }>,
): Promise<Answer> {
  const id = right.kind === 'dispatcher' ? right.id : form.user_id;
  const setting = { who, status, until, source: 'manual' } as const;
  const applied = await applySetting(app, setting, { setBy: id, now, withinMs: STORE_MS });
  if (applied.kind === 'not-applied') return toAsker(notChanged(applied.why));
  const view = { config: app.config, presences: applied.presences, now, line: app.line };
  const words = changed(view, who, { id, how: 'command' });
  const done = { text: escapeForSlack(words), events: applied.events, subject: `availability:${who}` };
  if (isDispatchChannel(app, form)) return { ...done, seenBy: 'channel' };
  const told = await announce(app, announcementOf(who, now, words));
  const note = told === 'announced' ? '' : '\nThe channel could not be told: please tell it.';
  return { ...done, text: `${done.text}${note}`, seenBy: 'asker' };
}

async function viewOf({ app, now }: Job): Promise<TeamView> {
  return { config: app.config, presences: await readEverybody(app), now, line: app.line };
}

function toAsker(words: string): Answer {
  return { seenBy: 'asker', text: escapeForSlack(words), events: [] };
}
