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
  const [underWay, setUnderWay] = useState<readonly string[]>([]);
  const last = useRef<Promise<void>>(Promise.resolve());
  const box = useRef<HTMLTextAreaElement>(null);
  const deliver = async (): Promise<void> => {
    const isTaken = await send(text, picture === '' ? [] : [picture]);
    setUnderWay(([, ...others]) => others);
    if (!isTaken) return;
    // Text and picture may have been replaced in the meantime: only what was sent goes.
    setText((now) => (now === text ? '' : now));
    setPicture((now) => (now === picture ? '' : now));
    box.current?.focus({ preventScroll: true });
  };
  const submit = (): void => {
    // A second Enter sends nothing twice; another text is sent after the one that is under way.
    if (underWay.at(-1) === text) return;
    setUnderWay([...underWay, text]);
    last.current = last.current.then(deliver);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
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
        <button type="submit" class="primary" aria-busy={underWay.length > 0}>
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
