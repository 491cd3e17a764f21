import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChannelView, MessageView } from '../../../slack';
import type { Picture } from '../../protocol';
import { Composer } from '../composer';
import { useStickToEnd } from '../stick-to-end';
import { Toggle } from '../toggle';
import { LONGEST_MESSAGE } from './limits';
import { MessageRow, type ChannelContext } from './message-row';
import { replyCount, scheduledIn } from './rows';
import { ScheduledList } from './scheduled-list';

interface Props {
  readonly root: MessageView;
  readonly channel: ChannelView;
  readonly context: ChannelContext;
  readonly onClose: () => void;
}

/** A thread beside the channel: the root, the replies, and a box to answer in. Escape closes it. */
export function Thread({ root, channel, context, onClose }: Props) {
  const { ts, replies } = root;
  const [broadcast, setBroadcast] = useState(false);
  const list = useStickToEnd<HTMLOListElement>();
  const panel = useFocusOnOpen(ts);
  const reply = async (text: string, pictures: readonly Picture[]): Promise<boolean> => {
    const isTaken = await context.perform({
      type: 'slack.say',
      who: context.person,
      text,
      thread: ts,
      broadcast,
      pictures: [...pictures],
    });
    if (isTaken) setBroadcast(false);
    return isTaken;
  };
  return (
    <section
      class="thread"
      aria-label="Thread"
      ref={panel}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header>
        <h3>
          Thread <span class="hint">{replyCount(replies.length)}</span>
        </h3>
        <button type="button" onClick={onClose}>
          Close
        </button>
      </header>
      <ol class="messages" aria-label="Messages of the thread" aria-live="polite" tabIndex={0} ref={list}>
        <MessageRow message={root} context={context} />
        {replies.map((message) => (
          <MessageRow key={message.ts} message={message} context={context} />
        ))}
      </ol>
      <ScheduledList scheduled={scheduledIn(ts, channel)} context={context} />
      <Composer label="Reply in the thread" placeholder="Reply…" longest={LONGEST_MESSAGE} send={reply} />
      <Toggle label={`Also send to #${channel.name}`} on={broadcast} onChange={setBroadcast} />
    </section>
  );
}

/** Whoever opens a thread means to write in it. */
function useFocusOnOpen(ts: string) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.querySelector('textarea')?.focus({ preventScroll: true }), [ts]);
  return panel;
}
