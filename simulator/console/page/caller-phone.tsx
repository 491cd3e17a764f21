import { useState } from 'preact/hooks';
import type { DispatchConfig } from '../../../src/config/dispatch';
import type { CallState } from '../../state';
import type { Action } from '../protocol';
import { callerName } from './caller-name';
import { CUSTOMER } from './customer';
import { act } from './live';
import { Phone, type PhoneButton } from './phone';
import { talkingWith, whyOver } from './phone-words';
import { duration } from './time';

interface Props {
  readonly config: DispatchConfig;
  readonly calls: readonly CallState[];
  readonly now: number;
  readonly onProblem: (problem: string | null) => void;
}

const WORDS: Readonly<Record<CallState['status'], string>> = {
  ringing: 'calling',
  connected: 'connected',
  recording: 'recording',
  ended: 'quiet',
};

/** The caller's phone: call the line, speak a message, hang up at any moment. */
export function CallerPhone({ config, calls, now, onProblem }: Props) {
  const [from, setFrom] = useState(CUSTOMER);
  const perform = (action: Action): void => void act(action).then(onProblem);
  const call = calls.find(({ endedAt }) => endedAt === null);
  const status = call?.status ?? 'ended';
  return (
    <Phone
      name="Caller"
      title="The caller's phone"
      number={call === undefined ? 'anybody outside' : callerName(call.from)}
      status={`caller-${status}`}
      word={WORDS[status]}
      screen={
        call === undefined ? (
          <p class="quiet">{(calls[0] && whyOver(calls[0])) ?? 'Not in a call.'}</p>
        ) : (
          <InCall config={config} call={call} now={now} />
        )
      }
      buttons={
        call === undefined
          ? [{ label: 'Call the line', look: 'primary', press: () => perform({ type: 'call.place', from }) }]
          : buttonsOf(call, perform)
      }
    >
      <NumberChoice config={config} from={from} disabled={call !== undefined} onChange={setFrom} />
    </Phone>
  );
}

function InCall({ config, call, now }: { config: DispatchConfig; call: CallState; now: number }) {
  return (
    <>
      <p class="main">{duration(now - call.startedAt)}</p>
      <p class="heard">{whatIsHeard(config, call)}</p>
      {call.status === 'recording' && <p class="beside">Recording {duration(now - recordingSince(call))}</p>}
    </>
  );
}

function whatIsHeard({ dispatchers }: DispatchConfig, call: CallState): string {
  const other = talkingWith(call);
  if (other !== null) {
    return `Talking with ${dispatchers.find(({ phone }) => phone === other)?.name ?? other}`;
  }
  return call.heard === null ? 'Hears ringing.' : `Hears “${call.heard}”`;
}

function recordingSince(call: CallState): number {
  return call.events.findLast(({ type }) => type === 'recording.started')?.at ?? call.startedAt;
}

function buttonsOf({ sid, status }: CallState, perform: (action: Action) => void): PhoneButton[] {
  const recording: PhoneButton[] = [
    {
      label: 'Speak for 6 s',
      look: 'primary',
      press: () => perform({ type: 'call.speak', sid, seconds: 6 }),
    },
    { label: 'Press #', press: () => perform({ type: 'call.press', sid, digit: '#' }) },
  ];
  return [
    ...(status === 'recording' ? recording : []),
    { label: 'Hang up', look: 'danger', press: () => perform({ type: 'call.hangUp', sid }) },
  ];
}

interface NumberChoiceProps {
  readonly config: DispatchConfig;
  readonly from: string;
  readonly disabled: boolean;
  readonly onChange: (from: string) => void;
}

function NumberChoice({ config, from, disabled, onChange }: NumberChoiceProps) {
  return (
    <label class="field">
      <span>Calling from</span>
      <select value={from} disabled={disabled} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value={CUSTOMER}>{CUSTOMER} (a customer)</option>
        <option value="anonymous">a withheld number</option>
        {config.dispatchers.map(({ phone, name }) => (
          <option key={phone} value={phone}>
            {phone} ({name})
          </option>
        ))}
      </select>
    </label>
  );
}
