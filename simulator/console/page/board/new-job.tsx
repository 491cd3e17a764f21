import { useRef, useState } from 'preact/hooks';
import type { CrewMember } from '../../../../src/config/dispatch';
import type { Action } from '../../protocol';
import { CUSTOMER } from '../customer';

interface Props {
  readonly crew: readonly CrewMember[];
  readonly perform: (action: Action) => Promise<boolean>;
}

const NOTHING = { title: '', address: '', customer: '', phone: CUSTOMER };

type Fields = typeof NOTHING;

const LABELS: Readonly<Record<keyof Fields, string>> = {
  title: 'What is to be done',
  address: 'Address',
  customer: 'Customer',
  phone: 'Customer’s phone',
};

/** A form for a new job. What was typed stays until the relay has taken it. */
export function NewJob({ crew, perform }: Props) {
  const [fields, setFields] = useState<Fields>(NOTHING);
  const [crewIds, setCrewIds] = useState<readonly string[]>([]);
  const { isBusy, send } = useSending(perform);
  const form = useRef<HTMLFormElement>(null);
  const submit = async (): Promise<void> => {
    const isTaken = await send({ type: 'job.create', ...fields, crewIds: [...crewIds] });
    if (!isTaken) return;
    // Whoever has begun to type the next job keeps that.
    setFields((now) => (now === fields ? { ...NOTHING, phone: fields.phone } : now));
    const { current } = form;
    if (current?.contains(document.activeElement) !== true) return;
    current.querySelector('input')?.focus({ preventScroll: true });
  };
  return (
    <form
      class="new-job"
      aria-label="New job"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {(Object.keys(LABELS) as (keyof Fields)[]).map((field) => (
        <label key={field} class="field">
          <span>{LABELS[field]}</span>
          <input
            type="text"
            inputMode={field === 'phone' ? 'tel' : 'text'}
            autocomplete="off"
            required={field === 'title'}
            value={fields[field]}
            onInput={(event) => setFields({ ...fields, [field]: event.currentTarget.value })}
          />
        </label>
      ))}
      <CrewBoxes crew={crew} chosen={crewIds} onChange={setCrewIds} />
      <button type="submit" class="primary" aria-busy={isBusy}>
        Create the job
      </button>
    </form>
  );
}

/** The relay answers after everybody is told; the next job need not wait, but the same is not sent twice. */
function useSending(perform: Props['perform']) {
  const [count, setCount] = useState(0);
  const underWay = useRef(new Set<string>());
  const send = async (action: Action): Promise<boolean> => {
    const wish = JSON.stringify(action);
    if (underWay.current.has(wish)) return false;
    underWay.current.add(wish);
    setCount(underWay.current.size);
    const isTaken = await perform(action);
    underWay.current.delete(wish);
    setCount(underWay.current.size);
    return isTaken;
  };
  return { isBusy: count > 0, send };
}

interface BoxesProps {
  readonly crew: readonly CrewMember[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

function CrewBoxes({ crew, chosen, onChange }: BoxesProps) {
  if (crew.length === 0) return <p class="hint">The routing file has no crew yet.</p>;
  const choose = (id: string, on: boolean): void =>
    onChange(on ? [...chosen, id] : chosen.filter((other) => other !== id));
  return (
    <fieldset class="boxes">
      <legend>Give it to</legend>
      {crew.map(({ id, name }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) => choose(id, event.currentTarget.checked)}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
