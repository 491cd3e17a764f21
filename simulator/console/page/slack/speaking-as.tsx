import type { SlackPerson } from '../../protocol';

interface Props {
  readonly people: readonly SlackPerson[];
  readonly person: string;
  readonly onChange: (person: string) => void;
}

/** For whom one speaks in Slack. */
export function SpeakingAs({ people, person, onChange }: Props) {
  return (
    <label class="speaking">
      Speaking as{' '}
      <select value={person} onChange={(event) => onChange(event.currentTarget.value)}>
        {people.map(({ id, name, note }) => (
          <option key={id} value={id}>
            {note === null ? name : `${name}, ${note}`}
          </option>
        ))}
      </select>
    </label>
  );
}
