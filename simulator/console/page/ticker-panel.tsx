import type { Action, TickerView } from '../protocol';
import { dayAndTime } from './time';
import { Toggle } from './toggle';

interface Props {
  readonly ticker: TickerView;
  readonly now: number;
  readonly timeZone: string;
  readonly perform: (action: Action) => void;
}

/** The timer outside of Twilio: a tick has the relay finish what was left undone. */
export function TickerPanel({ ticker: { everyMinute, last }, now, timeZone, perform }: Props) {
  return (
    <div class="ticker">
      <div class="buttons">
        <button type="button" onClick={() => perform({ type: 'tick.run' })}>
          Tick
        </button>
        <Toggle
          label="Tick every minute"
          on={everyMinute}
          onChange={(on) => perform({ type: 'tick.everyMinute', on })}
        />
      </div>
      <p class="hint" role="status">
        {last === null
          ? 'A tick finishes what was left undone.'
          : `${dayAndTime(last.at, now, timeZone)}: ${last.failed ? 'failed. ' : ''}${last.summary}`}
      </p>
    </div>
  );
}
