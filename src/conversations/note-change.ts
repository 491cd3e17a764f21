import type { FullApp } from '../full-app';
import { giveUp } from '../once/give-up';
import { dequeue } from '../outbox/store';
import { showNote } from './note';
import { replyKey } from './relay-reply';

/** A reply that now says something else, or is gone. */
export interface ChangedReply {
  readonly change: 'edited' | 'deleted';
  readonly ts: string;
  readonly root: string;
}

/** What came of it; `again`: Slack is to send the event again. */
export type NotedChange = 'noted' | 'nothing' | 'again';

/** What was sent stays sent, what was not is not sent any more, and the thread says which. Throws `RelayError`. */
export async function noteChange(app: FullApp, { change, ts, root }: ChangedReply): Promise<NotedChange> {
  const key = replyKey(ts);
  const standing = await giveUp(app, key, GIVEN_UP[change]);
  switch (standing.kind) {
    case 'given-up':
      // Words for the team alone were never to be sent; what is not heard of yet is refused when Slack repeats it.
      if (!standing.wasKnown) return 'nothing';
      return said(await showNote(app, { about: key, root, words: `Not sent: ${GIVEN_UP[change]}` }));
    case 'in-progress':
      return 'again';
    case 'unclear':
      await dequeue(app, new Set([`send ${key}`])).catch(() => undefined);
      return said(await showNote(app, { about: `${key}-${change}`, root, words: UNCLEAR[change] }));
    case 'done':
      return said(await showNote(app, { about: `${key}-${change}`, root, words: SENT[change] }));
    case 'failed-before':
      return 'nothing';
    default:
      return standing satisfies never;
  }
}

const GIVEN_UP = {
  edited: 'it was changed here before it was sent. Write it again.',
  deleted: 'it was deleted here before it was sent.',
} as const;

const UNCLEAR = {
  edited: 'Edited here only: nobody knows whether the customer has the first version.',
  deleted: 'Deleted here only: nobody knows whether the customer has the text.',
} as const;

const SENT = {
  edited: 'Edited here only: the customer has the first version, and it was not sent again.',
  deleted: 'Deleted here only: the customer has the text already.',
} as const;

function said(isSaid: boolean): NotedChange {
  return isSaid ? 'noted' : 'again';
}
