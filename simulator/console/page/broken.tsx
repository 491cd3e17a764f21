import type { Action, Desk } from '../protocol';
import { FUNCTION, nameOf, S3, SYNC, VENDOR } from './fault-words';

interface Props {
  readonly desk: Desk;
  readonly perform: (action: Action) => void;
}

type Mending = readonly [words: string, action: Action];

/** Everything that is broken now, each with a button that mends it. */
export function Broken({ desk, perform }: Props) {
  const mendings = mendingsOf(desk);
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

function mendingsOf({
  syncFault,
  s3Fault,
  slackFault,
  textsFault,
  functionFaults,
}: Desk): readonly Mending[] {
  const all: readonly Mending[] = [
    [wordsOf('Sync', SYNC[syncFault]), { type: 'fault.sync', fault: 'none' }],
    [wordsOf('S3', S3[s3Fault]), { type: 'fault.s3', fault: 'none' }],
    [wordsOf('Slack', VENDOR[slackFault]), { type: 'fault.slack', fault: 'none' }],
    [wordsOf('Texts', VENDOR[textsFault]), { type: 'fault.texts', fault: 'none' }],
    ...Object.entries(functionFaults).map(([path, fault]): Mending => [
      wordsOf(nameOf(path), FUNCTION[fault]),
      { type: 'fault.function', path, fault: 'none' },
    ]),
  ];
  return all.filter(([words]) => !words.endsWith(': works'));
}

function wordsOf(part: string, state: string): string {
  return `${part}: ${state.toLowerCase()}`;
}
