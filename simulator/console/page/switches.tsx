import { useState } from 'preact/hooks';
import type { Action, Desk, FunctionFault } from '../protocol';
import { Broken } from './broken';
import { Choice } from './choice';
import { FUNCTION, nameOf, S3, SYNC, VENDOR } from './fault-words';
import { actAndTell, type Connected } from './live';
import { TickerPanel } from './ticker-panel';

interface Props {
  readonly live: Connected;
  readonly now: number;
  readonly onProblem: (problem: string | null) => void;
}

interface PartProps {
  readonly desk: Desk;
  readonly perform: (action: Action) => void;
}

/** What a person can break, to see that nothing is lost; and the timer that finishes what was left undone. */
export function Switches({ live, now, onProblem }: Props) {
  const { desk, functions, ticker, config } = live;
  const perform = (action: Action): void => void actAndTell(action, onProblem);
  return (
    <section class="panel" aria-label="Break something">
      <h2>Break something</h2>
      <p class="hint">Whatever fails, a phone has to ring, and no text and no change of a job may be lost.</p>
      <Vendors desk={desk} perform={perform} />
      <Functions desk={desk} functions={functions} perform={perform} />
      <Broken desk={desk} perform={perform} />
      <TickerPanel ticker={ticker} now={now} timeZone={config.line.timeZone} perform={perform} />
    </section>
  );
}

const PARTS = {
  sync: 'Sync, where the line keeps what it knows',
  s3: 'S3, where the jobs are',
  slack: 'Slack',
  texts: 'Twilio’s REST API for texts',
} as const;

type Part = keyof typeof PARTS;

function Vendors({ desk, perform }: PartProps) {
  const [part, setPart] = useState<Part>('sync');
  return (
    <div class="functions">
      <label class="field">
        <span>What the line leans on</span>
        <select value={part} onChange={(event) => setPart(event.currentTarget.value as Part)}>
          {Object.entries(PARTS).map(([key, words]) => (
            <option key={key} value={key}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <VendorChoice part={part} desk={desk} perform={perform} />
    </div>
  );
}

function VendorChoice({ part, desk, perform }: PartProps & { part: Part }) {
  switch (part) {
    case 'sync':
      return (
        <Choice
          label={PARTS.sync}
          quiet
          words={SYNC}
          value={desk.syncFault}
          onChange={(fault) => perform({ type: 'fault.sync', fault })}
        />
      );
    case 's3':
      return (
        <Choice
          label={PARTS.s3}
          quiet
          words={S3}
          value={desk.s3Fault}
          onChange={(fault) => perform({ type: 'fault.s3', fault })}
        />
      );
    case 'slack':
    case 'texts':
      return (
        <Choice
          key={part}
          label={PARTS[part]}
          quiet
          words={VENDOR}
          value={part === 'slack' ? desk.slackFault : desk.textsFault}
          onChange={(fault) => perform({ type: `fault.${part}`, fault })}
        />
      );
    default:
      return part satisfies never;
  }
}

function Functions({ desk, functions, perform }: PartProps & { functions: readonly string[] }) {
  const [path, setPath] = useState('*');
  const change = (fault: FunctionFault): void => perform({ type: 'fault.function', path, fault });
  return (
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
        onChange={change}
      />
    </div>
  );
}
