import { escapeForSlack } from '../conversations/mrkdwn';
import type { FullApp } from '../full-app';
import type { Outcome, RelayEvent, Reply } from '../http/outcome';
import type { Admitted } from '../http/slack-door';
import { refusal as refusalOfSlack, type SlackCommandForm } from '../http/slack-request';
import { admit } from './admit';
import { carryOut, type Answer, type CommandActions } from './carry-out';
import { readCommand } from './command';
import { refusal, unanswered, type Refusal } from './reply';

export type { CommandActions, Done, JobRequest, NameRequest, TextRequest } from './carry-out';

/** Carries out `/dispatch …` for whoever may, and answers within what Slack waits for. */
export async function runCommand(app: FullApp, visitor: Admitted, actions: CommandActions): Promise<Outcome> {
  switch (visitor.kind) {
    case 'missed':
      return silent({ kind: 'empty', ...refusalOfSlack() });
    case 'in': {
      // Slack's other requests have other addresses.
      if (visitor.request.kind !== 'command') return silent({ kind: 'empty', status: 200 });
      const { text, seenBy, events, subject } = await answerTo(app, visitor.request.form, actions);
      return { reply: replyOf(text, seenBy), events, subject: subject ?? 'slack:command' };
    }
    default:
      return visitor satisfies never;
  }
}

/** What is answered when nobody knows in time what happened. */
export function commandUnanswered(): Reply {
  return replyOf(escapeForSlack(unanswered()), 'asker');
}

async function answerTo(app: FullApp, form: SlackCommandForm, actions: CommandActions): Promise<Answer> {
  const now = app.clock.now();
  const right = await admit(app, form);
  if (right.kind === 'refused') return refused(form, now, right.why);
  const self = right.kind === 'dispatcher' ? right.id : null;
  const command = readCommand(form.text, { config: app.config, line: app.line, now, self });
  if (command.kind === 'set-availability' && right.kind !== 'dispatcher')
    return refused(form, now, 'dispatchers-only');
  return carryOut({ app, form, right, now, actions }, command);
}

function refused({ user_id: who }: SlackCommandForm, now: number, why: Refusal): Answer {
  const at = new Date(now).toISOString();
  const event: RelayEvent = { at, key: `command-${who}-${now}`, type: 'slack.command-refused', who, why };
  return { seenBy: 'asker', text: escapeForSlack(refusal(why)), events: [event] };
}

/** @see https://docs.slack.dev/interactivity/implementing-slash-commands */
function replyOf(text: string, seenBy: Answer['seenBy']): Reply {
  const response_type = seenBy === 'channel' ? 'in_channel' : 'ephemeral';
  return { kind: 'json', status: 200, body: { response_type, text } };
}

function silent(reply: Reply): Outcome {
  return { reply, events: [], subject: 'slack:command' };
}
