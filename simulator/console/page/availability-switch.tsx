import { useState } from 'preact/hooks';
import type { Action, Desk } from '../protocol';
import { Choice } from './choice';
import { clockTime } from './time';

const WORDS = { online: 'Available', offline: 'Away', dnd: 'Do not disturb' } as const;

type Status = keyof typeof WORDS;

const MINUTES: readonly (readonly [minutes: number, words: string])[] = [
  [30, '30 min'],
  [60, '1 h'],
  [120, '2 h'],
  [480, '8 h'],
];

interface Props {
  readonly who: string;
  readonly name: string;
  readonly availability: Desk['availability'][string] | undefined;
  readonly timeZone: string;
  readonly perform: (action: Action) => void;
}

/** Says whether somebody is there, and until when not. */
export function AvailabilitySwitch({ who, name, availability, timeZone, perform }: Props) {
  const [minutes, setMinutes] = useState(30);
  const { status, until } = availability ?? { status: 'online', until: null };
  const set = (next: Status, length: number): void =>
    perform({ type: 'availability.set', who, status: next, minutes: length });
  const lengthen = (length: number): void => {
    setMinutes(length);
    if (status !== 'online') set(status, length);
  };
  return (
    <div class="availability">
      <Choice
        label={`${name}'s availability`}
        quiet
        words={WORDS}
        value={status}
        onChange={(next) => set(next, minutes)}
      />
      <label class="until">
        {status === 'online' || until === null
          ? 'When away, for'
          : `Until ${clockTime(until, timeZone)}, set for`}{' '}
        <select
          aria-label={`How long ${name} is away`}
          value={minutes}
          onChange={(event) => lengthen(Number(event.currentTarget.value))}
        >
          {MINUTES.map(([length, words]) => (
            <option key={length} value={length}>
              {words}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
