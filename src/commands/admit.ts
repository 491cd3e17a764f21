import { mayAct } from '../conversations/who-may';
import type { FullApp } from '../full-app';
import type { SlackCommandForm } from '../http/slack-request';
import type { Refusal } from './reply';

/** What somebody who typed a command may do (design §4). */
export type Admission =
  | { readonly kind: 'dispatcher'; readonly id: string }
  /** Everything but setting who is rung. */
  | { readonly kind: 'colleague' }
  | { readonly kind: 'refused'; readonly why: Refusal };

/**
 * Decides what somebody may do: dispatchers whose Slack id is in the routing file everything, anywhere, also while Slack
 * answers nothing; others in the dispatch channel only. Never throws.
 */
export async function admit(app: FullApp, form: SlackCommandForm): Promise<Admission> {
  const user = form.user_id;
  const dispatcher = app.config.dispatchers.find(({ slackUserId }) => slackUserId === user);
  if (dispatcher !== undefined) return { kind: 'dispatcher', id: dispatcher.id };
  if (!isDispatchChannel(app, form)) return { kind: 'refused', why: 'elsewhere' };
  const permission = await mayAct(app, user);
  switch (permission.kind) {
    case 'yes':
      return { kind: 'colleague' };
    case 'no':
      return { kind: 'refused', why: permission.why };
    case 'unknown':
      return { kind: 'refused', why: 'unchecked' };
    default:
      return permission satisfies never;
  }
}

/** Whether it was typed where the whole team sees the answer. */
export function isDispatchChannel({ slackOrigin }: FullApp, { channel_id }: SlackCommandForm): boolean {
  return channel_id === slackOrigin.channelId;
}
