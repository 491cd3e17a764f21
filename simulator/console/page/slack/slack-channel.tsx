import { useEffect, useRef, useState } from 'preact/hooks';
import type { Picture } from '../../protocol';
import { Composer } from '../composer';
import { actAndTell, type Connected } from '../live';
import { useStickToEnd } from '../stick-to-end';
import { LONGEST_MESSAGE } from './limits';
import { MessageRow, type ChannelContext } from './message-row';
import { NoticeRow } from './notice-row';
import { isCommand, rootOf, rowsFor, scheduledIn } from './rows';
import { ScheduledList } from './scheduled-list';
import { SpeakingAs } from './speaking-as';
import { Thread } from './thread';

interface Props {
  readonly live: Connected;
  readonly now: number;
  readonly onProblem: (problem: string | null) => void;
}

/** The dispatch channel of Slack, for whoever one speaks as. */
export function SlackChannel({ live, now, onProblem }: Props) {
  const { channel, people, config } = live;
  const [person, setPerson] = useState(people[0]?.id ?? '');
  const { thread, open, close, panel } = useThread();
  const context: ChannelContext = {
    person,
    now,
    timeZone: config.line.timeZone,
    perform: (action) => actAndTell(action, onProblem),
  };
  const root = rootOf(thread, channel);
  return (
    <section
      class={`panel slack${root === undefined ? '' : ' has-thread'}`}
      aria-label="Slack channel"
      ref={panel}
    >
      <header>
        <h2>#{channel.name}</h2>
        <SpeakingAs people={people} person={person} onChange={setPerson} />
      </header>
      <div class="rooms-of-slack">
        <Channel live={live} context={context} onThread={open} />
        {root !== undefined && <Thread root={root} channel={channel} context={context} onClose={close} />}
      </div>
    </section>
  );
}

interface ChannelProps {
  readonly live: Connected;
  readonly context: ChannelContext;
  readonly onThread: (root: string) => void;
}

function Channel({ live: { channel }, context, onThread }: ChannelProps) {
  const { person, perform } = context;
  const rows = rowsFor(person, channel);
  const list = useStickToEnd<HTMLOListElement>();
  const send = (typed: string, pictures: readonly Picture[]): Promise<boolean> =>
    isCommand(typed)
      ? perform({ type: 'slack.command', who: person, typed: typed.trim() })
      : perform({
          type: 'slack.say',
          who: person,
          text: typed,
          thread: null,
          broadcast: false,
          pictures: [...pictures],
        });
  return (
    <div class="channel">
      <ol
        class="messages"
        aria-label={`Messages in #${channel.name}`}
        aria-live="polite"
        tabIndex={0}
        ref={list}
      >
        {rows.map((row) =>
          row.kind === 'message' ? (
            <MessageRow key={row.ts} message={row.message} context={context} onThread={onThread} />
          ) : (
            <NoticeRow key={row.ts} notice={row.notice} context={context} />
          ),
        )}
        {rows.length === 0 && (
          <li class="hint">Customers’ texts appear here, a thread each. Answer in the thread.</li>
        )}
      </ol>
      <ScheduledList scheduled={scheduledIn(null, channel)} context={context} />
      <Composer
        label={`Message to #${channel.name}`}
        placeholder="A message, or /dispatch away 2h"
        longest={LONGEST_MESSAGE}
        send={send}
      />
    </div>
  );
}

/** Which thread is open; closing it puts the keyboard back on what opened it. */
function useThread() {
  const [thread, setThread] = useState<string | null>(null);
  const panel = useRef<HTMLElement>(null);
  const left = useRef<string | null>(null);
  const close = (): void => {
    left.current = thread;
    setThread(null);
  };
  useEffect(() => {
    if (thread !== null || left.current === null) return;
    panel.current
      ?.querySelector<HTMLElement>(`[data-thread="${left.current}"]`)
      ?.focus({ preventScroll: true });
    left.current = null;
  }, [thread]);
  return { thread, open: setThread, close, panel };
}
