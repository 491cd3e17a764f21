import type { CallState } from '../../state';
import { Badge } from './badge';
import { callerName } from './caller-name';
import { dayAndTime, duration, placeOf } from './time';

interface Props {
  readonly calls: readonly CallState[];
  readonly current: string | undefined;
  readonly now: number;
  readonly timeZone: string;
  readonly onChoose: (sid: string) => void;
}

/** The calls so far, newest first; choosing one shows its timeline. */
export function PastCalls({ calls, current, now, timeZone, onChoose }: Props) {
  return (
    <section class="panel" aria-label="Calls so far">
      <h2>Calls so far</h2>
      <p class="hint">
        {calls.length === 0
          ? 'Every call appears here and stays over a restart.'
          : `Newest first, in the time of ${placeOf(timeZone)}.`}
      </p>
      {calls.length > 0 && (
        <ul class="past">
          {calls.map((call) => (
            <li key={call.sid}>
              <button
                type="button"
                aria-current={call.sid === current ? 'true' : undefined}
                onClick={() => onChoose(call.sid)}
              >
                <span class="from">{callerName(call.from)}</span>
                <Badge call={call} />
                <time>{dayAndTime(call.startedAt, now, timeZone)}</time>
                <span class="length">
                  {call.endedAt === null ? 'now' : duration(call.endedAt - call.startedAt)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
