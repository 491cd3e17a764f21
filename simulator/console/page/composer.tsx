import { useRef, useState } from 'preact/hooks';
import type { Picture } from '../protocol';

const PICTURES: Readonly<Record<Picture, string>> = {
  sofa: 'Picture of a sofa',
  fridge: 'Picture of a fridge',
  boxes: 'Picture of boxes',
};

interface Props {
  /** Read out. */
  readonly label: string;
  readonly placeholder: string;
  readonly longest: number;
  /** Left out, pictures can go along. */
  readonly withPictures?: boolean;
  /** Resolves to whether it was taken, so that what was typed can go. */
  readonly send: (text: string, pictures: readonly Picture[]) => Promise<boolean>;
}

/** A box to write a message in, with a picture if wanted: Enter sends, Shift and Enter begin a new line. */
export function Composer({ label, placeholder, longest, withPictures = true, send }: Props) {
  const [text, setText] = useState('');
  const [picture, setPicture] = useState<Picture | ''>('');
  const [isBusy, setBusy] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const submit = async (): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    const isTaken = await send(text, picture === '' ? [] : [picture]);
    setBusy(false);
    if (!isTaken) return;
    setText('');
    setPicture('');
    box.current?.focus({ preventScroll: true });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void submit();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <textarea
        ref={box}
        rows={Math.min(5, text.split('\n').length)}
        aria-label={label}
        placeholder={placeholder}
        maxLength={longest}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      <div class="sending">
        {withPictures && <PictureChoice label={label} value={picture} onChange={setPicture} />}
        <button type="submit" class="primary" aria-busy={isBusy}>
          Send
        </button>
      </div>
    </form>
  );
}

interface PictureChoiceProps {
  readonly label: string;
  readonly value: Picture | '';
  readonly onChange: (picture: Picture | '') => void;
}

function PictureChoice({ label, value, onChange }: PictureChoiceProps) {
  return (
    <select
      aria-label={`${label}: attach a picture`}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as Picture | '')}
    >
      <option value="">No picture</option>
      {Object.entries(PICTURES).map(([picture, words]) => (
        <option key={picture} value={picture}>
          {words}
        </option>
      ))}
    </select>
  );
}
