import { useState } from 'preact/hooks';
import type { Action, Picture } from '../../protocol';
import { Composer } from '../composer';
import { CUSTOMER } from '../customer';
import { actAndTell, type Connected } from '../live';
import { Bubbles } from './bubbles';
import { LONGEST_TEXT } from './limits';
import { customersOf, textsOn } from './phones';
import { ReachChoice } from './reach-choice';

interface Props {
  readonly live: Connected;
  readonly now: number;
  readonly onProblem: (problem: string | null) => void;
}

/** The phones of customers: text the line from any number, and read what arrives there. */
export function CustomerPhones({ live, now, onProblem }: Props) {
  const { config, texts, desk } = live;
  const [number, setNumber] = useState(CUSTOMER);
  const perform = (action: Action): Promise<boolean> => actAndTell(action, onProblem);
  const own = textsOn(number, texts);
  const send = (body: string, pictures: readonly Picture[]): Promise<boolean> =>
    perform({ type: 'text.send', from: number, body, pictures: [...pictures] });
  return (
    <section class="panel texting" aria-label="Customers' phones">
      <h2>Customers’ phones</h2>
      <label class="field">
        <span>Texting from</span>
        <input
          type="tel"
          value={number}
          autocomplete="off"
          onInput={(event) => setNumber(event.currentTarget.value.trim())}
        />
      </label>
      <Numbers numbers={customersOf(config, texts)} chosen={number} onChoose={setNumber} />
      {own.length === 0 ? (
        <p class="quiet-phone">No texts yet. Write the line what you need.</p>
      ) : (
        <Bubbles label={`Texts on ${number}`} texts={own} now={now} timeZone={config.line.timeZone} />
      )}
      <Composer label="Text to the line" placeholder="Text the line…" longest={LONGEST_TEXT} send={send} />
      <ReachChoice number={number} desk={desk} perform={perform} />
    </section>
  );
}

interface NumbersProps {
  readonly numbers: readonly string[];
  readonly chosen: string;
  readonly onChoose: (number: string) => void;
}

/** Every number that has texts. */
function Numbers({ numbers, chosen, onChoose }: NumbersProps) {
  if (numbers.length === 0) return null;
  return (
    <ul class="numbers" aria-label="Phones with texts">
      {numbers.map((number) => (
        <li key={number}>
          <button
            type="button"
            aria-current={number === chosen ? 'true' : undefined}
            onClick={() => onChoose(number)}
          >
            {number}
          </button>
        </li>
      ))}
    </ul>
  );
}
