import type { Action, Desk, Reach } from '../../protocol';
import { Choice } from '../choice';

const REACH: Readonly<Record<Reach, string>> = {
  delivers: 'Reachable',
  off: 'Switched off',
  filtered: 'Filtered',
  landline: 'Landline',
};

interface Props {
  /** E.164. */
  readonly number: string;
  readonly desk: Desk;
  readonly perform: (action: Action) => Promise<boolean>;
}

/** Says what becomes of texts to a phone. */
export function ReachChoice({ number, desk, perform }: Props) {
  return (
    <Choice
      label="Texts to this phone"
      words={REACH}
      value={desk.reach[number] ?? 'delivers'}
      onChange={(reach) => void perform({ type: 'reach.set', number, reach })}
    />
  );
}
