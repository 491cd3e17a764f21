import type { FullApp } from '../full-app';
import { DEADLINES, withDeadline } from '../deadline';
import { readThread, storeThread } from './store';

/** Whose thread somebody has answered in. */
export type ThreadOwner =
  | { readonly kind: 'customer'; readonly phone: string }
  /** A thread of the team's own, or none of ours. */
  | { readonly kind: 'nobody' }
  | { readonly kind: 'unknown' };

/** Finds out by what is stored, or by what the root itself says, if that is really ours. Never throws. */
export async function ownerOf(app: FullApp, root: string): Promise<ThreadOwner> {
  const reading = await readThread(app, root);
  switch (reading.kind) {
    case 'read':
      return reading.party === 'customer' ? { kind: 'customer', phone: reading.phone } : { kind: 'nobody' };
    case 'missing':
    case 'unreadable':
      return recover(app, root);
    default:
      return reading satisfies never;
  }
}

/** Anybody can post a message with metadata like ours: the root has to be our own. */
async function recover(app: FullApp, root: string): Promise<ThreadOwner> {
  try {
    const [message, self] = await withDeadline(app.clock, DEADLINES.slackRequest, (signal) =>
      Promise.all([app.slack.message({ ts: root, threadTs: null }, signal), app.slack.self(signal)]),
    );
    const { kind, phone }: Partial<Record<string, string>> = message?.metadata ?? {};
    if (message === null || message.user !== self || phone === undefined) return { kind: 'nobody' };
    const party = kind === 'customer' ? 'customer' : 'team';
    await storeThread(app, root, { phone, party }).catch(() => undefined);
    return party === 'customer' ? { kind: 'customer', phone } : { kind: 'nobody' };
  } catch {
    return { kind: 'unknown' };
  }
}
