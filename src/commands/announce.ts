import type { PostResult } from '../clients/slack';
import { plainMessage } from '../conversations/thread-post';
import { DEADLINES, withDeadline } from '../deadline';
import type { FullApp } from '../full-app';
import { LATE_MS } from '../once/claim';
import { once } from '../once/once';
import type { OnceResult } from '../once/work';

/** Something that the whole team is to know. */
export interface Announcement {
  /** Its claim, and its id in Slack. */
  readonly id: string;
  /** Plain words. */
  readonly words: string;
}

/** Whether the channel shows it for certain. */
export type Announced = 'announced' | 'not-announced';

/** The announcement of a setting of somebody's made at `now` (ms). */
export function announcementOf(who: string, now: number, words: string): Announcement {
  return { id: `availability-${who}-${now}`, words };
}

/** Tells the dispatch channel without repeating it. Never throws: the change itself is stored already. */
export async function announce(app: FullApp, announcement: Announcement): Promise<Announced> {
  try {
    const posted = await withDeadline(app.clock, DEADLINES.slackRequest, (signal) =>
      post(app, announcement, signal),
    );
    return posted.kind === 'posted' ? 'announced' : 'not-announced';
  } catch {
    return 'not-announced';
  }
}

/** The same for what may reach us again: under one id the channel is told once. */
export async function announceOnce(app: FullApp, announcement: Announcement): Promise<Announced> {
  const said = await announceClaimed(app, announcement);
  switch (said.kind) {
    case 'done':
    case 'already-done':
      return 'announced';
    case 'claim-unavailable':
      return announce(app, announcement);
    case 'in-progress':
    case 'postponed':
    case 'unclear':
    case 'failed-for-good':
      return 'not-announced';
    default:
      return said satisfies never;
  }
}

/** Tells the channel under the announcement's claim. */
export function announceClaimed(app: FullApp, announcement: Announcement): Promise<OnceResult<object>> {
  const { id } = announcement;
  return once<Announcement, object>(app, id, announcement, {
    withinMs: DEADLINES.slackCall,
    lateMs: LATE_MS.slack,
    send: async (signal, { payload }) => {
      const posted = await post(app, payload, signal);
      return posted.kind === 'posted'
        ? { kind: 'sent', result: {} }
        : { kind: 'not-sent', reason: posted.reason };
    },
    look: async (signal, { receivedAt }) => {
      const found = await app.slack.findPosted({ id, root: null, since: Date.parse(receivedAt) }, signal);
      return found === null ? { kind: 'absent' } : { kind: 'found', result: {} };
    },
  });
}

function post({ slack }: FullApp, { id, words }: Announcement, signal: AbortSignal): Promise<PostResult> {
  return slack.post({ ...plainMessage(words), metadata: { kind: 'availability', id } }, signal);
}
