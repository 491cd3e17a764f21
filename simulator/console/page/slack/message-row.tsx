import { useState } from 'preact/hooks';
import type { MessageView } from '../../../slack';
import type { Action } from '../../protocol';
import { dayAndTime } from '../time';
import { Attachments } from './attachments';
import { Avatar } from './avatar';
import { EditBox } from './edit-box';
import { Reactions } from './reactions';
import { momentOf } from './rows';
import { ThreadLink } from './thread-link';

/** What every part of the channel works with. */
export interface ChannelContext {
  /** The id of who is spoken for. */
  readonly person: string;
  readonly now: number;
  readonly timeZone: string;
  /** Resolves to whether it was done. */
  readonly perform: (action: Action) => Promise<boolean>;
}

interface Props {
  readonly message: MessageView;
  readonly context: ChannelContext;
  /** Left out inside a thread. */
  readonly onThread?: (root: string) => void;
}

/** A message: who, when, the words, files, buttons, reactions, and where its thread is. */
export function MessageRow({ message, context, onThread }: Props) {
  const { ts, user, name, text, isEdited } = message;
  const [isEditing, setEditing] = useState(false);
  const isOwn = user === context.person;
  const author = user === SLACKBOT ? 'Slackbot' : name;
  return (
    <li class={`message${user === SLACKBOT ? ' is-gone' : ''}`}>
      <Avatar name={author} />
      <div class="body">
        <p class="by">
          <strong>{author}</strong>
          {message.isApp && <span class="badge">App</span>}
          <time>{dayAndTime(momentOf(ts), context.now, context.timeZone)}</time>
        </p>
        {isEditing ? (
          <EditBox message={message} context={context} onDone={() => setEditing(false)} />
        ) : (
          <Words text={text} isEdited={isEdited} />
        )}
        <Attachments message={message} />
        <Buttons message={message} context={context} />
        <Reactions reactions={message.reactions} />
        <div class="below">
          {onThread !== undefined && <ThreadLink message={message} context={context} onThread={onThread} />}
          {isOwn && !isEditing && (
            <OwnMessage message={message} context={context} onEdit={() => setEditing(true)} />
          )}
        </div>
      </div>
    </li>
  );
}

function Words({ text, isEdited }: Pick<MessageView, 'text' | 'isEdited'>) {
  if (text === '') return null;
  return (
    <p class="said">
      {text}
      {isEdited && <span class="hint"> (edited)</span>}
    </p>
  );
}

/** Writes the line that a deleted root leaves. */
const SLACKBOT = 'USLACKBOT';

function Buttons({ message: { ts, buttons }, context }: Pick<Props, 'message' | 'context'>) {
  if (buttons.length === 0) return null;
  return (
    <div class="buttons">
      {buttons.map(({ actionId, label }) => (
        <button
          key={actionId}
          type="button"
          onClick={() =>
            void context.perform({ type: 'slack.press', who: context.person, ts, button: actionId })
          }
        >
          {label}
        </button>
      ))}
    </div>
  );
}

function OwnMessage({
  message,
  context,
  onEdit,
}: Pick<Props, 'message' | 'context'> & { onEdit: () => void }) {
  const { ts } = message;
  return (
    <span class="own">
      <button type="button" class="link" onClick={onEdit}>
        Edit
      </button>
      <button
        type="button"
        class="link"
        onClick={() => void context.perform({ type: 'slack.remove', who: context.person, ts })}
      >
        Delete
      </button>
    </span>
  );
}
