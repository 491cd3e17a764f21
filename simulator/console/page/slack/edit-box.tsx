import { useState } from 'preact/hooks';
import type { MessageView } from '../../../slack';
import type { ChannelContext } from './message-row';

interface Props {
  readonly message: MessageView;
  readonly context: ChannelContext;
  readonly onDone: () => void;
}

/** One's own message, to be changed: Enter saves, Escape leaves it as it is. */
export function EditBox({ message, context, onDone }: Props) {
  const [text, setText] = useState(message.text);
  const save = async (): Promise<void> => {
    const { person: who, perform } = context;
    if (await perform({ type: 'slack.edit', who, ts: message.ts, text })) onDone();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onDone();
    }
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void save();
  };
  return (
    <div class="composer">
      <textarea
        ref={focus}
        rows={Math.min(5, text.split('\n').length)}
        aria-label="Change the message"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      <div class="sending">
        <button type="button" onClick={onDone}>
          Cancel
        </button>
        <button type="button" class="primary" onClick={() => void save()}>
          Save
        </button>
      </div>
    </div>
  );
}

function focus(box: HTMLTextAreaElement | null): void {
  box?.focus({ preventScroll: true });
}
