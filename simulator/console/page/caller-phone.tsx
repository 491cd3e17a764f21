import { useState } from 'preact/hooks';
import type { DispatchConfig } from '../../../src/config/dispatch';
import type { CallState } from '../../state';
import type { Action } from '../protocol';
import { act } from './live';
import { duration } from './time';

const CUSTOMER = '+12025550123';

interface Props {
  readonly config: DispatchConfig;
  readonly call: CallState | undefined;
  readonly now: number;
  readonly onProblem: (problem: string | null) => void;
}

/** The caller's phone: call the line, speak a message, hang up at any moment. */
export function CallerPhone({ config, call, now, onProblem }: Props) {
  const [from, setFrom] = useState(CUSTOMER);
  const perform = (action: Action): void => void act(action).then(onProblem);
  return (
    <article class={`phone caller ${call?.status ?? 'idle'}`} aria-label="The caller's phone">
      <header>
        <h2>Caller</h2>
        <span class="state">
          {call === undefined ? 'not in a call' : `${WORDS[call.status]} · ${duration(now - call.startedAt)}`}
        </span>
      </header>
      {call === undefined ? (
        <>
          <label>
            Calling from
            <select value={from} onChange={(event) => setFrom(event.currentTarget.value)}>
              <option value={CUSTOMER}>{CUSTOMER} (a customer)</option>
              <option value="anonymous">a withheld number</option>
              {config.dispatchers.map(({ phone, name }) => (
                <option value={phone}>
                  {phone} ({name})
                </option>
              ))}
            </select>
          </label>
          <button class="primary" onClick={() => perform({ type: 'call.place', from })}>
            Call the line
          </button>
        </>
      ) : (
        <>
          <p class="heard">{call.heard === null ? 'Hears ringing.' : `Hears: “${call.heard}”`}</p>
          <div class="buttons">
            {call.status === 'recording' && (
              <>
                <button
                  class="primary"
                  onClick={() => perform({ type: 'call.speak', sid: call.sid, seconds: 6 })}
                >
                  Speak for 6 s
                </button>
                <button onClick={() => perform({ type: 'call.press', sid: call.sid, digit: '#' })}>
                  Press #
                </button>
              </>
            )}
            <button class="danger" onClick={() => perform({ type: 'call.hangUp', sid: call.sid })}>
              Hang up
            </button>
          </div>
        </>
      )}
    </article>
  );
}

const WORDS = {
  ringing: 'calling',
  connected: 'connected',
  recording: 'leaving a message',
  ended: 'over',
} as const;
