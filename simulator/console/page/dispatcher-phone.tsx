import type { Dispatcher } from '../../../src/config/dispatch';
import type { CallState, PhoneState, PhoneStatus } from '../../state';
import type { Action, Desk } from '../protocol';
import type { TextView } from '../texts-view';
import { AvailabilitySwitch } from './availability-switch';
import { actAndTell } from './live';
import { Phone, type PhoneButton } from './phone';
import { ringEndsAt, talkingSince, whyQuiet } from './phone-words';
import { PhoneTexts } from './texts/phone-texts';
import { duration } from './time';

interface Props {
  readonly dispatcher: Dispatcher;
  readonly phone: PhoneState | undefined;
  readonly calls: readonly CallState[];
  readonly texts: readonly TextView[];
  readonly availability: Desk['availability'][string] | undefined;
  readonly timeZone: string;
  readonly now: number;
  /** Whether a leg is left to ring without its tone. */
  readonly isSilenced: (leg: string) => boolean;
  readonly onSilence: (leg: string) => void;
  readonly onProblem: (problem: string | null) => void;
}

const WORDS: Readonly<Record<PhoneStatus, string>> = {
  idle: 'quiet',
  ringing: 'ringing',
  listening: 'picked up',
  talking: 'talking',
};

/** A dispatcher's phone with real buttons, and the switch that says whether the person is there. */
export function DispatcherPhone(props: Props) {
  const { dispatcher, phone, availability, timeZone, onProblem, isSilenced, onSilence } = props;
  const { id: who, name, phone: number } = dispatcher;
  const { status = 'idle', leg = null } = phone ?? {};
  const perform = (action: Action): Promise<boolean> => actAndTell(action, onProblem);
  const performLater = (action: Action): void => void perform(action);
  const isHeard = leg !== null && !isSilenced(leg);
  return (
    <Phone
      name={name}
      title={`${name}'s phone`}
      number={number}
      status={status}
      word={phone?.mailbox === true ? 'mailbox' : WORDS[status]}
      screen={<Screen {...props} status={status} isHeard={isHeard} />}
      buttons={[
        ...buttonsOf(status, who, performLater),
        ...(status === 'ringing' && isHeard ? [{ label: 'Let it ring', press: () => onSilence(leg) }] : []),
      ]}
    >
      <AvailabilitySwitch
        who={who}
        name={name}
        availability={availability}
        timeZone={timeZone}
        perform={performLater}
      />
      <PhoneTexts {...props} owner={dispatcher} hint="AWAY 2H" perform={perform} />
    </Phone>
  );
}

function Screen(props: Props & { status: PhoneStatus; isHeard: boolean }) {
  const { dispatcher, phone, calls, now, status, isHeard } = props;
  const { leg = null, shows, heard } = phone ?? {};
  switch (status) {
    case 'idle':
      return <p class="quiet">{(calls[0] && whyQuiet(calls[0], dispatcher.phone)) ?? 'Quiet.'}</p>;
    case 'ringing': {
      const left = Math.max(0, Math.ceil(((ringEndsAt(calls, leg) ?? now) - now) / 1000));
      return (
        <>
          <p class="main">{shows}</p>
          <p class="beside">
            {isHeard ? 'Is calling' : 'Left ringing'}, stops by itself in {left} s
          </p>
        </>
      );
    }
    case 'listening':
      return (
        <>
          <p class="main">{shows}</p>
          {heard != null && <p class="heard">“{heard}”</p>}
        </>
      );
    case 'talking':
      return (
        <>
          <p class="main">{duration(now - (talkingSince(calls, leg) ?? now))}</p>
          <p class="heard">Talking with {shows}</p>
        </>
      );
    default:
      return status satisfies never;
  }
}

function buttonsOf(status: PhoneStatus, who: string, perform: (action: Action) => void): PhoneButton[] {
  const hangUp: PhoneButton = {
    label: 'Hang up',
    look: 'danger',
    press: () => perform({ type: 'phone.hangUp', who }),
  };
  switch (status) {
    case 'idle':
      return [];
    case 'ringing':
      return [
        { label: 'Answer', look: 'primary', press: () => perform({ type: 'phone.answer', who }) },
        { label: 'Decline', look: 'danger', press: () => perform({ type: 'phone.decline', who }) },
        { label: 'Mailbox', press: () => perform({ type: 'phone.mailbox', who }) },
      ];
    case 'listening':
      return [
        { label: 'Press 1', look: 'primary', press: () => perform({ type: 'phone.press', who, digit: '1' }) },
        { label: 'Press 2', press: () => perform({ type: 'phone.press', who, digit: '2' }) },
        hangUp,
      ];
    case 'talking':
      return [hangUp];
    default:
      return status satisfies never;
  }
}
