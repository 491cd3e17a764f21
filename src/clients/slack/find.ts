import type { FoundMessage, MetadataTest, SlackMetadata } from '../slack';
import { attempt, type CallSlack } from './call';
import { toFoundMessage } from './read';

/** Slack compares times as numbers and has no clock in common with us. */
const LOOK_BACK_MS = 10_000;
const PAGE_SIZE = 200;
const MOST_PAGES = 5;

/** One message of the channel or of a thread; null when it is gone. */
export function fetchMessage(
  call: CallSlack,
  channel: string,
  { ts, threadTs }: { ts: string; threadTs: string | null },
  signal: AbortSignal,
): Promise<FoundMessage | null> {
  const wanted = { channel, ts: threadTs ?? ts, oldest: ts, latest: ts, inclusive: true, limit: 2 };
  return attempt(
    async () => {
      const client = await call(signal);
      const { messages = [] } = await client.conversations.replies({ ...wanted, include_all_metadata: true });
      const found = messages.map(toFoundMessage).find((message) => message.ts === ts);
      // A root that is gone leaves a tombstone for as long as it has replies.
      return found === undefined || found.subtype === 'tombstone' ? null : found;
    },
    { thread_not_found: null, message_not_found: null },
  );
}

/** Looks for a message of ours by the id in its metadata; throws when it could not look everywhere. */
export async function findPosted(
  call: CallSlack,
  channel: string,
  { id, root, since }: { id: string | MetadataTest; root: string | null; since: number },
  signal: AbortSignal,
): Promise<FoundMessage | null> {
  const isWanted = typeof id === 'string' ? (metadata: SlackMetadata) => metadata.id === id : id;
  const range = { channel, oldest: String(Math.max(since - LOOK_BACK_MS, 0) / 1000), limit: PAGE_SIZE };
  return attempt(
    async () => {
      const client = await call(signal);
      let cursor: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const wanted = { ...range, include_all_metadata: true, ...(cursor === undefined ? {} : { cursor }) };
        const reply =
          root === null
            ? await client.conversations.history(wanted)
            : await client.conversations.replies({ ...wanted, ts: root });
        const found = (reply.messages ?? [])
          .map(toFoundMessage)
          .find(({ metadata }) => metadata !== null && isWanted(metadata));
        if (found !== undefined) return found;
        cursor = reply.has_more === true ? reply.response_metadata?.next_cursor : undefined;
        if (cursor === undefined || cursor === '') return null;
      }
      // Not read to the end: absent would be a guess.
      throw new Error('too many messages to look through');
    },
    { thread_not_found: null },
  );
}

/** The threads whose last reply is newer than `since` (ms), among the channel's latest messages. */
export async function activeThreads(
  call: CallSlack,
  channel: string,
  since: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  return attempt(async () => {
    const client = await call(signal);
    const { messages = [] } = await client.conversations.history({ channel, limit: PAGE_SIZE });
    return messages.flatMap(({ ts, latest_reply: latest }) =>
      ts !== undefined && Number(latest ?? 0) * 1000 > since ? [ts] : [],
    );
  });
}

/** The replies in a thread since then (ms), the oldest first. */
export async function repliesSince(
  call: CallSlack,
  channel: string,
  { root, since }: { root: string; since: number },
  signal: AbortSignal,
): Promise<readonly FoundMessage[]> {
  const wanted = { channel, ts: root, oldest: String(since / 1000), limit: PAGE_SIZE };
  return attempt(
    async () => {
      const client = await call(signal);
      const { messages = [] } = await client.conversations.replies(wanted);
      return messages.map(toFoundMessage).filter(({ ts }) => ts !== root);
    },
    { thread_not_found: [] },
  );
}
