import type { Dispatcher } from '../../../src/config/dispatch';
import type { PhoneState, PhoneStatus } from '../../state';
import type { Action, Desk } from '../protocol';
import { act } from './live';
import { clockTime } from './time';

interface Props {
  readonly dispatcher: Dispatcher;
  readonly phone: PhoneState | undefined;
  readonly availability: Desk['availability'][string] | undefined;
  readonly timeZone: string;
  readonly onProblem: (problem: string | null) => void;
}

const WORDS: Readonly<Record<PhoneStatus, string>> = {
  idle: 'quiet',
  ringing: 'ringing',
  listening: 'picked up',
  talking: 'talking',
};

/** A dispatcher's phone with real buttons, and the switch that says whether the person is there. */
export function DispatcherPhone({ dispatcher, phone, availability, timeZone, onProblem }: Props) {
  const who = dispatcher.id;
  const status = phone?.status ?? 'idle';
  const perform = (action: Action): void => void act(action).then(onProblem);
  return (
    <article class={`phone ${status}`} aria-label={`${dispatcher.name}'s phone`}>
      <header>
        <h2>{dispatcher.name}</h2>
        <span class="state" role="status">
          {phone?.mailbox === true && status !== 'idle' ? 'mailbox' : WORDS[status]}
        </span>
      </header>
      <p class="number">{dispatcher.phone}</p>
      {status === 'idle' ? (
        <AvailabilitySwitch
          who={who}
          name={dispatcher.name}
          availability={availability}
          timeZone={timeZone}
          perform={perform}
        />
      ) : (
        <>
          <p class="shows">Shows {phone?.shows}</p>
          {phone?.heard != null && <p class="heard">“{phone.heard}”</p>}
          <PhoneButtons who={who} status={status} perform={perform} />
        </>
      )}
    </article>
  );
}

function PhoneButtons({
  who,
  status,
  perform,
}: {
  who: string;
  status: PhoneStatus;
  perform: (action: Action) => void;
}) {
  if (status === 'ringing') {
    return (
      <div class="buttons">
        <button class="primary" onClick={() => perform({ type: 'phone.answer', who })}>
          Answer
        </button>
        <button onClick={() => perform({ type: 'phone.decline', who })}>Decline</button>
        <button onClick={() => perform({ type: 'phone.mailbox', who })}>Mailbox picks up</button>
      </div>
    );
  }
  return (
    <div class="buttons">
      {status === 'listening' && (
        <>
          <button class="primary" onClick={() => perform({ type: 'phone.press', who, digit: '1' })}>
            Press 1
          </button>
          <button onClick={() => perform({ type: 'phone.press', who, digit: '2' })}>Press 2</button>
        </>
      )}
      <button class="danger" onClick={() => perform({ type: 'phone.hangUp', who })}>
        Hang up
      </button>
    </div>
  );
}

/** The choices, each as status and minutes. */
const CHOICES = [
  { label: 'Available', status: 'online', minutes: 1 },
  { label: 'Away for 30 min', status: 'offline', minutes: 30 },
  { label: 'Away for 2 h', status: 'offline', minutes: 120 },
  { label: 'Do not disturb for 45 min', status: 'dnd', minutes: 45 },
] as const;

interface SwitchProps {
  readonly who: string;
  readonly name: string;
  readonly availability: Desk['availability'][string] | undefined;
  readonly timeZone: string;
  readonly perform: (action: Action) => void;
}

function AvailabilitySwitch({ who, name, availability, timeZone, perform }: SwitchProps) {
  const isAway = availability !== undefined && availability.status !== 'online';
  const until =
    isAway && availability.until !== null ? ` until ${clockTime(availability.until, timeZone)}` : '';
  const present = isAway
    ? `${availability.status === 'dnd' ? 'Not to be disturbed' : 'Away'}${until}`
    : 'Available';
  const choose = (index: number): void => {
    const choice = CHOICES[index];
    if (choice !== undefined)
      perform({ type: 'availability.set', who, status: choice.status, minutes: choice.minutes });
  };
  return (
    <label class={`availability ${isAway ? 'away' : 'here'}`}>
      <span>{present}</span>
      <select
        aria-label={`Set ${name}'s availability`}
        value=""
        onChange={(event) => choose(Number(event.currentTarget.value))}
      >
        <option value="" disabled>
          Change…
        </option>
        {CHOICES.map(({ label }, index) => (
          <option value={index}>{label}</option>
        ))}
      </select>
    </label>
  );
}
