import type { SlackChange, Workspace } from '../slack';
import type { Message } from '../slack/message';
import { nameOf, wordsOf } from '../slack/text/words';
import type { Entry } from './entry';

type Sent = Extract<SlackChange, { type: 'sent' }>['request'];
type Scheduled = Extract<SlackChange, { type: 'scheduled' | 'unscheduled' }>['scheduled'];

const PURPOSES: Readonly<Record<Sent['purpose'], string>> = {
  events: 'a message in the channel',
  command: 'a command',
  action: 'a pressed button',
};

/** Says what happened in Slack to a person; null for what only machines care about. */
export function describeSlack(workspace: Workspace, change: SlackChange): Entry | null {
  switch (change.type) {
    case 'posted':
      return slack(
        `${author(change.message, workspace)} ${wayOf(change.message)}: ${quote(change.message, workspace)}`,
      );
    case 'edited':
      return slack(
        `${author(change.message, workspace)} changes a message: ${quote(change.message, workspace)}`,
      );
    case 'removed':
      return slack(
        `A message of ${author(change.before, workspace)} is deleted: ${quote(change.before, workspace)}`,
      );
    case 'reacted':
      return slack(`${reactionsOf(change.message)} on ${quote(change.message, workspace)}`);
    case 'noticed':
      return slack(`Only ${nameOf(change.notice.user, workspace)} sees: “${change.notice.text}”`);
    case 'typed':
      return slack(`${personOf(change.who, workspace)} types ${change.command}`);
    case 'pressed':
      return slack(`${personOf(change.who, workspace)} presses “${change.actionId}”`);
    case 'scheduled':
      return slack(
        `Slack will post at ${dueAt(change.scheduled)}: ${quoteDraft(change.scheduled, workspace)}`,
      );
    case 'unscheduled':
      return slack(`Slack will not post: ${quoteDraft(change.scheduled, workspace)}`);
    case 'sent':
      return describeRequest(change.request);
    default:
      return change satisfies never;
  }
}

function slack(title: string): Entry {
  return { kind: 'slack', title };
}

function describeRequest({ purpose, attempt, status }: Sent): Entry {
  const again = attempt > 1 ? ` (try ${attempt})` : '';
  const isTaken = typeof status === 'number' && status < 300;
  const title = `POST /slack-${purpose}${again} — ${PURPOSES[purpose]}: ${status}`;
  return { kind: isTaken ? 'webhook' : 'fault', title };
}

function wayOf({ threadTs, isBroadcast }: Message): string {
  if (threadTs === null) return 'posts in the channel';
  return isBroadcast ? 'answers in a thread and in the channel' : 'answers in a thread';
}

function author({ user }: Message, workspace: Workspace): string {
  return nameOf(user, workspace);
}

/** People are called by id or by the name after the @. */
function personOf(who: string, workspace: Workspace): string {
  return workspace.users.find(({ id, name }) => id === who || name === who)?.realName ?? who;
}

function quote(message: Pick<Message, 'text' | 'blocks' | 'files'>, workspace: Workspace): string {
  const files = message.files.map(({ name }) => name);
  const words = wordsOf(message, workspace);
  return [...(words === '' && files.length > 0 ? [] : [`“${words}”`]), ...files].join(' with ');
}

function quoteDraft({ draft }: Scheduled, workspace: Workspace): string {
  return quote({ text: draft.text, blocks: draft.blocks ?? [], files: [] }, workspace);
}

function reactionsOf({ reactions }: Message): string {
  return reactions.map(({ name }) => `:${name}:`).join(' ');
}

function dueAt({ postAt }: Scheduled): string {
  return `${new Date(postAt * 1000).toISOString().slice(11, 16)} UTC`;
}
