import { useState } from 'preact/hooks';
import type { Action, Desk, FunctionFault, SyncFault } from '../protocol';
import { Choice } from './choice';
import { act } from './live';

const SYNC: Readonly<Record<SyncFault, string>> = {
  none: 'Works',
  down: 'Down',
  slow: 'Slow, 2 s',
  silent: 'Never answers',
};

const FUNCTION: Readonly<Record<FunctionFault, string>> = {
  none: 'Works',
  throws: 'Answers 500',
  down: 'Unreachable',
  slow: 'Slow, 3 s',
  hangs: 'Hangs, 10 s',
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
  return (
    <section class="panel" aria-label="Break something">
      <h2>Break something</h2>
      <p class="hint">Whatever fails, a phone has to ring.</p>
      <Choice
        label="Sync, where the line keeps what it knows"
        words={SYNC}
        value={desk.syncFault}
        onChange={(fault) => perform({ type: 'fault.sync', fault })}
      />
      <div class="functions">
        <label class="field">
          <span>Our functions</span>
          <select value={path} onChange={(event) => setPath(event.currentTarget.value)}>
            <option value="*">every function</option>
            {functions.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <Choice
          label={nameOf(path)}
          quiet
          words={FUNCTION}
          value={desk.functionFaults[path] ?? 'none'}
          onChange={(fault) => perform({ type: 'fault.function', path, fault })}
        />
      </div>
      <Broken desk={desk} perform={perform} />
    </section>
  );
}

function Broken({ desk, perform }: { desk: Desk; perform: (action: Action) => void }) {
  const broken = Object.entries(desk.functionFaults).filter(([, fault]) => fault !== 'none');
  const mendings: [words: string, action: Action][] = broken.map(([path, fault]) => [
    `${nameOf(path)}: ${FUNCTION[fault].toLowerCase()}`,
    { type: 'fault.function', path, fault: 'none' },
  ]);
  if (desk.syncFault !== 'none') {
    mendings.unshift([`Sync: ${SYNC[desk.syncFault].toLowerCase()}`, { type: 'fault.sync', fault: 'none' }]);
  }
  if (mendings.length === 0) return null;
  return (
    <ul class="broken" aria-label="Broken now">
      {mendings.map(([words, action]) => (
        <li key={words}>
          <span>{words}</span>
          <button type="button" aria-label={`Mend ${words}`} onClick={() => perform(action)}>
            Mend
          </button>
        </li>
      ))}
    </ul>
  );
}

function nameOf(path: string): string {
  return path === '*' ? 'Every function' : path;
}
