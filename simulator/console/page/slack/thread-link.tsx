import type { MessageView } from '../../../slack';
import { dayAndTime } from '../time';
import type { ChannelContext } from './message-row';
import { momentOf, replyCount } from './rows';

interface Props {
  readonly message: MessageView;
  readonly context: ChannelContext;
  readonly onThread: (root: string) => void;
}

/** Leads to a message's thread. */
export function ThreadLink({ message, context, onThread }: Props) {
  const { ts, threadTs, replies } = message;
  const last = replies.at(-1);
  return (
    <button type="button" class="link thread-link" data-thread={ts} onClick={() => onThread(threadTs ?? ts)}>
      {threadTs !== null ? 'From a thread' : last === undefined ? 'Reply' : replyCount(replies.length)}
      {last !== undefined && (
        <span class="hint"> last {dayAndTime(momentOf(last.ts), context.now, context.timeZone)}</span>
      )}
    </button>
  );
}
