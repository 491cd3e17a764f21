import { useId } from 'preact/hooks';

interface Props<Value extends string> {
  readonly label: string;
  /** Whether the label is read out only. */
  readonly quiet?: boolean;
  readonly words: Readonly<Record<Value, string>>;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of a few, all in sight: a row of radio buttons that look like one switch. */
export function Choice<Value extends string>({ label, quiet = false, words, value, onChange }: Props<Value>) {
  const name = useId();
  return (
    <fieldset class="choice">
      <legend class={quiet ? 'unseen' : ''}>{label}</legend>
      <div class="options">
        {(Object.entries(words) as [Value, string][]).map(([key, text]) => (
          <label key={key} class={`option ${key}`}>
            <input type="radio" name={name} checked={key === value} onChange={() => onChange(key)} />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
