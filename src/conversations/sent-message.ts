import type { App } from '../app';
import { DEADLINES, withDeadline } from '../deadline';
import type { About } from './send-text';

/** Twilio's lists are read for a day; a document outlives them. */
const TTL_SECONDS = 7 * 24 * 60 * 60;

/**
 * Stores in `sent-<MessageSid>` what a message of ours is about, so that its delivery status can be looked up when no callback
 * comes. Best effort: callbacks say the same. Never throws.
 */
export async function noteSent({ documents, clock }: App, sid: string, about: About): Promise<void> {
  await withDeadline(clock, DEADLINES.write, (signal) =>
    documents.create(nameOf(sid), { v: 1, about }, TTL_SECONDS, signal),
  ).catch(() => undefined);
}

/** Reads what a message is about; null where it is none of ours. Throws `RelayError` when Sync cannot be asked. */
export async function readSent({ documents, clock }: App, sid: string): Promise<About | null> {
  const found = await withDeadline(clock, DEADLINES.read, (signal) => documents.fetch(nameOf(sid), signal));
  return (found?.data as { about?: About } | undefined)?.about ?? null;
}

function nameOf(sid: string): string {
  return `sent-${sid}`;
}
