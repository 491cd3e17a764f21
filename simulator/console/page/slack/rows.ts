import type { ChannelView, MessageView, Notice, ScheduledView } from '../../../slack';

/** One entry of the channel's list. */
export type Row =
  | { readonly kind: 'message'; readonly ts: string; readonly message: MessageView }
  | { readonly kind: 'notice'; readonly ts: string; readonly notice: Notice };

/** What one person sees in the channel, the oldest first: messages, and the notices that are theirs alone. */
export function rowsFor(person: string, { messages, notices }: ChannelView): readonly Row[] {
  const rows: Row[] = [
    ...messages.map((message) => ({ kind: 'message', ts: message.ts, message }) as const),
    ...notices
      .filter(({ user }) => user === person)
      .map((notice) => ({ kind: 'notice', ts: notice.ts, notice }) as const),
  ];
  return rows.sort((a, b) => momentOf(a.ts) - momentOf(b.ts));
}

/** The root of a thread; undefined once it is gone, or when it is older than what is shown. */
export function rootOf(ts: string | null, { messages }: ChannelView): MessageView | undefined {
  return messages.find((message) => message.ts === ts && message.threadTs === null);
}

/** What is still to be posted in a thread, or with null in the channel. */
export function scheduledIn(thread: string | null, { scheduled }: ChannelView): readonly ScheduledView[] {
  return scheduled.filter(({ threadTs }) => threadTs === thread);
}

/** The moment of a ts, in ms. */
export function momentOf(ts: string): number {
  return Number(ts) * 1000;
}

/** Emoji by the names that Slack gives them; a name without one is shown as it is. */
const EMOJI: Readonly<Record<string, string>> = {
  warning: '⚠️',
  eyes: '👀',
  hourglass: '⌛',
  hourglass_flowing_sand: '⏳',
  '+1': '👍',
};

/** A reaction as it is drawn. */
export function emojiOf(name: string): string {
  return EMOJI[name] ?? `:${name}:`;
}

/** `1 reply`, `3 replies`. */
export function replyCount(count: number): string {
  return count === 1 ? '1 reply' : `${count} replies`;
}

/** Whether what was typed is a command and no message; a line that begins with two slashes is a message. */
export function isCommand(typed: string): boolean {
  return /^\/[a-z]/i.test(typed.trim());
}
