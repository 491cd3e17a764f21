import { useState } from 'preact/hooks';
import type { Action, Desk, FunctionFault, SyncFault } from '../protocol';
import { act } from './live';

const SYNC: Readonly<Record<SyncFault, string>> = {
  none: 'works',
  down: 'is down',
  slow: 'is slow (2 s)',
  silent: 'never answers',
};

const FUNCTION: Readonly<Record<FunctionFault, string>> = {
  none: 'works',
  throws: 'answers 500',
  hangs: 'hangs (504 after 10 s)',
  down: 'is unreachable',
  slow: 'is slow (3 s)',
};

interface Props {
  readonly desk: Desk;
  readonly functions: readonly string[];
  readonly onProblem: (problem: string | null) => void;
}

/** What a person can break, to see the phone ring all the same. */
export function Switches({ desk, functions, onProblem }: Props) {
  const [path, setPath] = useState('*');
  const perform = (action: Action): void => void act(action).then(onProblem);
  const broken = Object.entries(desk.functionFaults).filter(([, fault]) => fault !== 'none');
  return (
    <section class="panel" aria-label="Break something">
      <h2>Break something</h2>
      <Choice
        label="Sync"
        words={SYNC}
        value={desk.syncFault}
        onChange={(fault) => perform({ type: 'fault.sync', fault })}
      />
      <label>
        Function
        <select value={path} onChange={(event) => setPath(event.currentTarget.value)}>
          <option value="*">every function</option>
          {functions.map((name) => (
            <option value={name}>{name}</option>
          ))}
        </select>
      </label>
      <Choice
        label={path === '*' ? 'Every function' : `${path} now`}
        words={FUNCTION}
        value={desk.functionFaults[path] ?? 'none'}
        onChange={(fault) => perform({ type: 'fault.function', path, fault })}
      />
      {broken.length > 0 && (
        <ul class="broken">
          {broken.map(([name, fault]) => (
            <li key={name}>
              {name === '*' ? 'Every function' : name} {FUNCTION[fault]}{' '}
              <button onClick={() => perform({ type: 'fault.function', path: name, fault: 'none' })}>
                Mend
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly words: Readonly<Record<Value, string>>;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, words, value, onChange }: ChoiceProps<Value>) {
  return (
    <label class={value === 'none' ? '' : 'is-broken'}>
      {label}
      <select value={value} onChange={(event) => onChange(event.currentTarget.value as Value)}>
        {Object.entries<string>(words).map(([key, text]) => (
          <option value={key}>{text}</option>
        ))}
      </select>
    </label>
  );
}
