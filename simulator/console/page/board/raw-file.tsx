import { useState } from 'preact/hooks';
import type { Action, FileView } from '../../protocol';

interface Props {
  readonly file: FileView;
  readonly perform: (action: Action) => Promise<boolean>;
}

/** The file itself, to be read, and to be written as another program would. */
export function RawFile({ file, perform }: Props) {
  const text = file.kind === 'none' ? '' : file.text;
  const [draft, setDraft] = useState<string | null>(null);
  if (draft !== null) {
    return <Editor draft={draft} onDraft={setDraft} perform={perform} isOutdated={draft !== text} />;
  }
  return (
    <div class="raw">
      {file.kind === 'none' ? (
        <p class="hint">There is no file yet. The first job writes it.</p>
      ) : (
        <pre tabIndex={0} role="region" aria-label="maintenance.json">
          {text}
        </pre>
      )}
      <button type="button" onClick={() => setDraft(text)}>
        Edit by hand
      </button>
    </div>
  );
}

interface EditorProps {
  readonly draft: string;
  readonly onDraft: (draft: string | null) => void;
  readonly perform: Props['perform'];
  /** Whether saving would change anything. */
  readonly isOutdated: boolean;
}

function Editor({ draft, onDraft, perform, isOutdated }: EditorProps) {
  const save = async (): Promise<void> => {
    if (await perform({ type: 'file.write', text: draft })) onDraft(null);
  };
  return (
    <div class="raw">
      <p class="hint">
        This writes as a program that knows nothing of the relay: whoever wrote in between is overwritten, and
        nobody is told of it.
      </p>
      <textarea
        ref={focus}
        aria-label="maintenance.json by hand"
        rows={Math.min(18, draft.split('\n').length + 1)}
        spellcheck={false}
        value={draft}
        onInput={(event) => onDraft(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDraft(null)}
      />
      <div class="buttons">
        <button type="button" class="primary" disabled={!isOutdated} onClick={() => void save()}>
          Write the file
        </button>
        <button type="button" onClick={() => onDraft(null)}>
          Leave it
        </button>
      </div>
    </div>
  );
}

function focus(box: HTMLTextAreaElement | null): void {
  box?.focus({ preventScroll: true });
}
